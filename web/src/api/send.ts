import { ApiFailure, type SaidNo, UNREACHABLE } from './api-failure.ts';

/** Nobody waits longer than this for an answer. */
const PATIENCE = 20_000;

export interface Answer {
  status: number;
  /** The parsed body; undefined where there is none, or none that is JSON. */
  body: unknown;
}

/** Sends JSON to our own server and reads JSON; throws only when nobody answered. */
export async function exchange(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: parse(text) };
  } catch {
    throw new ApiFailure({ code: UNREACHABLE });
  }
}

/** Asks one of the server's own paths; what it refuses is thrown as a failure. */
export async function send<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const answer = await exchange(method, path, body);
  const empty = answer.status === 204;
  if (answer.status < 400 && (empty || answer.body !== undefined)) return answer.body as T;
  throw new ApiFailure(saidNo(answer));
}

function saidNo({ status, body }: Answer): SaidNo {
  const error = isObject(body) && isObject(body['error']) ? body['error'] : {};
  const text = (key: string) => (typeof error[key] === 'string' ? error[key] : undefined);
  const { retryAfter } = error;
  return {
    // Something in between (a proxy, a page instead of an answer) is as good as nobody.
    code: text('code') ?? (status === 401 ? 'UNAUTHENTICATED' : UNREACHABLE),
    message: text('message') ?? '',
    field: text('field'),
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
