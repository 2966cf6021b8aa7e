import type { Context } from '../context.ts';

/** Whose eyes a topic is computed with: two viewers share it exactly when policy lets them see the same. */
export interface LiveScope {
  /** equal for viewers with equal rights */
  key: string;
  /** ru, en … */
  locale: string;
}

/** Makes the context a scope's questions are executed in. Called for every execution: rights are looked up when answering. */
export type ScopedContext = (scope: LiveScope) => Context | Promise<Context>;

/** What a socket said of itself, when it was opened and in connection_init. */
export interface Greeting {
  headers: Record<string, string | string[] | undefined>;
  parameters: Record<string, unknown>;
}

/** Everybody sees the same until accounts and roles come; the locale is what was asked for, else Russian. */
export function everybody({ headers, parameters }: Greeting): LiveScope {
  const asked = typeof parameters.locale === 'string' ? parameters.locale : headers['accept-language'];
  const [locale = 'ru'] = /^(ru|en)\b/.exec(String(asked ?? '')) ?? [];
  return { key: 'everybody', locale };
}
