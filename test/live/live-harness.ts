import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino, { type Logger } from 'pino';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { accessOf } from '../../server/src/app-context.ts';
import type { Context } from '../../server/src/context.ts';
import { rowLoader } from '../../server/src/context.ts';
import type { Database, Transaction } from '../../server/src/database/database.ts';
import { asksByClient } from '../../server/src/kpi/by-client.ts';
import type { Entry, EntryKind } from '../../server/src/ledger/entry.ts';
import { post } from '../../server/src/ledger/post.ts';
import { errorFormatter } from '../../server/src/lib/graphql-errors.ts';
import { createMetrics, type Metrics } from '../../server/src/lib/metrics.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { dayOf } from '../../server/src/lib/zone.ts';
import type { LiveLimits } from '../../server/src/live/limits.ts';
import { createLive, type Live } from '../../server/src/live/live.ts';
import { localeOf } from '../../server/src/live/scope.ts';
import { touches } from '../../server/src/live/touches.ts';
import { openDeal } from '../../server/src/sales/deals/open-deal.ts';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { MoveableClock } from '../world/clock.ts';
import { startDatabase } from '../world/database.ts';
import { Nouns } from '../world/nouns.ts';
import { type Subscriber, subscribeOverWebSocket } from '../world/subscriber.ts';
import { Talk } from './talk.ts';

const settings = {
  departmentName: 'Карпов и Партнеры',
  timeZone: 'Europe/Moscow',
  currency: 'RUB',
  activityWindowDays: 365,
  demo: false,
};

export interface LiveWorldOptions {
  now?: string;
  limits?: Partial<LiveLimits>;
  /** a second hub beside another's, on its database */
  beside?: LiveWorld;
  log?: Logger;
  /** called before every context is made: to fail, or to wait */
  beforeAnswer?: () => void | Promise<void>;
}

/** One entry of a test: what happened to whom. */
export interface Happening {
  kind?: EntryKind;
  employee?: { id: string };
  revenue?: number;
  at?: Date;
  origin?: Entry['origin'];
  event?: boolean;
  recordedAt?: Date;
}

/** The live side of a server, with the real schema on a real database, and nothing else around it. */
export interface LiveWorld {
  url: string;
  clock: MoveableClock;
  database: Database;
  databaseUrl: string;
  metrics: Metrics;
  live: Live;
  nouns: Nouns;
  /** the deal that everything happens to */
  dealId: string;
  /** answers computed so far */
  computed(): Promise<number>;
  /** Posts in one transaction, and tells the hub unless told not to. */
  happens(happenings: Happening | Happening[], poke?: boolean): Promise<void>;
  /** The same inside a transaction of the test's own. */
  post(tx: Transaction, happenings: Happening[]): Promise<void>;
  subscribe<Answer>(query: string, variables?: Record<string, unknown>): Subscriber<Answer>;
  /** A socket that speaks the protocol by hand; greeted unless told not to. */
  talk(options?: { greet?: boolean; protocol?: string | string[]; origin?: string }): Promise<Talk>;
  close(): Promise<void>;
}

let facts = 0;

export async function startLiveWorld(options: LiveWorldOptions = {}): Promise<LiveWorld> {
  const { beside } = options;
  const own = await startDatabase({ url: beside?.databaseUrl });
  const { database } = own;
  const clock = beside?.clock ?? new MoveableClock(options.now ?? '2026-03-18T12:00:00+03:00');
  const log = options.log ?? pino({ level: 'silent' });
  const metrics = createMetrics();
  const context = (): Context => {
    const viewer = systemViewer('test', 'api');
    const rest = {
      access: accessOf(viewer),
      load: rowLoader(database.app),
      version: 'test',
      changed: () => live.poke(),
    };
    return { database, clock, log, settings, viewer, ...rest };
  };
  const makeContext = async (): Promise<Context> => {
    await options.beforeAnswer?.();
    return context();
  };
  const live = createLive({
    ...{ database, schema: buildVoronkaSchema(), makeContext, clock, log, metrics, touch: touches },
    // who may come in is tested elsewhere
    admit: (greeting) => ({ viewer: context().viewer, access: context().access, locale: localeOf(greeting) }),
    recheck: async (callers) => [...callers],
    ...{ addressOf: () => null, isFree: () => false, asksByClient },
    formatError: errorFormatter(log),
    settings: () => settings,
    limits: options.limits,
  });
  const server = createServer().on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const nouns = new Nouns(database);
  const dealId = beside?.dealId ?? (await addDeal(database, nouns, context()));
  const postAll = (tx: Transaction, happenings: Happening[]) =>
    post(
      tx,
      happenings.map((happening) => entryOf(happening, dealId, clock.now())),
    );
  const subscribers = new Set<Subscriber<unknown>>();
  const talks = new Set<Talk>();
  return {
    ...{ url, clock, database, databaseUrl: own.url, metrics, live, nouns, dealId },
    computed: async () => {
      const { values } = await metrics.computations.get();
      return values.reduce((sum, { value }) => sum + value, 0);
    },
    post: postAll,
    happens: async (happenings, poke = true) => {
      await database.app.transaction((tx) => postAll(tx, [happenings].flat()));
      if (poke) live.poke();
    },
    subscribe: <Answer>(query: string, variables?: Record<string, unknown>) => {
      const subscriber = subscribeOverWebSocket<Answer>(url, query, variables);
      subscribers.add(subscriber);
      return subscriber;
    },
    talk: async (how) => {
      const talk = await Talk.open(url, how);
      talks.add(talk);
      return talk;
    },
    close: async () => {
      await Promise.all([...subscribers].map((subscriber) => subscriber.close()));
      await live.stop();
      for (const talk of talks) talk.hangUp();
      server.close();
      server.closeAllConnections();
      await own.close();
    },
  };
}

function entryOf(happening: Happening, dealId: string, now: Date): Entry {
  const { kind = 'deal_won', employee, revenue = 100, at = now, origin = 'api', event = true } = happening;
  const won = kind === 'deal_won';
  return {
    ...{
      kind,
      origin,
      event,
      effectiveAt: at,
      recordedAt: happening.recordedAt ?? now,
      day: dayOf(at, settings.timeZone),
    },
    ...{ actorId: null, correction: false, reverses: null, dealId, factId: String((facts += 1)) },
    dimensions: { employee_id: employee?.id ?? null },
    amounts: won ? { won: 1, revenue } : {},
  };
}

/** A deal opened through the verb: the first entry of every world. */
async function addDeal(database: Database, nouns: Nouns, context: Context): Promise<string> {
  await database.owner.query(sql`/* fixture */ insert into setting (department_name, time_zone, currency)
    values (${settings.departmentName}, ${settings.timeZone}, ${settings.currency})`);
  const [{ id: ownerId }, { id: clientId }] = [
    await nouns.employee('Борис'),
    await nouns.client(),
    await nouns.pipeline(),
  ];
  return openDeal(context, { key: 'first', clientId, ownerId, amount: 50, title: 'Кровати' });
}
