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

const transient = new Set(['40001', '40P01']);

/** A statement as pg takes it. */
function built(statement: Statement | Fragment): Statement {
  return 'build' in statement ? statement.build() : statement;
}

/** A pool of connections with one way to ask and one way to write. */
export class Pool implements Queryable {
  readonly pool: pg.Pool;
  /** statements sent so far: the tests that forbid N+1 read it */
  statements = 0;

  constructor(options: pg.PoolConfig, onError: (error: Error) => void) {
    this.pool = new pg.Pool({ ...options, types });
    this.pool.on('error', onError);
    this.pool.on('connect', (client) => client.on('error', onError));
  }

  async query<Row>(statement: Statement | Fragment): Promise<Row[]> {
    this.statements += 1;
    return (await this.pool.query(built(statement))).rows as Row[];
  }

  /** Runs `work` in one transaction; a deadlock or serialisation failure tries again (at most three times), anything else rolls back. */
  async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const tx: Transaction = {
          client,
          query: async <Row>(statement: Statement | Fragment) => {
            this.statements += 1;
            return (await client.query(built(statement))).rows as Row[];
          },
        };
        const result = await work(tx);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((e: Error) => (broken = e));
        if (attempt < 3 && transient.has((error as { code?: string }).code ?? '')) continue;
        throw error;
      } finally {
        client.release(broken);
      }
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** The two doors to the database: `app` for requests (may only append to the ledger), `owner` for migrating, rolling and verifying. */
export interface Database {
  url: string;
  app: Pool;
  owner: Pool;
  close(): Promise<void>;
}

/** Opens both pools on a migrated database. */
export function openDatabase(url: string, poolSize: number, onError: (error: Error) => void): Database {
  const base = { connectionString: url, application_name: 'voronka', idle_in_transaction_session_timeout: 30_000 };
  const app = new Pool(
    { ...base, max: poolSize, statement_timeout: 30_000, options: '-c role=voronka_app -c jit=off' },
    onError,
  );
  const owner = new Pool({ ...base, max: 4, options: '-c jit=off' }, onError);
  return { url, app, owner, close: async () => void (await Promise.all([app.close(), owner.close()])) };
}
