import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import WebSocket from 'ws';
import type { Way } from './fan-out-server.ts';
import { type Line, median, printLine } from './table.ts';

const subscribers = 1_000;
const answersARound = 20;
const rounds = 9;
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

/** A server process, a thousand subscribers of each way, and rounds in turn. */
export async function benchFanOut(): Promise<Line[]> {
  const server = fork(join(import.meta.dirname, 'fan-out-server.ts'));
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const audiences: Record<Way, Audience> = { hub: new Audience(), raw: new Audience(), stock: new Audience() };
    for (const way of ways)
      for (let i = 0; i < subscribers; i += 1) await audiences[way].join(`ws://127.0.0.1:${port}`, way);
    for (const way of ways) await round(server, audiences, way);
    const spent: Record<Way, number[]> = { hub: [], raw: [], stock: [] };
    for (let i = 0; i < rounds; i += 1) {
      const turn = ways.map((_, k) => ways[(i + k) % ways.length] as Way);
      for (const way of turn) spent[way].push(await round(server, audiences, way));
    }
    for (const way of ways) audiences[way].leave();
    return lines(spent, audiences.hub.bytes);
  } finally {
    server.kill();
  }
}

function lines({ hub, raw, stock }: Record<Way, number[]>, bytes: number): Line[] {
  const what = `fan-out: server CPU per delivered answer of ${bytes} bytes, ${subscribers} subscribers, execution included`;
  const detail = [
    `hub ${median(hub).toFixed(2)} µs, raw ${median(raw).toFixed(2)} µs, executed per subscriber ${median(stock).toFixed(1)} µs`,
  ];
  return [
    {
      what,
      against: 'a raw ws broadcast of the same bytes',
      goal: '≤ 1.3×',
      ratios: hub.map((ours, i) => ours / (raw[i] ?? Number.NaN)),
      detail,
    },
    {
      what: `${what}: how much less`,
      against: 'stock graphql-ws and graphql-js, executed per subscriber',
      goal: '≥ 10×',
      ratios: hub.map((ours, i) => (stock[i] ?? Number.NaN) / ours),
      detail,
    },
  ];
}

if (process.argv[1] === import.meta.filename) for (const line of await benchFanOut()) printLine(line);
