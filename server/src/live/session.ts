import type { GraphQLFormattedError } from 'graphql';
import { CloseCode, MessageType, type SubscribePayload, validateMessage } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { ErrorFormatter } from '../lib/graphql-errors.ts';
import { Refusal } from '../lib/refusal.ts';
import { InvalidDocument } from './documents.ts';
import type { LiveLimits } from './limits.ts';
import type { Outlet } from './outlet.ts';
import type { Greeting, LiveScope } from './scope.ts';
import { TokenBucket } from './token-bucket.ts';

/** What one operation may say, under its id. */
export interface Speaker {
  id: string;
  outlet: Outlet;
  /** a result of a query or mutation, the only one */
  result(payload: object): void;
  /** the operation has failed and is over */
  fail(errors: readonly GraphQLFormattedError[]): void;
}

/** Starts an operation; gives what ends it. May throw whatever refuses it. */
export type StartOperation = (payload: SubscribePayload, scope: LiveScope, speaker: Speaker) => Promise<() => void>;

export interface SessionOptions {
  ws: WebSocket;
  outlet: Outlet;
  headers: Greeting['headers'];
  limits: LiveLimits;
  format: ErrorFormatter;
  scopeOf: (greeting: Greeting) => LiveScope | Promise<LiveScope>;
  start: StartOperation;
}

const longestId = 200;

/** One operation under way: `end` comes once it has started. */
interface Running {
  end: (() => void) | null;
  over: boolean;
}

/**
 * One socket that speaks graphql-transport-ws. Mistakes in the protocol close it with the protocol's code; mistakes in a document only end
 * that operation.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #running = new Map<string, Running>();
  readonly #pace: TokenBucket;
  #scope: LiveScope | null = null;
  #greeted = false;
  readonly #initTimer: NodeJS.Timeout;
  /** when the socket last showed life */
  aliveAt = performance.now();

  constructor(options: SessionOptions) {
    this.#options = options;
    const { ws, limits } = options;
    this.#pace = new TokenBucket(limits.messagesPerSecond, limits.messageBurst);
    this.#initTimer = setTimeout(
      () => ws.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      limits.initTimeout,
    );
    // a full pipe that gets emptied is life too: behind one, nobody is asked
    options.outlet.onDrained = () => this.#live();
    ws.on('message', (data, binary) => this.#take(data, binary));
    ws.on('pong', () => this.#live());
    ws.on('ping', () => this.#live());
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

  #take(data: RawData, binary: boolean) {
    this.#live();
    if (!this.#options.outlet.open) return;
    if (!this.#pace.take()) return this.close(CloseCode.TooManyInitialisationRequests, 'Too many messages');
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
    if (this.#greeted) return this.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    this.#greeted = true;
    clearTimeout(this.#initTimer);
    const { scopeOf, headers, outlet, format } = this.#options;
    try {
      this.#scope = await scopeOf({ headers, parameters });
      outlet.say({ type: MessageType.ConnectionAck });
    } catch (error) {
      const { message, extensions } = format(error);
      const meant = extensions?.code !== 'INTERNAL_SERVER_ERROR';
      this.close(meant ? CloseCode.Forbidden : CloseCode.InternalServerError, message);
    }
  }

  async #begin(id: string, payload: SubscribePayload): Promise<void> {
    const { limits, format, start, outlet } = this.#options;
    // it is sent back with every answer
    if (id.length > longestId) return this.close(CloseCode.BadRequest, 'The id is too long');
    if (!this.#scope) return this.close(CloseCode.Unauthorized, 'Unauthorized');
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
    const running: Running = { end: null, over: false };
    const full = this.#running.size >= limits.operationsPerSocket;
    this.#running.set(id, running);
    try {
      if (full)
        throw Refusal.refused(
          'TOO_MANY_OPERATIONS',
          `No more than ${limits.operationsPerSocket} operations on one socket`,
        );
      const end = await start(payload, this.#scope, { id, outlet, result, fail });
      // it may have been completed while it was starting
      if (running.over) end();
      else running.end = end;
    } catch (error) {
      fail((error instanceof InvalidDocument ? error.errors : [error]).map(format));
    }
  }

  /** Ends an operation; false when it was over before. */
  #over(id: string, which = this.#running.get(id)): boolean {
    if (!which || which.over) return false;
    which.over = true;
    this.#running.delete(id);
    which.end?.();
    return true;
  }

  #closed(): void {
    clearTimeout(this.#initTimer);
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
