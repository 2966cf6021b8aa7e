import { createClient } from 'graphql-ws';
import { accessLost } from './access-lost.ts';
import { noteConnection } from './connection.ts';
import { pause, retryWait } from './retry-wait.ts';

const PING_EVERY = 12_000;
const PONG_WITHIN = 5_000;
const OPEN_WITHIN = 10_000;

/** A socket that gives up on a handshake nobody answers; browsers themselves wait for minutes. */
class ImpatientSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    const timer = setTimeout(() => this.close(), OPEN_WITHIN);
    this.addEventListener('open', () => clearTimeout(timer));
    this.addEventListener('close', () => clearTimeout(timer));
  }
}

function endpoint(): string {
  const url = new URL('/graphql', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Only these say that we may not: every other end of a line is a line that will be healed. */
const NO_ENTRY = new Set([4401, 4403]);

function isNoEntry(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'code' in event && NO_ENTRY.has(Number(event.code));
}

let pongDue: ReturnType<typeof setTimeout> | undefined;

/** The page's one connection: it never gives up, and it notices a socket that died without saying so. */
export const socket = createClient({
  url: endpoint,
  webSocketImpl: ImpatientSocket,
  // A board swaps its tiles without dropping the line.
  lazyCloseTimeout: 3_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true,
  retryWait: (retries) => pause(retryWait(retries)),
  keepAlive: PING_EVERY,
  connectionAckWaitTimeout: OPEN_WITHIN,
  on: {
    connected: () => noteConnection('open'),
    closed: (event) => {
      clearTimeout(pongDue);
      noteConnection('lost');
      if (isNoEntry(event)) accessLost.set(accessLost.get() + 1);
    },
    ping: (received) => {
      if (!received) pongDue = setTimeout(() => socket.terminate(), PONG_WITHIN);
    },
    pong: (received) => {
      if (received) clearTimeout(pongDue);
    },
  },
});
