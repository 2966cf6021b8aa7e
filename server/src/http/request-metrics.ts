import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Viewer } from '../access/viewer.ts';
import type { Metrics } from '../lib/metrics.ts';
import { Refusal } from '../lib/refusal.ts';

const readers: ReadonlySet<string> = new Set(['administrator', 'integration', 'analyst']);

/** The server's own figures: for whoever measures on this machine, and for tokens whose work it is. */
export function metricsRoute(
  metrics: Metrics,
  viewerOf: (request: IncomingMessage) => Promise<Viewer>,
): RequestHandler {
  return async (request, response) => {
    if (!isLocal(request)) {
      const { kind, role } = await viewerOf(request);
      if (kind !== 'token' || !readers.has(role))
        throw new Refusal('FORBIDDEN', 'metrics: expected the token of an administrator, integration or analyst');
    }
    response.set('cache-control', 'no-store');
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  };
}

/** From this machine itself, and not through a proxy that stands on it. */
function isLocal({ headers, socket }: IncomingMessage): boolean {
  const passedOn = headers['x-forwarded-for'] ?? headers.forwarded ?? headers.via ?? headers['x-real-ip'];
  return passedOn === undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '');
}
