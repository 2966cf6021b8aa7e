import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';

/** What a healthy client has seen since it was last asked. */
export interface Health {
  /** the longest time without an answer to a ping, in milliseconds, this thread's own delays taken off */
  longestGap: number;
  pongs: number;
  answers: number;
  /** how the server closed it */
  closed: number | null;
}

/** A healthy client in a thread of its own: it listens to figures and pings every 100 ms, whatever the test beside it does. */
const { url, token, query } = workerData as { url: string; token: string; query: string };
const every = 100;
const ws = new WebSocket(url, 'graphql-transport-ws');
let health: Health = fresh();
let heardAt = 0;
let listening = false;
/** how late this thread has been since the last pong */
let ownDelay = 0;
let tickedAt = 0;

function fresh(): Health {
  return { longestGap: 0, pongs: 0, answers: 0, closed: null };
}

function tick(): void {
  const now = performance.now();
  if (tickedAt > 0) ownDelay += Math.max(0, now - tickedAt - every);
  tickedAt = now;
  if (ws.readyState === WebSocket.OPEN) ws.send('{"type":"ping"}');
}

function heard(): void {
  const now = performance.now();
  if (heardAt > 0) health.longestGap = Math.max(health.longestGap, now - heardAt - ownDelay);
  heardAt = now;
  ownDelay = 0;
  health.pongs += 1;
}

ws.on('open', () =>
  ws.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
);
ws.on('message', (data) => {
  const { type } = JSON.parse(String(data)) as { type: string };
  if (type === 'connection_ack') {
    ws.send(JSON.stringify({ id: 'figures', type: 'subscribe', payload: { query } }));
    setInterval(tick, every);
  } else if (type === 'pong') heard();
  else if (type === 'next') {
    health.answers += 1;
    if (!listening) parentPort?.postMessage('listening');
    listening = true;
  }
});
ws.on('error', () => undefined);
ws.on('close', (code) => (health.closed = code));

parentPort?.on('message', () => {
  // a pong that is still out counts too
  if (heardAt > 0) health.longestGap = Math.max(health.longestGap, performance.now() - heardAt - ownDelay - every);
  parentPort?.postMessage(health);
  health = { ...fresh(), closed: health.closed };
});
