import { createClient } from 'graphql-ws';
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
    closed: () => {
      clearTimeout(pongDue);
      noteConnection('lost');
    },
    ping: (received) => {
      if (!received) pongDue = setTimeout(() => socket.terminate(), PONG_WITHIN);
    },
    pong: (received) => {
      if (received) clearTimeout(pongDue);
    },
  },
});
