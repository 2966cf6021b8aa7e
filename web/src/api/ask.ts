import type { TypedDocumentString } from '../gql/graphql.ts';
import { reloadForNewVersion } from '../live/new-version.ts';
import { createStore } from '../live/store.ts';
import { ApiFailure, UNREACHABLE } from './api-failure.ts';
import { exchange, isObject } from './send.ts';

/** Counts how often the server did not know who we are: pages watch it to find out and to ask for signing in. */
export const unrecognised = createStore(0);

/** Asks the graph once, over HTTP. */
export async function ask<T, V>(document: TypedDocumentString<T, V>, variables: V): Promise<T> {
  const { status, body } = await exchange('POST', '/graphql', { query: document.toString(), variables });
  const failure = failureIn(status, body);
  if (failure) {
    if (failure.code === 'UNAUTHENTICATED') unrecognised.set(unrecognised.get() + 1);
    throw failure;
  }
  return (body as { data: T }).data;
}

function failureIn(status: number, body: unknown): ApiFailure | undefined {
  const errors = isObject(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  const first: unknown = errors[0];
  if (isObject(first)) {
    const extensions = isObject(first['extensions']) ? first['extensions'] : {};
    if (extensions['refusal'] === 'UNKNOWN_DOCUMENT') reloadForNewVersion();
    return new ApiFailure({
      code: text(extensions['refusal']) ?? text(extensions['code']) ?? 'INTERNAL_SERVER_ERROR',
      message: text(first['message']) ?? '',
      // input.login and login are the same box on a page.
      field: text(extensions['field'])?.split('.').at(-1),
      retryAfter: typeof extensions['retryAfter'] === 'number' ? extensions['retryAfter'] : undefined,
    });
  }
  if (status === 401) return new ApiFailure({ code: 'UNAUTHENTICATED' });
  return isObject(body) && isObject(body['data']) ? undefined : new ApiFailure({ code: UNREACHABLE });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
