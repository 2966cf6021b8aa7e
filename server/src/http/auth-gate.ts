import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AuthRefusal } from '../accounts/auth-refusal.ts';
import { Refusal, type RefusalCode } from '../lib/refusal.ts';

/** the largest body: a password and a code */
const largest = '8kb';

/** Nothing here is for a cache. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

/** A form of somebody else's page cannot send JSON without being asked where it comes from. */
export const onlyJson: RequestHandler = (request, _response, next) => {
  if (request.method === 'POST' && !request.is('application/json'))
    throw new AuthRefusal(415, 'BAD_USER_INPUT', 'content-type: expected application/json');
  next();
};

export const readJson: RequestHandler = express.json({ limit: largest });
export const readForm: RequestHandler = express.urlencoded({ limit: largest, extended: false, parameterLimit: 20 });

/** Answers by what a piece of work gives; what it throws is an answer too. */
export function answer(work: (request: Request, response: Response) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    const body = await work(request, response);
    if (response.headersSent) return;
    if (body === undefined) response.status(204).end();
    else response.json(body);
  };
}

/** The body, when it is as expected; refuses another, naming the first field that is not. */
export function bodyOf<Shape extends z.ZodType>(request: Request, shape: Shape): z.infer<Shape> {
  const read = shape.safeParse(request.body ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw Refusal.badInput(issue?.path.join('.') || 'body', issue?.message ?? 'something else');
}

/** A text of a body, no longer than anything sensible. */
export const text = (longest = 500) =>
  z
    .string('a text')
    .max(longest, `at most ${longest} characters`)
    .refine((s) => s.isWellFormed() && !s.includes('\0'), 'whole characters');

const statuses: Record<RefusalCode, number> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  REFUSED: 409,
  RATE_LIMITED: 429,
};

/** What was refused, in the form of /auth; anything else is a bug: logged, and not told. */
export function authFailures(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const told = tell(error);
    if (!told) log.error({ err: error, path: request.path }, 'a request failed');
    const { status, ...body } = told ?? { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Internal error' };
    if (body.retryAfter !== undefined) response.set('retry-after', String(body.retryAfter));
    response.status(status).json({ error: body });
  };
}

interface Told {
  status: number;
  code: string;
  message: string;
  field?: string;
  retryAfter?: number | undefined;
}

function tell(error: unknown): Told | null {
  if (error instanceof AuthRefusal) {
    const { status, code, message, retryAfter } = error;
    return { status, code, message, retryAfter };
  }
  if (error instanceof Refusal) {
    const { field, refusal } = error.extensions;
    const code = typeof refusal === 'string' ? refusal : error.code;
    return { status: statuses[error.code], code, message: error.message, ...(typeof field === 'string' && { field }) };
  }
  // what reading the body says
  const { status, type } = error as { status?: number; type?: string };
  if (typeof type !== 'string' || status === undefined || status >= 500) return null;
  return { status, code: 'BAD_USER_INPUT', message: 'body: expected a small JSON object', field: 'body' };
}
