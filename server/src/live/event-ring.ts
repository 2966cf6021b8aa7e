/** An event as it is sent: serialised once for everybody. */
export interface EventMessage {
  cursor: string;
  tail: Buffer;
}

/** The latest events of a stream, numbered from the stream's start. Whoever has not taken one in time has to read it from the ledger. */
export class EventRing {
  readonly #most: { events: number; bytes: number };
  #messages: EventMessage[] = [];
  #bytes = 0;
  /** number of the oldest that is kept */
  first = 0;

  constructor(events: number, bytes: number) {
    this.#most = { events, bytes };
  }

  /** number the next one will get */
  get next(): number {
    return this.first + this.#messages.length;
  }

  at(number: number): EventMessage | undefined {
    return this.#messages[number - this.first];
  }

  push(messages: readonly EventMessage[]): void {
    this.#messages.push(...messages);
    for (const { tail } of messages) this.#bytes += tail.length;
    let gone = 0;
    while (this.#messages.length - gone > this.#most.events || this.#bytes > this.#most.bytes) {
      this.#bytes -= this.#messages[gone]?.tail.length ?? this.#bytes;
      gone += 1;
    }
    this.#messages.splice(0, gone);
    this.first += gone;
  }
}
