import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../lib/metrics.ts';

/** The largest GraphQL request; a question that needs more should be several. */
export const largestBody = 256 * 1024;

export interface RouteOptions {
  graphql: RequestHandler;
  metrics: Metrics;
  /** null when everything works, else what does not */
  notReady: () => Promise<string | null>;
  /** folder of the built pages */
  webFolder: string;
  log: Logger;
}

/** Everything the server answers over plain HTTP. */
export function createRoutes(options: RouteOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.get('/livez', (_request, response) => void response.type('text').send('alive\n'));
  app.get('/readyz', async (_request, response) => {
    const reason = await options.notReady();
    response
      .status(reason === null ? 200 : 503)
      .type('text')
      .send(reason === null ? 'ready\n' : `not ready: ${reason}\n`);
  });
  app.get('/metrics', async (_request, response) => {
    response.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics());
  });
  app.use('/graphql', express.json({ limit: largestBody }), options.graphql);
  app.use(pages(options.webFolder));
  app.use(failures(options.log));
  return app;
}

/** The built pages: hashed files for ever, the page itself never cached, so that a wall finds the new build. */
function pages(folder: string): RequestHandler {
  const router = express.Router();
  const index = join(folder, 'index.html');
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false, etag: true }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h', etag: true }));
  router.get('/{*path}', (_request, response) => {
    if (existsSync(index)) response.set('cache-control', 'no-cache').sendFile(index);
    else response.status(503).type('text').send('The pages are not built: npm start builds them.\n');
  });
  return router;
}

/** What goes wrong before GraphQL sees a request answers in GraphQL's own form, with a code, naming what was expected. */
function failures(log: Logger): ErrorRequestHandler {
  return (error: { type?: string; status?: number; message?: string }, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ err: error, path: request.path }, 'a request failed');
    const tooLarge = error.type === 'entity.too.large';
    const expected = tooLarge ? `at most ${largestBody} bytes` : 'a JSON body with a query';
    const message = status === 500 ? 'Internal error' : status === 404 ? 'Not found' : `body: expected ${expected}`;
    const code = status === 500 ? 'INTERNAL_SERVER_ERROR' : status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT';
    const extensions = status === 500 || status === 404 ? { code } : { code, field: 'body', expected };
    response.status(status).json({ errors: [{ message, extensions }] });
  };
}
