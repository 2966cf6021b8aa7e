import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../lib/refusal.ts';

const statuses: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
};

/** A request whose outside is wrong, and the status HTTP has for that. */
export class OddRequest extends Refusal {
  readonly status: number;

  constructor(status: number, field: string, expected: string) {
    super('BAD_USER_INPUT', `${field}: expected ${expected}`, { field, expected });
    this.status = status;
  }
}

/** The status that says in HTTP what a refusal says in words. */
export function statusOf(refusal: Refusal): number {
  return statuses[refusal.code] ?? 400;
}

/** Answers with a refusal, in the form of whoever is asked: GraphQL has its own. */
export function answerRefusal(
  request: Request,
  response: Response,
  refusal: Refusal,
  status = statusOf(refusal),
): void {
  const { code, message, extensions } = refusal;
  const { retryAfter } = extensions;
  if (typeof retryAfter === 'number') response.set('retry-after', String(retryAfter));
  response.status(status).set('cache-control', 'no-store');
  if (!isGraphql(request)) return void response.json({ error: { ...extensions, code, message } });
  const told = request.accepts(['application/json', 'application/graphql-response+json']);
  response
    .type(told || 'application/json')
    .send(JSON.stringify({ errors: [{ message, extensions: { ...extensions, code } }] }));
}

function isGraphql({ originalUrl }: Request): boolean {
  return /^\/graphql(\/|\?|$)/.test(originalUrl);
}

/** Whoever asks for what there is not. */
export const nothingHere: RequestHandler = (request, response) => {
  answerRefusal(request, response, new Refusal('NOT_FOUND', 'There is nothing at this address'));
};

/** What goes wrong on the way: with a code, naming what was expected; never what it looked like from inside. */
export function failures(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const known = refusalOf(error);
    if (known) return answerRefusal(request, response, known.refusal, known.status);
    log.error({ err: error, path: request.path }, 'a request failed');
    const internal = { code: 'INTERNAL_SERVER_ERROR', message: 'Internal error' };
    const { code, message } = internal;
    response
      .status(500)
      .json(isGraphql(request) ? { errors: [{ message, extensions: { code } }] } : { error: internal });
  };
}

interface HttpError {
  status?: number;
}

/** What Express complains about; null for what is our own mistake. */
function refusalOf(error: unknown): { refusal: Refusal; status?: number } | null {
  if (error instanceof Refusal) return { refusal: error, ...(error instanceof OddRequest && { status: error.status }) };
  if (typeof error !== 'object' || error === null) return null;
  const { status = 500 } = error as HttpError;
  if (status < 400 || status > 499) return null;
  if (status === 404) return { refusal: new Refusal('NOT_FOUND', 'There is nothing at this address') };
  return { refusal: new OddRequest(status, 'request', 'a path and a body that can be read'), status };
}
