/** What a socket may ask of the server, and how the hub paces itself. Milliseconds where nothing else is said. */
export const defaultLimits = {
  /** bytes of one message */
  messageBytes: 256 * 1024,
  /** characters of one document */
  documentCharacters: 100_000,
  documentTokens: 10_000,
  /** operations under way on one socket */
  operationsPerSocket: 100,
  /** messages a second, and how many may come at once */
  messagesPerSecond: 100,
  messageBurst: 200,
  sockets: 5_000,
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
  topics: 2_000,
  /** events a stream keeps for subscribers that lag behind */
  streamEvents: 1_000,
  streamBytes: 8 * 1024 * 1024,
};

export type LiveLimits = typeof defaultLimits;
