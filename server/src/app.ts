import './lib/design-types.ts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { watchAudit } from './access/audit-metrics.ts';
import { startChainer } from './access/audit-worker.ts';
import { type TrustedDocument, TrustedDocuments } from './access/trusted-documents.ts';
import { systemViewer } from './access/viewer.ts';
import { offerSetUp } from './accounts/set-up.ts';
import { makeContext, type Surroundings } from './app-context.ts';
import { type Config, ConfigError } from './config.ts';
import { giveDemoAccounts } from './demo/demo-roles.ts';
import { startDemo } from './demo/start-demo.ts';
import { readSettings } from './department/settings/read-settings.ts';
import { authRoutes } from './http/auth-routes.ts';
import { createDoorkeeper } from './http/doorkeeper.ts';
import { createExportRoutes } from './http/export-routes.ts';
import { createEndpoint } from './http/graphql-endpoint.ts';
import { pairingRoutes } from './http/pairing-routes.ts';
import { guardedServer, type RequestLimits, requestLimits } from './http/request-limits.ts';
import { ownOrigin } from './http/request-origin.ts';
import { upgrades } from './http/request-upgrade.ts';
import { createRoutes } from './http/routes.ts';
import { asksByClient } from './kpi/by-client.ts';
import { startRoller } from './ledger/roll-worker.ts';
import type { Clock } from './lib/clock.ts';
import { boundedDocument } from './lib/document-cost.ts';
import type { DocumentLimits } from './lib/document-limits.ts';
import { errorFormatter } from './lib/graphql-errors.ts';
import { createMetrics, watchDatabase } from './lib/metrics.ts';
import { sql } from './lib/sql.ts';
import { type AllowanceOverrides, Allowances } from './live/allowances.ts';
import { Documents } from './live/documents.ts';
import type { LiveLimits } from './live/limits.ts';
import { createLive } from './live/live.ts';
import { touches } from './live/touches.ts';
import { startEscalator } from './sales/leads/escalation-worker.ts';
import { buildVoronkaSchema } from './schema.ts';
import { openStore } from './store.ts';

export interface AppOptions {
  config: Config;
  clock: Clock;
  log?: Logger;
  /** folder of the built pages; where the build puts them unless told */
  webFolder?: string;
  /** what differs from the limits everybody is held to, for tests */
  limits?: LimitOverrides;
}

export interface LimitOverrides {
  request?: Partial<RequestLimits>;
  document?: Partial<DocumentLimits>;
  live?: Partial<LiveLimits>;
  allowances?: AllowanceOverrides;
}

/** A running server. */
export interface App {
  /** where it listens, for example http://localhost:4000 */
  url: string;
  /** while nobody has an account: the link by which the first one is made, good for a day and once */
  setUpLink: string | null;
  close(): Promise<void>;
}

const webFolder = join(import.meta.dirname.replace(/[\\/]dist[\\/]src$|[\\/]src$/, ''), '..', 'web', 'dist');

/** Brings up the whole product: database, roller, live hub, HTTP. Tests use the same door. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, log = pino({ level: config.logLevel }) } = options;
  const web = options.webFolder ?? webFolder;
  const store = await openStore(config, log, clock);
  const closing: (() => Promise<void> | void)[] = [() => store.close()];
  const close = once(async () => {
    for (const step of closing.toReversed())
      await Promise.resolve(step()).catch((error: unknown) => log.error({ err: error }, 'closing failed'));
  });
  try {
    let { settings } = store;
    const { database } = store;
    const metrics = createMetrics();
    watchDatabase(metrics, database);
    watchAudit(metrics, database.app);
    const surroundings: Surroundings = {
      database,
      clock,
      log,
      settings: () => settings,
      version: versionOf(web),
      changed: () => live.poke(),
    };
    const schema = buildVoronkaSchema();
    const doorkeeper = createDoorkeeper(surroundings, config.trustProxy);
    const trusted = new TrustedDocuments(trustedDocumentsOf(web));
    const formatError = errorFormatter(log, () => metrics.errors.inc());
    const limits = { ...requestLimits, ...options.limits?.request };
    const allowances = new Allowances(options.limits?.allowances);
    const documents = new Documents({ schema, limits: options.limits?.document, rules: [boundedDocument] });
    const isOwnOrigin = ownOrigin(config.publicUrl);
    const { addressOf, viewerOf } = doorkeeper;
    const live = createLive({
      database,
      schema,
      ...{ admit: doorkeeper.admit, recheck: doorkeeper.recheck, addressOf, asksByClient, isOwnOrigin },
      makeContext: doorkeeper.liveContext,
      isFree: (text, { viewer, access }) => trusted.isFree(text, viewer, access),
      clock,
      log,
      metrics,
      formatError,
      settings: () => settings,
      reloadSettings: async () => {
        const read = await readSettings(database.app);
        // of two readings at once the older may come last
        if (read && read.revision >= settings.revision) settings = read;
      },
      touch: touches,
      ...{ documents, allowances, limits: options.limits?.live },
    });
    closing.push(() => live.stop());
    const roller = startRoller({ owner: database.owner, log });
    closing.push(() => roller.stop());
    const chainer = startChainer({ owner: database.owner, log });
    closing.push(() => chainer.stop());
    const escalating = systemViewer('escalation', 'system');
    const escalator = startEscalator({ makeContext: () => makeContext(surroundings, escalating), log });
    closing.push(() => escalator.stop());
    if (config.demo) {
      const demo = await startDemo((viewer) => makeContext(surroundings, viewer), config, log);
      settings = (await readSettings(database.app)) ?? settings;
      closing.push(() => demo.stop());
    }
    // demos told before there were accounts get them too
    if (settings.demo) await giveDemoAccounts(database.owner, clock.now());
    const endpoint = await createEndpoint({
      schema,
      makeContext: doorkeeper.contextOf,
      ...{ addressOf, trusted, documents, allowances, limits, formatError, metrics },
    });
    closing.push(() => endpoint.stop());
    let draining = false;
    const notReady = async () => (draining ? 'shutting down' : await problem(database, live.healthy));
    const auth = { around: surroundings, config, addressOf };
    const routes = createRoutes({
      graphql: endpoint.handlers,
      // a router a line
      routers: {
        '/auth': authRoutes(auth),
        '/pair': pairingRoutes(auth),
        '/export': createExportRoutes(doorkeeper, isOwnOrigin),
      },
      ...{ metrics, viewerOf, addressOf, allowances, limits, isOwnOrigin, publicUrl: config.publicUrl },
      ...{ notReady, webFolder: web, log },
    });
    const server = guardedServer(routes, limits, config.trustProxy > 0);
    server.on('upgrade', upgrades(live.handleUpgrade, limits));
    await listen(server, config);
    closing.push(async () => {
      draining = true;
      // the sockets first: an open one would keep the HTTP server from closing
      await live.stop();
      await stopListening(server);
    });
    const url = urlOf(server, config);
    const path = settings.demo ? null : await offerSetUp(database.owner, clock.now());
    return { url, setUpLink: path && new URL(path, config.publicUrl ?? url).href, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Which build this is: the pages name their files by content, so the page itself tells. */
function versionOf(folder: string): string {
  const index = join(folder, 'index.html');
  return existsSync(index) ? createHash('sha256').update(readFileSync(index)).digest('hex').slice(0, 12) : 'unbuilt';
}

/** The questions of the built pages; none where they are not built. */
function trustedDocumentsOf(folder: string): TrustedDocument[] {
  const list = join(folder, 'trusted-documents.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as TrustedDocument[]) : [];
}

async function problem(database: Surroundings['database'], healthy: () => boolean): Promise<string | null> {
  try {
    await Promise.race([
      database.app.query(sql`/* ready */ select 1`),
      new Promise((_resolve, reject) => setTimeout(() => reject(new Error('slow')), 2_000).unref()),
    ]);
  } catch {
    return 'the database does not answer';
  }
  return healthy() ? null : 'the tail of the ledger is behind';
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new ConfigError(`Port ${port} is taken: set PORT to another`) : error);
    });
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host) ? 'localhost' : host;
  return `http://${name}:${port}`;
}

/** Lets requests in flight end, for at most five seconds. */
async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), 5_000);
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 6_000).unref())]);
  clearTimeout(late);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
