import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { DepartmentSettings } from '../context.ts';
import { type Database, Pool } from '../database/database.ts';
import type { Clock } from '../lib/clock.ts';
import type { ErrorFormatter } from '../lib/graphql-errors.ts';
import { type Metrics, watchTail } from '../lib/metrics.ts';
import { Allowances } from './allowances.ts';
import { Documents } from './documents.ts';
import { EventStreams } from './event-streams.ts';
import { Gate } from './gate.ts';
import { Hub } from './hub.ts';
import { defaultLimits, type LiveLimits } from './limits.ts';
import { type OperationOptions, operationStarter } from './run-operation.ts';
import { type Caller, type Greeting, type ScopedContext, toldAuthorization } from './scope.ts';
import type { TailEntry } from './tail-entry.ts';
import { TailReader } from './tail-reader.ts';
import { noDeal, type TouchOf } from './touch.ts';
import { checkTwins } from './twins.ts';
import { SocketServer, type SocketServerOptions, sameHost } from './ws-server.ts';

export interface LiveOptions {
  database: Database;
  schema: GraphQLSchema;
  /** called for every execution; its `changed` should be this hub's `poke` */
  makeContext: ScopedContext;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  /** what becomes of an error, as over HTTP */
  formatError: ErrorFormatter;
  settings: () => DepartmentSettings;
  /** settings were changed, here or by another server: called before the topics are woken */
  reloadSettings?: () => Promise<void>;
  /** what touches a subscription, by its name */
  touch: Readonly<Record<string, TouchOf>>;
  /** who greets; throws when nobody who may come in */
  admit: (greeting: Greeting) => Caller | Promise<Caller>;
  /** who the callers are now, the same object when nothing has changed; null: nobody any more */
  recheck: (callers: readonly Caller[]) => Promise<(Caller | null)[]>;
  /** the address a request came from */
  addressOf: (request: IncomingMessage) => string | null;
  isFree: OperationOptions['isFree'];
  asksByClient: OperationOptions['asksByClient'];
  /** whether a page of that origin may open a socket here; unless told those of the same host */
  isOwnOrigin?: SocketServerOptions['allowsOrigin'];
  limits?: Partial<LiveLimits>;
  /** shared with HTTP, where there is HTTP */
  allowances?: Allowances;
  documents?: Documents;
}

export interface Live {
  /** for the HTTP server's `upgrade` event, once the path is known to be /graphql */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** a verb here has committed */
  poke(): void;
  /** whether the tail of the ledger is being read */
  healthy(): boolean;
  /** closes sockets with 1001 and ends everything that uses the database; resolves when it has ended */
  stop(): Promise<void>;
}

/** Starts the live side of the server: the tail of the ledger, the topics and streams it wakes, and the sockets they answer. */
export function createLive(options: LiveOptions): Live {
  const { database, schema, log, metrics, settings, clock, makeContext, formatError: format, reloadSettings } = options;
  const limits = { ...defaultLimits, ...options.limits };
  limits.computations = Math.max(1, Math.min(limits.computations, Math.floor(database.app.pool.options.max / 2)));
  const touch = { settings: () => noDeal, ...options.touch };
  checkTwins(schema);
  const tailPool = openTailPool(database, log);
  const isCurrent = (): boolean => tail.healthy;
  const hub = new Hub({ schema, makeContext, clock, settings, touch, metrics, format, limits, isCurrent });
  // those who catch up read page after page: they get places of their own, so that no topic waits behind them
  const streams = new EventStreams({
    ...{ database, schema, makeContext, format, metrics, clock, log, limits },
    gate: new Gate(2),
  });
  const wakeAll = (): void => {
    hub.wakeAll();
    streams.wakeAll();
  };
  // what is answered meanwhile may still show the old ones
  const reload = (): void => {
    void reloadSettings?.().then(wakeAll, (err) => log.error({ err }, 'the settings could not be read again'));
  };
  const catchUp = (): void => {
    wakeAll();
    reload();
  };
  const see = (entries: readonly TailEntry[]): void => {
    hub.see(entries);
    streams.see(entries);
    if (entries.some(({ kind }) => kind === 'access_changed')) void sockets.recheck();
    if (entries.some(({ kind }) => kind === 'settings_changed')) reload();
  };
  const tail = new TailReader({ db: tailPool, log, onEntries: see, onCaughtUp: catchUp });
  watchTail(metrics, () => tail.lag);
  const working = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    working.add(work);
    void work.finally(() => working.delete(work));
  };
  const { documents = new Documents({ schema }), allowances = new Allowances(), isOwnOrigin = sameHost } = options;
  const { isFree, asksByClient, admit, recheck, addressOf } = options;
  const start = operationStarter({
    ...{ schema, documents, allowances, hub, streams, makeContext, format, metrics, track, isFree, asksByClient },
  });
  const sockets = new SocketServer({
    limits,
    metrics,
    format,
    allowances,
    admit: (greeting) => allowances.admit(greeting.from, shownBy(greeting), async () => admit(greeting)),
    recheck,
    onRecheckFailed: (err) => log.warn({ err }, 'the rights of those connected could not be looked up again'),
    addressOf,
    start,
    allowsOrigin: isOwnOrigin,
  });
  const end = async (): Promise<void> => {
    await sockets.stop();
    // what still runs may be a verb that is just committing: it gets some time
    const ended = Promise.all([hub.stop(), streams.stop(), tail.stop(), ...working]);
    await Promise.race([ended, sleep(limits.workWait, undefined, { ref: false })]);
    await tailPool.close();
  };
  let ending: Promise<void> | null = null;
  tail.start();
  return {
    handleUpgrade: (request, socket, head) => sockets.handleUpgrade(request, socket, head),
    poke: () => tail.poke(),
    healthy: () => tail.healthy,
    stop: () => (ending ??= end()),
  };
}

/** One connection of the tail's own: news may not wait until a request gives one of the pool's back, nor for ever on a dead line. */
function openTailPool({ url }: Database, log: Logger): Pool {
  return new Pool(
    {
      connectionString: url,
      application_name: 'voronka-tail',
      max: 1,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 15_000,
      statement_timeout: 10_000,
      options: '-c role=voronka_app -c jit=off',
    },
    (err) => log.debug({ err }, 'the connection of the tail was lost'),
  );
}

/** Whatever of a greeting may be a credential. */
function shownBy(greeting: Greeting): string {
  const { authorization, cookie } = greeting.headers;
  return [toldAuthorization(greeting) ?? authorization, cookie].join('');
}
