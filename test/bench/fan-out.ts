import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import WebSocket from 'ws';
import type { Way } from './fan-out-server.ts';
import { type Line, median, printLine } from './table.ts';

const subscribers = 1_000;
const answersARound = 40;
const ways: readonly Way[] = ['hub', 'raw', 'stock'];
const query = 'subscription { kpis { rows { id name revenue { value previous } } revision } }';

/** All clients of one way, in this process: only the server's is measured. */
class Audience {
  bytes = 0;
  readonly #sockets: WebSocket[] = [];
  #heard = 0;
  #awaited: { count: number; resolve: () => void } | null = null;

  async join(url: string, way: Way): Promise<void> {
    const ws = new WebSocket(`${url}/${way}`, 'graphql-transport-ws', { perMessageDeflate: false });
    await once(ws, 'open');
    if (way !== 'raw') {
      ws.send('{"type":"connection_init"}');
      await once(ws, 'message');
    }
    ws.on('message', (data: Buffer) => this.#hear(data.length));
    if (way !== 'raw') {
      const first = this.hears(1);
      ws.send(JSON.stringify({ id: crypto.randomUUID(), type: 'subscribe', payload: { query } }));
      await first;
    }
    this.#sockets.push(ws);
  }

  /** Resolves when so many more messages have come. */
  hears(count: number): Promise<void> {
    this.#heard = 0;
    return new Promise((resolve) => (this.#awaited = { count, resolve }));
  }

  leave(): void {
    for (const ws of this.#sockets) ws.terminate();
  }

  #hear(bytes: number): void {
    this.bytes = bytes;
    this.#heard += 1;
    if (this.#heard === this.#awaited?.count) this.#awaited.resolve();
  }
}

/** CPU of the server per delivered answer, way by way in turn. */
async function round(server: ChildProcess, audiences: Record<Way, Audience>, way: Way): Promise<number> {
  server.send('begin');
  for (let i = 0; i < answersARound; i += 1) {
    const all = audiences[way].hears(subscribers);
    server.send({ way });
    await all;
  }
  const answered = once(server, 'message') as Promise<[{ microseconds: number }]>;
  server.send('end');
  const [{ microseconds }] = await answered;
  return microseconds / (answersARound * subscribers);
}

/** A process with the built server (server/dist), a thousand subscribers of each way, and rounds in turn. */
export async function benchFanOut(): Promise<Line[]> {
  const server = fork(join(import.meta.dirname, 'fan-out-server.ts'));
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const audiences: Record<Way, Audience> = { hub: new Audience(), raw: new Audience(), stock: new Audience() };
    for (const way of ways)
      for (let i = 0; i < subscribers; i += 1) await audiences[way].join(`ws://127.0.0.1:${port}`, way);
    for (const way of ways) await round(server, audiences, way);
    // pair by pair, in turn first and second: what one leaves to the garbage collector must not always fall to the other
    const pairs = async (ours: Way, other: Way, count: number): Promise<[number, number][]> => {
      const measured: [number, number][] = [];
      for (let i = 0; i < count; i += 1) {
        const first = await round(server, audiences, i % 2 ? other : ours);
        const second = await round(server, audiences, i % 2 ? ours : other);
        measured.push(i % 2 ? [second, first] : [first, second]);
      }
      return measured;
    };
    const toRaw = await pairs('hub', 'raw', 25);
    const toStock = await pairs('hub', 'stock', 3);
    for (const way of ways) audiences[way].leave();
    return [againstRaw(toRaw, audiences.hub.bytes), againstStock(toStock, audiences.hub.bytes)];
  } finally {
    server.kill();
  }
}

const title = (bytes: number) =>
  `fan-out: server CPU per delivered answer of ${bytes} bytes, ${subscribers} subscribers, execution included`;

const inMicroseconds = (pairs: [number, number][], other: string) => [
  `hub ${median(pairs.map(([ours]) => ours)).toFixed(2)} µs, ${other} ${median(pairs.map(([, theirs]) => theirs)).toFixed(2)} µs`,
];

function againstRaw(pairs: [number, number][], bytes: number): Line {
  return {
    what: title(bytes),
    against: 'a raw ws broadcast of the same bytes',
    goal: '≤ 1.3×',
    ratios: pairs.map(([ours, raw]) => ours / raw),
    detail: inMicroseconds(pairs, 'raw'),
  };
}

function againstStock(pairs: [number, number][], bytes: number): Line {
  return {
    what: `${title(bytes)}: how much less`,
    against: 'stock graphql-ws and graphql-js, executed per subscriber',
    goal: '≥ 10×',
    ratios: pairs.map(([ours, stock]) => stock / ours),
    detail: inMicroseconds(pairs, 'stock'),
  };
}

if (process.argv[1] === import.meta.filename) for (const line of await benchFanOut()) printLine(line);
