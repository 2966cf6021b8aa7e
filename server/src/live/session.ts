import type { GraphQLFormattedError } from 'graphql';
import { CloseCode, MessageType, type SubscribePayload, validateMessage } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { type ErrorFormatter, toldTo } from '../lib/graphql-errors.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Allowances } from './allowances.ts';
import { InvalidDocument } from './documents.ts';
import type { LiveLimits } from './limits.ts';
import type { Outlet } from './outlet.ts';
import { Pace } from './pace.ts';
import type { Caller, Greeting } from './scope.ts';
import type { Running, StartOperation } from './underway.ts';

export interface SessionOptions {
  ws: WebSocket;
  outlet: Outlet;
  headers: Greeting['headers'];
  /** the address it came from */
  from: string | null;
  limits: LiveLimits;
  format: ErrorFormatter;
  /** who greets; throws when nobody who may come in */
  admit: (greeting: Greeting) => Caller | Promise<Caller>;
  start: StartOperation;
  allowances: Allowances;
  /** it is known who is at the other end */
  onKnown: () => void;
}

const longestId = 200;
const tooMany = CloseCode.TooManyInitialisationRequests;
/** what a refused greeting closes the socket with */
const closeCodes: Record<string, number> = {
  UNAUTHENTICATED: CloseCode.Unauthorized,
  INTERNAL_SERVER_ERROR: CloseCode.InternalServerError,
  RATE_LIMITED: tooMany,
};

/**
 * One socket that speaks graphql-transport-ws. Mistakes in the protocol close it with the protocol's code; mistakes in a document only end
 * that operation.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #running = new Map<string, Running>();
  readonly #pace: Pace;
  #caller: Caller | null = null;
  #greeted = false;
  readonly #initTimer: NodeJS.Timeout;
  /** when the socket last showed life */
  aliveAt = performance.now();

  constructor(options: SessionOptions) {
    this.#options = options;
    const { ws, limits } = options;
    this.#pace = new Pace(options.allowances, limits);
    this.#initTimer = setTimeout(
      () => ws.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      limits.initTimeout,
    );
    // a full pipe that gets emptied is life too: behind one, nobody is asked
    options.outlet.onDrained = () => this.#live();
    ws.on('message', (data, binary) => this.#take(data, binary));
    ws.on('pong', () => this.#live());
    ws.on('ping', () => this.#pinged());
    ws.on('close', () => this.#closed());
    // what is wrong with a socket also closes it
    ws.on('error', () => undefined);
  }

  /** Looks whether the client is there: asks it, and ends the socket when it has not answered for long. Tells whether it ended it. */
  checkAlive(): boolean {
    const { ws, limits, outlet } = this.#options;
    if (performance.now() - this.aliveAt > limits.silence) {
      ws.terminate();
      return true;
    }
    // behind a full pipe a ping would only wait as well
    if (outlet.open && outlet.drained) ws.ping();
    return false;
  }

  /** A reason has room for 123 bytes; a longer one is left out. */
  close(code: number, reason: string): void {
    this.#options.ws.close(code, Buffer.byteLength(reason) > 123 ? '' : reason);
  }

  terminate(): void {
    this.#options.ws.terminate();
  }

  #live(): void {
    this.aliveAt = performance.now();
  }

  /** A ping below the protocol is answered by itself; it counts all the same, and so do answers nobody takes. */
  #pinged(): void {
    this.#live();
    if (!this.#pace.take() || this.#options.outlet.overfull) this.terminate();
  }

  #take(data: RawData, binary: boolean) {
    this.#live();
    if (!this.#options.outlet.open) return;
    if (!this.#pace.take()) return this.close(tooMany, 'Too many messages');
    const message = binary ? null : readMessage(data);
    if (message === null) return this.close(CloseCode.BadRequest, 'Invalid message received');
    switch (message.type) {
      case MessageType.ConnectionInit:
        return void this.#greet(message.payload ?? {});
      case MessageType.Ping:
        return this.#options.outlet.say({
          type: MessageType.Pong,
          ...(message.payload && { payload: message.payload }),
        });
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return void this.#begin(message.id, message.payload);
      case MessageType.Complete:
        return void this.#over(message.id);
      case MessageType.ConnectionAck:
      case MessageType.Next:
      case MessageType.Error:
        return this.close(CloseCode.BadRequest, `Unexpected message of type ${message.type} received`);
    }
  }

  async #greet(parameters: Record<string, unknown>): Promise<void> {
    if (this.#greeted) return this.close(tooMany, 'Too many initialisation requests');
    this.#greeted = true;
    clearTimeout(this.#initTimer);
    const { admit, headers, from, outlet, format, onKnown } = this.#options;
    try {
      const caller = await admit({ headers, parameters, from });
      onKnown();
      // it may have gone meanwhile
      if (!outlet.open) return;
      if (!this.#pace.settle(caller.viewer)) return this.close(tooMany, 'Too many sockets');
      this.#caller = caller;
      outlet.say({ type: MessageType.ConnectionAck });
    } catch (error) {
      const { message, extensions } = format(error);
      this.close(closeCodes[String(extensions?.code)] ?? CloseCode.Forbidden, message);
    }
  }

  async #begin(id: string, payload: SubscribePayload): Promise<void> {
    const { limits, format, outlet, allowances } = this.#options;
    // it is sent back with every answer
    if (id.length > longestId) return this.close(CloseCode.BadRequest, 'The id is too long');
    const caller = this.#caller;
    if (!caller) return this.close(CloseCode.Unauthorized, 'Unauthorized');
    if (this.#running.has(id))
      return this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    const fail = (errors: readonly GraphQLFormattedError[]): void => {
      if (!this.#over(id, running)) return;
      outlet.say({ id, type: MessageType.Error, payload: errors });
    };
    const result = (payload: object): void => {
      if (!this.#over(id, running)) return;
      outlet.say({ id, type: MessageType.Next, payload });
      outlet.say({ id, type: MessageType.Complete });
    };
    const running: Running = { payload, speaker: { id, outlet, result, fail }, underway: null, over: false };
    const full = this.#running.size >= limits.operationsPerSocket;
    const wait = allowances.spend(caller.viewer, payload.query.length);
    this.#running.set(id, running);
    try {
      if (wait > 0) throw Refusal.rateLimited(wait);
      if (full)
        throw Refusal.refused(
          'TOO_MANY_OPERATIONS',
          `No more than ${limits.operationsPerSocket} operations on one socket`,
        );
      await allowances.start(caller.viewer, () => this.#start(running, caller));
    } catch (error) {
      const tell = toldTo(caller.access.can('introspect', 'Schema'), format);
      fail((error instanceof InvalidDocument ? error.errors : [error]).map(tell));
    }
  }

  async #start(running: Running, caller: Caller): Promise<void> {
    if (running.over) return;
    const underway = await this.#options.start(running.payload, caller, running.speaker);
    // it may have been completed while it was starting
    if (running.over) return underway.end();
    running.underway = underway;
    if (this.#caller && this.#caller !== caller) await this.#startAgain(running, this.#caller);
  }

  /** Who is at the other end, once it has been found out. */
  get caller(): Caller | null {
    return this.#caller;
  }

  /** The rights of whoever is at the other end have changed: what depends on them goes on with the new ones, or ends. */
  async recall(caller: Caller): Promise<void> {
    this.#caller = caller;
    for (const running of [...this.#running.values()]) {
      try {
        await this.#startAgain(running, caller);
      } catch (error) {
        running.speaker.fail([this.#options.format(error)]);
      }
    }
  }

  async #startAgain(running: Running, caller: Caller): Promise<void> {
    const { underway: before, payload, speaker } = running;
    if (running.over || !before) return;
    if (before.breakOff) return before.breakOff();
    if (!before.restarts) return;
    const after = await this.#options.start(payload, caller, speaker);
    before.end();
    if (running.over) after.end();
    else running.underway = after;
  }

  /** Ends an operation; false when it was over before. */
  #over(id: string, which = this.#running.get(id)): boolean {
    if (!which || which.over) return false;
    which.over = true;
    this.#running.delete(id);
    which.underway?.end();
    return true;
  }

  #closed(): void {
    clearTimeout(this.#initTimer);
    this.#pace.end();
    for (const id of [...this.#running.keys()]) this.#over(id);
  }
}

function readMessage(data: RawData): ReturnType<typeof validateMessage> | null {
  try {
    return validateMessage(JSON.parse(data.toString()));
  } catch {
    return null;
  }
}
