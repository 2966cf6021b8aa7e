import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { TrustedDocuments } from '../access/trusted-documents.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../lib/refusal.ts';
import { checkVariables, variableLimits } from '../lib/variable-limits.ts';
import type { Allowances } from '../live/allowances.ts';
import type { Documents } from '../live/documents.ts';
import { jsonBody } from './request-body.ts';
import { OddRequest } from './request-failure.ts';
import type { RequestLimits } from './request-limits.ts';

export interface PreflightOptions {
  /** who asks, and what for; refuses who may not */
  makeContext: (request: IncomingMessage) => Promise<Context>;
  addressOf: (request: IncomingMessage) => string | null;
  trusted: TrustedDocuments;
  documents: Documents;
  allowances: Allowances;
  limits: RequestLimits;
}

const contexts = new WeakMap<IncomingMessage, Context>();
const free = new WeakSet<IncomingMessage>();
const responses = new WeakMap<Context, Response>();

/** The context of a request that has passed. */
export function contextOf(request: IncomingMessage): Context {
  const context = contexts.get(request);
  if (!context) throw new Error('a request got past the preflight');
  return context;
}

/** Whether anybody still waits for the answer. */
export function isWaitedFor(context: Context): boolean {
  return !responses.get(context)?.closed;
}

/** Whether it asks what none of our pages does. */
export function isFree(request: IncomingMessage): boolean {
  return free.has(request);
}

/** What a GraphQL request passes before it is parsed by anybody: method and type, who asks, how much of it, and how large a question. */
export function preflight(options: PreflightOptions): RequestHandler[] {
  const { allowances, limits } = options;
  return [
    rightMethod,
    admit(options),
    jsonBody(limits.bodyBytes),
    (request, _response, next) => {
      const { viewer } = contextOf(request);
      const wait = allowances.spend(viewer, Number(request.headers['content-length']) || request.url.length);
      next(wait > 0 ? Refusal.rateLimited(wait) : undefined);
    },
    (request, _response, next) => {
      boundQuestion(request, options);
      next();
    },
  ];
}

/** A form of another site can send POST with three content types; none of them is JSON. */
const rightMethod: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') return next();
  if (request.method !== 'POST') {
    response.set('allow', 'GET, POST');
    return next(new OddRequest(405, 'method', 'GET or POST'));
  }
  if (request.headers['content-type'] !== undefined && !isJson(request.headers['content-type']))
    return next(new OddRequest(415, 'content-type', 'application/json'));
  next();
};

function isJson(type: string): boolean {
  return /^application\/json\s*(;|$)/i.test(type.trim());
}

/** Who asks, before anything they have sent is read. */
function admit({ allowances, addressOf, makeContext }: PreflightOptions): RequestHandler {
  return async (request, response, next) => {
    const { authorization, cookie } = request.headers;
    const shown = authorization ?? cookie ?? '';
    const context = await allowances.admit(addressOf(request), shown, () => makeContext(request));
    contexts.set(request, context);
    responses.set(context, response);
    next();
  };
}

/** Refuses what is beyond the limits, or not this viewer's to ask. What is no question, or none of GraphQL, is left to GraphQL to say. */
function boundQuestion(request: Request, { documents, trusted }: PreflightOptions): void {
  const { query, variables } = questionOf(request);
  const { viewer, access } = contextOf(request);
  if (typeof variables === 'object') checkVariables(variables, variableLimits);
  if (typeof query !== 'string' || query === '') return;
  if (trusted.isFree(query, viewer, access)) free.add(request);
  try {
    documents.bound(query);
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
}

function questionOf({ method, originalUrl, body }: Request): { query?: unknown; variables?: unknown } {
  if (method === 'POST') return typeof body === 'object' && body !== null ? body : {};
  const { searchParams } = new URL(originalUrl, 'http://localhost');
  return { query: searchParams.get('query'), variables: parsed(searchParams.get('variables')) };
}

function parsed(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
