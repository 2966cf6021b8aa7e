import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type LiveWorld, startLiveWorld } from './live-harness.ts';

/** Selects enough for an answer of some 2 MB, so that a few fill every buffer between the server and a client that does not read. */
const large = `subscription { kpis(period: { from: "2024-01-01", to: "2025-02-01" }, grain: DAY, compareTo: LAST_YEAR) {
  total { wonDeals { value } }
  rows { id period { from to label } ${Array.from({ length: 80 }, (_, i) => `w${i}: wonDeals { value previous change }`).join(' ')} }
  revision
} }`;
const small = 'subscription { kpis(period: { named: ALL }) { total { wonDeals { value } } } }';
const inPeriod = { at: new Date('2024-05-05T12:00:00Z') };
interface Board {
  kpis: { total: { wonDeals: { value: number } } };
}
const wonIs = (value: number) => (answer: Board) => answer.kpis.total.wonDeals.value === value;

/** A client that asks and then never reads a byte. */
async function neverReads(world: LiveWorld, query: string): Promise<Socket> {
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      `Host: ${hostname}:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '\r\n',
    ].join('\r\n'),
  );
  await once(socket, 'data');
  socket.write(masked({ type: 'connection_init' }));
  await once(socket, 'data');
  socket.pause();
  socket.write(masked({ id: '1', type: 'subscribe', payload: { query } }));
  return socket;
}

/** A masked text frame with a mask of zeros. */
function masked(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const head = Buffer.from([0x81, 0x80 | 126, text.length >> 8, text.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, text]);
}

async function reading(metric: { get(): Promise<{ values: { value: number }[] }> }): Promise<number> {
  return (await metric.get()).values[0]?.value ?? 0;
}

describe('sockets that never read', () => {
  test('ten among a thousand harm nobody, hold one answer each, and are ended in the end', {
    timeout: 60_000,
  }, async () => {
    const world = await startLiveWorld({ limits: { silence: 12_000, pingEvery: 1_000 } });
    const talks = await Promise.all(Array.from({ length: 990 }, () => world.talk()));
    for (const talk of talks) talk.asks('1', small);
    await Promise.all(talks.map((talk) => talk.next((said) => said.type === 'next')));
    const deaf = await Promise.all(Array.from({ length: 10 }, () => neverReads(world, large)));
    const memory = process.memoryUsage().rss;
    for (let i = 1; i <= 20; i += 1) {
      await world.happens(inPeriod);
      await Promise.all(talks.map((talk) => talk.next((said) => wonIs(i)((said.payload as { data: Board }).data))));
    }
    expect(await reading(world.metrics.held)).toBeGreaterThan(0);
    // twenty answers of two megabytes for ten sockets would be 400 MB; what the collector has not come to yet counts too
    expect(process.memoryUsage().rss - memory).toBeLessThan(250_000_000);
    await expect.poll(() => reading(world.metrics.terminated), { timeout: 30_000 }).toBe(10);
    // a socket is counted out when it has closed, a moment after it was ended
    await expect.poll(() => reading(world.metrics.sockets)).toBe(990);
    for (const socket of deaf) socket.destroy();
    await world.close();
  });

  test('one that reads on gets the newest answer, not those between', { timeout: 60_000 }, async () => {
    const world = await startLiveWorld();
    const talk = await world.talk();
    const other = world.subscribe<Board>(small);
    talk.asks('1', large);
    await talk.next();
    talk.stopsReading();
    const changes = 10;
    for (let i = 1; i <= changes; i += 1) {
      await world.happens(inPeriod);
      await other.next(wonIs(i));
    }
    await expect.poll(() => reading(world.metrics.held)).toBeGreaterThan(1);
    talk.readsOn();
    await talk.next((said) => wonIs(changes)((said.payload as { data: Board }).data), 10_000);
    expect(talk.heard.length).toBeLessThan(changes);
    await world.close();
  });
});
