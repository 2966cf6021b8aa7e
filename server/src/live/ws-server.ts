import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ErrorFormatter } from '../lib/graphql-errors.ts';
import type { Metrics } from '../lib/metrics.ts';
import type { Allowances } from './allowances.ts';
import { placeOf } from './allowances.ts';
import { Counts } from './counts.ts';
import type { LiveLimits } from './limits.ts';
import { Outlet } from './outlet.ts';
import type { Caller } from './scope.ts';
import { Session, type SessionOptions } from './session.ts';
import type { StartOperation } from './underway.ts';

export interface SocketServerOptions {
  limits: LiveLimits;
  metrics: Metrics;
  format: ErrorFormatter;
  admit: SessionOptions['admit'];
  /** who the callers are now; null: nobody any more */
  recheck: (callers: readonly Caller[]) => Promise<(Caller | null)[]>;
  start: StartOperation;
  allowances: Allowances;
  onRecheckFailed: (error: unknown) => void;
  /** the address a request came from */
  addressOf: (request: IncomingMessage) => string | null;
  /** whether a page of that origin may open a socket here */
  allowsOrigin: (origin: string, host: string | undefined) => boolean;
}

/** The WebSockets of this server: opened on upgrade, asked now and then whether they live, closed together. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #wss: WebSocketServer;
  readonly #sessions = new Set<Session>();
  /** sockets by address that have not said yet who they are */
  readonly #strangers = new Counts();
  readonly #pinging: NodeJS.Timeout;
  readonly #checking: NodeJS.Timeout;
  #rechecking: Promise<void> | null = null;
  #stopping = false;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    const { messageBytes, pingEvery } = options.limits;
    this.#wss = new WebSocketServer({
      noServer: true,
      maxPayload: messageBytes,
      perMessageDeflate: false,
      clientTracking: false,
      handleProtocols: (offered) =>
        offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
    });
    this.#pinging = setInterval(() => this.#checkAlive(), pingEvery);
    this.#checking = setInterval(() => void this.recheck(), options.limits.recheckEvery);
  }

  /** Takes over an HTTP connection that wants to become a WebSocket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    // until `ws` takes over nobody else listens, and an error nobody listens to would end the process
    const ignore = (): void => undefined;
    socket.on('error', ignore);
    const { limits, allowsOrigin } = this.#options;
    if (this.#stopping || this.#sessions.size >= limits.sockets) return refuse(socket, '503 Service Unavailable');
    // browsers let any page open a socket anywhere: only the Origin tells ours from others
    const { origin, host } = request.headers;
    if (origin !== undefined && !allowsOrigin(origin, host)) return refuse(socket, '403 Forbidden');
    const place = placeOf(this.#options.addressOf(request));
    if (!this.#strangers.enter(place, limits.strangers)) return refuse(socket, '429 Too Many Requests');
    const leave = onceOnly(() => this.#strangers.leave(place));
    socket.once('close', leave);
    this.#wss.handleUpgrade(request, socket, head, (ws) => {
      socket.off('error', ignore);
      this.#open(ws, socket, request, leave);
    });
  }

  /** Closes every socket with 1001; those that do not answer in time are cut off. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#pinging);
    clearInterval(this.#checking);
    for (const session of this.#sessions) session.close(1001, 'The server is going away');
    const deadline = performance.now() + this.#options.limits.shutdownWait;
    while (this.#sessions.size > 0 && performance.now() < deadline) await sleep(10);
    for (const session of this.#sessions) session.terminate();
    this.#wss.close();
  }

  /** Looks who everybody at the other ends is now: whose credential holds no more is shown out, whose rights have changed goes on with the new ones. */
  recheck(): Promise<void> {
    this.#rechecking ??= this.#recheckAll().finally(() => (this.#rechecking = null));
    return this.#rechecking;
  }

  async #recheckAll(): Promise<void> {
    const sessions = [...this.#sessions].filter(({ caller }) => caller !== null);
    if (sessions.length === 0) return;
    try {
      const callers = await this.#options.recheck(sessions.map(({ caller }) => caller as Caller));
      for (const [i, session] of sessions.entries()) {
        const now = callers[i];
        if (!now) session.close(CloseCode.Forbidden, 'The credential does not hold any more');
        else if (now !== session.caller) await session.recall(now);
      }
    } catch (error) {
      // the database does not answer: nobody gets new figures either, and walls should not go dark for it
      this.#options.onRecheckFailed(error);
    }
  }

  #open(ws: WebSocket, socket: Duplex, request: IncomingMessage, onKnown: () => void) {
    if (ws.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      ws.on('error', () => undefined);
      return ws.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
    }
    const { limits, metrics, format, admit, start, allowances, addressOf } = this.#options;
    const outlet = new Outlet(ws, socket, limits.unsentBytes);
    const from = addressOf(request);
    const about = { headers: request.headers, from, limits, format, admit, start, allowances };
    const session = new Session({ ws, outlet, ...about, onKnown });
    this.#sessions.add(session);
    metrics.sockets.set(this.#sessions.size);
    ws.on('close', () => {
      this.#sessions.delete(session);
      metrics.sockets.set(this.#sessions.size);
    });
  }

  #checkAlive(): void {
    for (const session of this.#sessions) if (session.checkAlive()) this.#options.metrics.terminated.inc();
  }
}

function onceOnly(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

/** Answers an upgrade with a refusal, and hangs up: who does not hang up in turn would keep the line. */
export function refuse(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** A page served by this very host, and whatever is no browser (it sends no Origin). */
export function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
