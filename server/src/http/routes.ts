import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Viewer } from '../access/viewer.ts';
import type { Metrics } from '../lib/metrics.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Allowances } from '../live/allowances.ts';
import { failures, nothingHere } from './request-failure.ts';
import type { RequestLimits } from './request-limits.ts';
import { metricsRoute } from './request-metrics.ts';
import { type OwnOrigin, refuseForeign, refuseForeignChanges } from './request-origin.ts';
import { refuseMisshapen } from './request-shape.ts';
import { securityHeaders } from './security-headers.ts';

export interface RouteOptions {
  graphql: RequestHandler[];
  /** what else is answered, by path: `/auth` … What changes something there is refused to pages of other sites already. */
  routers: Readonly<Record<string, RequestHandler>>;
  metrics: Metrics;
  viewerOf: (request: IncomingMessage) => Promise<Viewer>;
  addressOf: (request: IncomingMessage) => string | null;
  allowances: Allowances;
  limits: RequestLimits;
  isOwnOrigin: OwnOrigin;
  publicUrl: string | null;
  /** null when everything works, else what does not */
  notReady: () => Promise<string | null>;
  /** folder of the built pages */
  webFolder: string;
  log: Logger;
}

/** Everything the server answers over plain HTTP. */
export function createRoutes(options: RouteOptions): Express {
  const { graphql, routers, metrics, viewerOf, limits, isOwnOrigin, publicUrl, notReady } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // whatever escapes is told without its stack
  app.set('env', 'production');
  app.use(securityHeaders(publicUrl));
  app.use(refuseMisshapen(limits));
  app.get('/livez', (_request, response) => void response.type('text').send('alive\n'));
  app.get('/readyz', async (_request, response) => {
    const reason = await notReady();
    const [status, text] = reason === null ? [200, 'ready\n'] : [503, `not ready: ${reason}\n`];
    response.status(status).type('text').send(text);
  });
  app.get('/metrics', metricsRoute(metrics, viewerOf));
  app.use('/graphql', refuseForeign(isOwnOrigin), ...graphql);
  for (const [path, router] of Object.entries(routers))
    app.use(path, boundVisits(options), refuseForeignChanges(isOwnOrigin), router);
  app.use(pages(options.webFolder));
  app.use(nothingHere);
  app.use(failures(options.log));
  return app;
}

/** What needs no credential is bounded by address. */
function boundVisits({ allowances, addressOf }: RouteOptions): RequestHandler {
  return (request, _response, next) => {
    const wait = allowances.visits(addressOf(request));
    next(wait > 0 ? Refusal.rateLimited(wait) : undefined);
  };
}

/** The built pages: hashed files for ever, the page itself never cached, so that a wall finds the new build. */
function pages(folder: string): RequestHandler {
  const router = express.Router();
  const index = join(folder, 'index.html');
  const files = { index: false, redirect: false, etag: true } as const;
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { ...files, immutable: true, maxAge: '365d', fallthrough: false }),
  );
  router.use(express.static(folder, { ...files, maxAge: '1h' }));
  router.get('/{*path}', (_request, response) => {
    if (existsSync(index)) response.set('cache-control', 'no-cache').sendFile(index);
    else response.status(503).type('text').send('The pages are not built: npm start builds them.\n');
  });
  return router;
}
