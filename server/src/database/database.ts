import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Fragment, Statement } from '../lib/sql.ts';

/** What a statement can be run on: a pool, or one connection inside a transaction. */
export interface Queryable {
  query<Row>(statement: Statement | Fragment): Promise<Row[]>;
}

/** One transaction: everything a verb reads and writes goes through it. */
export interface Transaction extends Queryable {
  /** the connection itself, for COPY */
  readonly client: pg.PoolClient;
}

/** bigints as decimal strings (they are ids, or turned into numbers where summed), dates as they are written: never the machine's zone. */
const types = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

const begin: Statement = { text: 'begin', values: [] };
const commit: Statement = { text: 'commit', values: [] };
const rollback: Statement = { text: 'rollback', values: [] };
const snapshot: Statement = {
  text: '/* snapshot */ set transaction isolation level repeatable read, read only',
  values: [],
};
const transient = new Set(['40001', '40P01']);
/** how often a transaction that met another is tried, and how long it waits before the last time, in milliseconds */
const [attempts, longestPause] = [8, 500];

/** A statement as pg takes it. */
interface Sent extends Statement {
  /** milliseconds after which nobody waits for its answer any more */
  query_timeout?: number;
}

/** Something that a statement has to get through, such as a line for one at a time. */
export type Through = <Result>(work: () => Promise<Result>) => Promise<Result>;

const straight: Through = (work) => work();

/** A pool of connections with one way to ask and one way to write. */
export class Pool implements Queryable {
  readonly pool: pg.Pool;
  readonly #sent: { statements: number };
  readonly #answer: number | undefined;
  readonly #through: Through;

  /** `answer`: milliseconds a statement may take on the way there and back (COPY excepted); longer, its connection is taken for dead */
  constructor(options: pg.PoolConfig | Pool, onError: (error: Error) => void, answer?: number, through = straight) {
    this.#answer = answer;
    this.#through = through;
    this.#sent = options instanceof Pool ? options.#sent : { statements: 0 };
    if (options instanceof Pool) {
      this.pool = options.pool;
      return;
    }
    this.pool = new pg.Pool({ ...options, types });
    this.pool.on('error', onError);
    this.pool.on('connect', (client) => client.on('error', onError));
  }

  /** statements sent so far over these connections: the tests that forbid N+1 read it */
  get statements(): number {
    return this.#sent.statements;
  }

  async query<Row>(statement: Statement | Fragment): Promise<Row[]> {
    this.#sent.statements += 1;
    const { rows } = await this.#through(() => this.pool.query(this.#built(statement)));
    return rows as Row[];
  }

  /** The same connections, whose statements have something to get through first. */
  behind(through: Through): Pool {
    return new Pool(this, () => undefined, this.#answer, through);
  }

  /**
   * Runs `work` in one transaction; a deadlock or serialisation failure tries again a little later (as often as `attempts` says), anything else
   * rolls back. Where many change the same people, teams and deals at once, one retry after another meets the next of them.
   */
  async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(this.#built(begin));
        const tx: Transaction = {
          client,
          query: async <Row>(statement: Statement | Fragment) => {
            this.#sent.statements += 1;
            return (await client.query(this.#built(statement))).rows as Row[];
          },
        };
        const result = await work(tx);
        await client.query(this.#built(commit));
        return result;
      } catch (error) {
        await client.query(this.#built(rollback)).catch((e: Error) => (broken = e));
        if (attempt >= attempts || !transient.has((error as { code?: string }).code ?? '')) throw error;
      } finally {
        client.release(broken);
      }
      // not at once, and not all at the same moment: they would meet again
      await sleep(Math.random() * longestPause * (attempt / attempts));
    }
  }

  /** Asks several statements of one snapshot: what is committed meanwhile is in none of their answers. Nothing can be written. */
  async snapshot<Result>(work: (db: Queryable) => Promise<Result>): Promise<Result> {
    return this.#through(() =>
      this.transaction(async (tx) => {
        await tx.query(snapshot);
        return work(tx);
      }),
    );
  }

  #built(statement: Statement | Fragment): Sent {
    const sent = 'build' in statement ? statement.build() : statement;
    return this.#answer === undefined ? sent : { ...sent, query_timeout: this.#answer };
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * The doors to the database: `app` for requests (may only append to the ledger), `questions` for those nobody has foreseen (few connections,
 * less patience, so that no wall and no verb waits behind them), `owner` for migrating, rolling and verifying.
 */
export interface Database {
  url: string;
  app: Pool;
  questions: Pool;
  owner: Pool;
  close(): Promise<void>;
}

/**
 * How long requests wait for the database, in milliseconds: for the answer to a statement (a little longer than the server itself would work
 * on it) and for a connection. A line may die without telling anybody; without these whoever waits on it waits for ever, walls too.
 */
const patience = { answer: 35_000, connect: 30_000 };

/** Opens the pools on a migrated database. */
export function openDatabase(
  url: string,
  poolSize: number,
  onError: (error: Error) => void,
  { answer, connect } = patience,
): Database {
  const base = {
    ...{ connectionString: url, application_name: 'voronka', idle_in_transaction_session_timeout: 30_000 },
    ...{ connectionTimeoutMillis: connect, keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
  };
  const app = new Pool(
    { ...base, max: poolSize, statement_timeout: 30_000, options: '-c role=voronka_app -c jit=off' },
    onError,
    answer,
  );
  const few = Math.max(2, Math.floor(poolSize / 2));
  const questions = new Pool(
    { ...base, max: few, statement_timeout: 25_000, options: '-c role=voronka_app -c jit=off' },
    onError,
    answer,
  );
  const owner = new Pool({ ...base, max: 4, options: '-c jit=off' }, onError);
  const close = async () => void (await Promise.all([app.close(), questions.close(), owner.close()]));
  return { url, app, questions, owner, close };
}
