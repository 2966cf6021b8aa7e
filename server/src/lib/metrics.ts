import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Fragment, sql } from './sql.ts';

/** What the server tells about itself at /metrics. One set per server, so that tests can start several in one process. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter<Label>({ name: `voronka_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string) => new Gauge({ name: `voronka_${name}`, help, registers });
  return {
    registry,
    requests: counter('requests_total', 'GraphQL operations answered', ['transport', 'operation', 'outcome']),
    errors: counter('errors_total', 'errors that were not meant and were masked'),
    sockets: gauge('sockets', 'open WebSockets'),
    topics: gauge('topics', 'topics kept by the live hub'),
    subscribers: gauge('subscribers', 'subscribers of topics and streams'),
    computations: counter('computations_total', 'answers computed for topics', ['outcome']),
    computing: new Histogram({
      name: 'voronka_computation_seconds',
      help: 'how long the answer of a topic takes, waiting for its turn included',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    fanOutMessages: counter('fan_out_messages_total', 'answers and events handed to subscribers'),
    fanOutBytes: counter('fan_out_bytes_total', 'bytes of those'),
    held: counter('held_answers_total', 'answers that waited in a slot for a socket to drain'),
    overflows: counter('stream_overflows_total', 'event streams ended with RESUME'),
    terminated: counter('sockets_terminated_total', 'sockets ended because they did not answer'),
    tailEntries: counter('tail_entries_total', 'ledger entries read by the tail'),
  };
}

/** The age of the last read of the tail, measured when asked. */
export function watchTail({ registry }: Metrics, lag: () => number): void {
  const collect = function (this: Gauge): void {
    this.set(lag());
  };
  registry.registerMetric(
    new Gauge({ name: 'voronka_tail_lag_seconds', help: 'age of the last successful read', registers: [], collect }),
  );
}

/** What is watched of a pool of connections. */
interface WatchedPool {
  pool: { totalCount: number; idleCount: number; waitingCount: number };
  query<Row>(statement: Fragment): Promise<Row[]>;
}

type WatchedDatabase = Record<'app' | 'owner', WatchedPool>;

/** Connections of both pools, and the ledger entries that wait to be merged into the rollups, measured when asked. */
export function watchDatabase({ registry }: Metrics, database: WatchedDatabase): void {
  const pools = new Gauge({
    name: 'voronka_pool_connections',
    help: 'connections by pool and state; waiting counts requests for one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const name of ['app', 'owner'] as const) {
        const { totalCount, idleCount, waitingCount } = database[name].pool;
        pools.set({ pool: name, state: 'busy' }, totalCount - idleCount);
        pools.set({ pool: name, state: 'idle' }, idleCount);
        pools.set({ pool: name, state: 'waiting' }, waitingCount);
      }
    },
  });
  new Gauge({
    name: 'voronka_rollup_lag_entries',
    help: 'ledger entries not merged into the rollups yet; -1 when the database does not answer',
    registers: [registry],
    async collect() {
      this.set(await unmerged(database).catch(() => -1));
    },
  });
}

/** The mark is read first and bound: unknown when planning, it would make the tail look like a third of the table. */
async function unmerged({ app }: WatchedDatabase): Promise<number> {
  const [at] = await app.query<{ mark: string }>(sql`/* rollup-lag */ select mark::text from ledger_mark`);
  if (!at) return 0;
  const [row] = await app.query<{ entries: string }>(
    sql`/* rollup-lag */ select count(*) as entries from ledger where xid >= ${at.mark}::xid8`,
  );
  return Number(row?.entries ?? 0);
}
