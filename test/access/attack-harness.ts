import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCredential } from '../../server/src/access/credential.ts';
import type { Role } from '../../server/src/access/roles.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { Talk } from '../live/talk.ts';
import { issueToken } from '../world/credentials.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { type ServerProcess, spawnServer } from '../world/spawn-server.ts';
import { startWorld } from '../world/world.ts';
import type { Health } from './attack-probe.ts';

/** What came back over HTTP. */
export interface Response {
  status: number;
  text: string;
  headers: Headers;
  /** of the first error */
  code?: string;
  field?: unknown;
  data?: unknown;
}

/** Longest silence a healthy client may have to bear while others attack. */
const longestSilence = 1_000;
const mostMemory = 900;

/** A server in a process of its own, and all that attackers need. */
export class Target {
  readonly server: ServerProcess;
  readonly #own: TestDatabase;
  readonly #probe: Worker;
  readonly pid: number | undefined;
  readonly tokens: Record<'analyst' | 'director' | 'manager', string>;

  constructor(server: ServerProcess, own: TestDatabase, probe: Worker, tokens: Target['tokens']) {
    this.server = server;
    this.pid = server.child.pid;
    this.#own = own;
    this.#probe = probe;
    this.tokens = tokens;
  }

  get url(): string {
    return this.server.url;
  }

  get graphql(): string {
    return `${this.url}/graphql`;
  }

  get socketUrl(): string {
    return this.graphql.replace('http', 'ws');
  }

  async send(path: string, options: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.url + path, { redirect: 'manual', ...options });
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, ...readError(text) };
  }

  /** A question by HTTP; as an analyst unless told. */
  ask(
    query: unknown,
    more: Record<string, unknown> = {},
    token = this.tokens.analyst,
    signal?: AbortSignal,
  ): Promise<Response> {
    return this.post(JSON.stringify({ query, ...more }), { authorization: `Bearer ${token}` }, signal);
  }

  post(body: BodyInit, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
    return this.send('/graphql', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      duplex: 'half',
      signal,
    } as RequestInit);
  }

  /** A greeted socket; as an analyst unless told. */
  async talk(token = this.tokens.analyst): Promise<Talk> {
    const talk = await Talk.open(this.socketUrl, { greet: false });
    talk.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await talk.next(({ type }) => type === 'connection_ack');
    return talk;
  }

  /** A line on which anything may be written. */
  async line(): Promise<Socket> {
    const socket = connect(this.server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  /** Writes to a line of its own; all that comes back until the server hangs up. */
  async raw(text: string, withinMs = 5_000): Promise<string> {
    const socket = await this.line();
    socket.setTimeout(withinMs, () => socket.destroy());
    socket.write(text);
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    await closing(socket);
    return answer;
  }

  /** A person signed in by a browser: the cookie it sends. */
  async session(role: Role): Promise<string> {
    const db = this.#own.database.owner;
    const [account] = await db.query<{
      id: string;
    }>(sql`/* fixture */ insert into account (name, login, role, created_at)
      values (${role}, ${`${role}-${Math.random()}`}, ${role}::account_role, now()) returning id`);
    const secret = newSecret();
    const made = { kind: 'session', accountId: account?.id ?? '', createdBy: 'test' } as const;
    await addCredential(db, secret, made, new Date());
    return `voronka_session=${secret}`;
  }

  /** A paired screen: a greeted socket of its wall. */
  async wall(): Promise<Talk> {
    const secret = newSecret();
    const made = { kind: 'screen', role: 'screen', name: 'Зал', board: 'today', createdBy: 'test' } as const;
    await addCredential(this.#own.database.owner, secret, made, new Date());
    return Talk.open(this.socketUrl, { headers: { cookie: `voronka_screen=${secret}` } });
  }

  /** What the healthy client has seen since last asked. */
  async health(): Promise<Health> {
    this.#probe.postMessage('health');
    const [health] = (await once(this.#probe, 'message')) as [Health];
    return health;
  }

  /** of the server's process, in megabytes; 0 where the system does not tell */
  get memory(): number {
    const file = `/proc/${this.pid}/status`;
    if (!existsSync(file)) return 0;
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024;
  }

  async close(): Promise<void> {
    await this.#probe.terminate();
    await this.server.stop();
    await this.#own.close();
  }
}

/** When the line is no more, however it went. */
export function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

async function startTarget(): Promise<Target> {
  const own = await startDatabase();
  const world = await startWorld({ databaseUrl: own.url, now: new Date() });
  await world.pipeline(['Новая', 'Переговоры', 'Договор']);
  const olga = await world.manager('Ольга');
  for (let i = 0; i < 5; i += 1) await olga.wins(await olga.opens({ amount: 1_000 * (i + 1) }));
  await world.close();
  const db = own.database.owner;
  const tokens = {
    analyst: await issueToken(db, 'analyst'),
    director: await issueToken(db, 'director'),
    manager: await issueToken(db, 'manager'),
  };
  const server = await spawnServer({ env: { DATABASE_URL: own.url, LOG_LEVEL: 'error' } });
  const workerData = {
    url: `${server.url.replace('http', 'ws')}/graphql`,
    token: await issueToken(db, 'director'),
    query: 'subscription { kpis(period: { named: THIS_MONTH }) { total { revenue { value } } revision } }',
  };
  const probe = new Worker(new URL('./attack-probe.ts', import.meta.url), { workerData });
  await once(probe, 'message');
  return new Target(server, own, probe, tokens);
}

type Attack = (target: Target) => Promise<void>;

/** Names a case: the attack is made, and meanwhile a healthy client must not notice. */
export type Case = (name: string, attack: Attack, withinMs?: number) => void;

/** Starts a server for the cases of a file, and looks after it when they are done. */
export function underAttack(cases: (attack: Case) => void): void {
  let target: Target;
  beforeAll(async () => {
    target = await startTarget();
  });
  afterAll(() => target?.close());
  cases((name, attack, withinMs = 30_000) => {
    test(name, { timeout: withinMs }, async () => {
      await target.health();
      await attack(target);
      const { longestGap, closed } = await target.health();
      expect({ closed, stalled: longestGap > longestSilence ? longestGap : false }).toEqual({
        closed: null,
        stalled: false,
      });
    });
  });
  test('and the server is as it was', async () => {
    expect(target.server.child.exitCode).toBeNull();
    expect((await target.send('/readyz')).status).toBe(200);
    expect((await target.ask('{ settings { departmentName } }')).status).toBe(200);
    expect(target.memory).toBeLessThan(mostMemory);
    // what was meant to be refused is no failure, and no failure was a secret's end
    for (const token of Object.values(target.tokens)) expect(target.server.output()).not.toContain(token);
    expect(target.server.output().match(/"level":50.*/g) ?? []).toEqual([]);
  });
}

/** A refusal: said with a code, and nothing of the inside. */
export function expectRefused({ status, text, code }: Response, ...codes: string[]): void {
  expect(text).not.toMatch(/node_modules|\.ts:\d+|\n\s+at /);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(codes.length > 0 ? codes : [code]).toContain(code);
  expect(code).toBeTypeOf('string');
}

function readError(text: string): Pick<Response, 'code' | 'field' | 'data'> {
  try {
    const { data, errors, error } = JSON.parse(text) as {
      data?: unknown;
      errors?: { extensions?: { code?: string; field?: unknown } }[];
      error?: { code?: string; field?: unknown };
    };
    const { code, field } = error ?? errors?.[0]?.extensions ?? {};
    return { code, field, data };
  } catch {
    return {};
  }
}
