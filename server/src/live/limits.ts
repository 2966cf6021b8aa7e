/** What a socket may ask of the server, and how the hub paces itself. Milliseconds where nothing else is said. */
export const defaultLimits = {
  /** bytes of one message */
  messageBytes: 256 * 1024,
  /** operations under way on one socket */
  operationsPerSocket: 100,
  /** messages a second on one socket, and how many may come at once; a token's may send more, see allowances */
  messagesPerSecond: 100,
  messageBurst: 200,
  sockets: 10_000,
  /** from one address, of those who have not said yet who they are; as many as a load test may open at once */
  strangers: 2_000,
  /** messages at once before the greeting is answered */
  strangerMessages: 20,
  initTimeout: 3_000,
  pingEvery: 12_000,
  /** how often the rights of whoever is connected are looked up again */
  recheckEvery: 1_500,
  /** a socket that shows no life for so long is terminated */
  silence: 30_000,
  /** unsent bytes of ordinary messages (not of slots) at which a socket that asks without reading is terminated */
  unsentBytes: 16 * 1024 * 1024,
  /** how long shutting down waits for clients to say goodbye, and for operations to end */
  shutdownWait: 2_000,
  workWait: 5_000,
  /** a topic answers at once on the first change and then at most this often */
  coalesce: 200,
  /** an unchanged answer is repeated after this long */
  repeat: 15_000,
  /** a topic without subscribers is kept for so long: a page that reloads finds it warm */
  linger: 5_000,
  /** answers computed at a time, but never on more than half of the pool's connections */
  computations: 4,
  /** of those, questions that are none of our pages': computed by themselves, and fewer than there are topics */
  freeComputations: 2,
  topics: 2_000,
  freeTopics: 1_500,
  /** events a stream keeps for subscribers that lag behind */
  streamEvents: 1_000,
  streamBytes: 8 * 1024 * 1024,
};

export type LiveLimits = typeof defaultLimits;
