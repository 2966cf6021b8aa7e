import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import pino from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type * as ViewerModule from '../../server/src/access/viewer.ts';
import type * as AppContextModule from '../../server/src/app-context.ts';
import type { Context } from '../../server/src/context.ts';
import type * as GraphqlErrorsModule from '../../server/src/lib/graphql-errors.ts';
import type * as MetricsModule from '../../server/src/lib/metrics.ts';
import type * as AllowancesModule from '../../server/src/live/allowances.ts';
import type * as DocumentsModule from '../../server/src/live/documents.ts';
import type { EventStreams } from '../../server/src/live/event-streams.ts';
import type * as HubModule from '../../server/src/live/hub.ts';
import type * as LimitsModule from '../../server/src/live/limits.ts';
import type * as RunOperationModule from '../../server/src/live/run-operation.ts';
import type * as WsServerModule from '../../server/src/live/ws-server.ts';

/** As it is built, not as tests run it: the sources on the fly have slower private fields, which is what is measured here. */
const built = <Module>(path: string): Promise<Module> =>
  import(new URL(`../../server/dist/src/${path}.js`, import.meta.url).href);
await built('lib/design-types');
const { systemViewer } = await built<typeof ViewerModule>('access/viewer');
const { accessOf } = await built<typeof AppContextModule>('app-context');
const { errorFormatter } = await built<typeof GraphqlErrorsModule>('lib/graphql-errors');
const { createMetrics } = await built<typeof MetricsModule>('lib/metrics');
const { Allowances } = await built<typeof AllowancesModule>('live/allowances');
const { Documents } = await built<typeof DocumentsModule>('live/documents');
const { Hub } = await built<typeof HubModule>('live/hub');
const { defaultLimits } = await built<typeof LimitsModule>('live/limits');
const { operationStarter } = await built<typeof RunOperationModule>('live/run-operation');
const { SocketServer } = await built<typeof WsServerModule>('live/ws-server');

/** How an answer gets to everybody: through the hub, as bare frames of the same bytes, or executed per subscriber. */
export type Way = 'hub' | 'raw' | 'stock';

const log = pino({ level: 'silent' });
let version = 0;
const news = new Set<() => void>();

/** An answer of some 1.6 KB, another one after each change. */
function answer() {
  const rows = Array.from({ length: 17 }, (_, i) => ({
    id: `employee-${i}`,
    name: `Менеджер ${i}`,
    revenue: { value: 1_000_000 + version * 17 + i, previous: 900_000 + i },
  }));
  return { rows, revision: String(1_000_000 + version) };
}

async function* changes() {
  for (;;) {
    yield answer();
    await new Promise<void>((resolve) => news.add(resolve));
  }
}

function makeSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Value { value: Float previous: Float } type Row { id: ID! name: String! revenue: Value! }
    type Table { rows: [Row!]! revision: String! } type Query { kpis: Table! } type Subscription { kpis: Table! }`);
  const query = schema.getQueryType()?.getFields().kpis;
  const subscription = schema.getSubscriptionType()?.getFields().kpis;
  if (query) query.resolve = answer;
  if (subscription) Object.assign(subscription, { subscribe: changes, resolve: (table: unknown) => table });
  return schema;
}

const schema = makeSchema();
const format = errorFormatter(log);
const metrics = createMetrics();
const makeContext = () => ({}) as Context;
const clock = { now: () => new Date() };
const settings = () => ({ departmentName: '', timeZone: 'UTC', currency: 'RUB', activityWindowDays: 1, demo: false });
// the coalescing window would only pause between rounds
const limits = { ...defaultLimits, coalesce: 0, messagesPerSecond: 1e6 };
const hub = new Hub({
  schema,
  makeContext,
  clock,
  settings,
  touch: {},
  metrics,
  format,
  limits,
  isCurrent: () => true,
});
const allowances = new Allowances();
const start = operationStarter({
  ...{ schema, hub, makeContext, format, metrics, track: () => undefined },
  ...{ isFree: () => false, asksByClient: () => false },
  documents: new Documents({ schema }),
  allowances,
  streams: {} as EventStreams,
});
const viewer = systemViewer('bench', 'api');
const caller = { viewer, access: accessOf(viewer), locale: 'ru' };
const sockets = new SocketServer({
  ...{ limits, metrics, format, start, allowances, allowsOrigin: () => true, addressOf: () => null },
  admit: () => caller,
  recheck: async (callers) => [...callers],
  onRecheckFailed: () => undefined,
});

const raw = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const rawSockets: WebSocket[] = [];
const stock = new WebSocketServer({ noServer: true, perMessageDeflate: false });
useServer({ schema }, stock);

const server = createServer().on('upgrade', (request, socket, head) => {
  if (request.url === '/hub') return sockets.handleUpgrade(request, socket, head);
  if (request.url === '/raw') return raw.handleUpgrade(request, socket, head, (ws) => rawSockets.push(ws));
  stock.handleUpgrade(request, socket, head, (ws) => stock.emit('connection', ws, request));
});

/** The same bytes as the hub sends, made once; everything after that is `ws`. */
function broadcast(): void {
  const message = { id: crypto.randomUUID(), type: 'next', payload: { data: { kpis: answer() } } };
  const bytes = Buffer.from(JSON.stringify(message));
  for (const ws of rawSockets) ws.send(bytes, { binary: false });
}

const ways: Record<Way, () => void> = {
  hub: () => hub.wakeAll(),
  raw: broadcast,
  stock: () => {
    const resolves = [...news];
    news.clear();
    for (const resolve of resolves) resolve();
  },
};

let before = process.cpuUsage();
process.on('message', (order: { way: Way } | 'begin' | 'end') => {
  if (order === 'begin') before = process.cpuUsage();
  else if (order === 'end') {
    const { user, system } = process.cpuUsage(before);
    process.send?.({ microseconds: user + system });
  } else {
    version += 1;
    ways[order.way]();
  }
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
