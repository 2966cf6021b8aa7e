import './lib/design-types.ts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { type TrustedDocument, TrustedDocuments } from './access/trusted-documents.ts';
import { makeContext, type Surroundings } from './app-context.ts';
import { type Config, ConfigError } from './config.ts';
import { startDemo } from './demo/start-demo.ts';
import { readSettings } from './department/settings/read-settings.ts';
import { createDoorkeeper } from './http/doorkeeper.ts';
import { createEndpoint } from './http/graphql-endpoint.ts';
import { createRoutes } from './http/routes.ts';
import { asksByClient } from './kpi/by-client.ts';
import { startRoller } from './ledger/roll-worker.ts';
import type { Clock } from './lib/clock.ts';
import { boundedDocument } from './lib/document-cost.ts';
import { errorFormatter } from './lib/graphql-errors.ts';
import { createMetrics, watchDatabase } from './lib/metrics.ts';
import { sql } from './lib/sql.ts';
import { defaultLimits } from './live/limits.ts';
import { createLive } from './live/live.ts';
import { touches } from './live/touches.ts';
import { buildVoronkaSchema } from './schema.ts';
import { openStore } from './store.ts';

export interface AppOptions {
  config: Config;
  clock: Clock;
  log?: Logger;
  /** folder of the built pages; where the build puts them unless told */
  webFolder?: string;
}

/** A running server. */
export interface App {
  /** where it listens, for example http://localhost:4000 */
  url: string;
  close(): Promise<void>;
}

const webFolder = join(import.meta.dirname.replace(/[\\/]dist[\\/]src$|[\\/]src$/, ''), '..', 'web', 'dist');

/** Brings up the whole product: database, roller, live hub, HTTP. Tests use the same door. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, log = pino({ level: config.logLevel }) } = options;
  const web = options.webFolder ?? webFolder;
  const store = await openStore(config, log);
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
    const live = createLive({
      database,
      schema,
      ...{ admit: doorkeeper.admit, recheck: doorkeeper.recheck, addressOf: doorkeeper.addressOf, asksByClient },
      makeContext: doorkeeper.liveContext,
      isFree: (text, { viewer, access }) => trusted.isFree(text, viewer, access),
      clock,
      log,
      metrics,
      formatError,
      settings: () => settings,
      reloadSettings: async () => void (settings = (await readSettings(database.app)) ?? settings),
      touch: touches,
      validationRules: [boundedDocument],
    });
    closing.push(() => live.stop());
    const roller = startRoller({ owner: database.owner, log });
    closing.push(() => roller.stop());
    if (config.demo) {
      const demo = await startDemo((viewer) => makeContext(surroundings, viewer), config, log);
      settings = (await readSettings(database.app)) ?? settings;
      closing.push(() => demo.stop());
    }
    const endpoint = await createEndpoint({
      schema,
      makeContext: doorkeeper.contextOf,
      trusted,
      formatError,
      metrics,
      maxTokens: defaultLimits.documentTokens,
    });
    closing.push(() => endpoint.stop());
    let draining = false;
    const notReady = async () => (draining ? 'shutting down' : await problem(database, live.healthy));
    const server = createServer(createRoutes({ graphql: endpoint.handler, metrics, notReady, webFolder: web, log }));
    server.on('upgrade', (request, socket, head) => {
      if (/^\/graphql(\?|$)/.test(request.url ?? '')) live.handleUpgrade(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    });
    await listen(server, config);
    closing.push(async () => {
      draining = true;
      // the sockets first: an open one would keep the HTTP server from closing
      await live.stop();
      await stopListening(server);
    });
    return { url: urlOf(server, config), close };
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
