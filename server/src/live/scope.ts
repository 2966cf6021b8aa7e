import type { Access } from '../access/access.ts';
import type { Touched } from '../access/document-rights.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';

/** On whose behalf something is asked, and in which language. */
export interface Caller {
  viewer: Viewer;
  access: Access;
  /** ru, en … */
  locale: string;
}

/** Whose eyes a topic is computed with: two viewers share it exactly when policy lets them see the same of what it asks. */
export interface LiveScope extends Caller {
  /** equal for viewers with equal rights */
  key: string;
  /** the question is nobody's of ours: it waits on connections of its own */
  free: boolean;
}

/** Makes the context something is executed in. Called for every execution; `free`: for a question that is none of ours. */
export type ScopedContext = (caller: Caller, free: boolean) => Context | Promise<Context>;

/** What a socket said of itself, when it was opened and in connection_init. */
export interface Greeting {
  headers: Record<string, string | string[] | undefined>;
  parameters: Record<string, unknown>;
  /** the address it came from */
  from: string | null;
}

/** What a socket said in connection_init of who it is; clients write it as they write the header. */
export function toldAuthorization({ parameters }: Pick<Greeting, 'parameters'>): string | undefined {
  const [, told] = Object.entries(parameters).find(([key]) => key.toLowerCase() === 'authorization') ?? [];
  return typeof told === 'string' ? told : undefined;
}

/** The language a socket asked for, else Russian. */
export function localeOf({ headers, parameters }: Greeting): string {
  const asked = typeof parameters.locale === 'string' ? parameters.locale : headers['accept-language'];
  const [locale = 'ru'] = /^(ru|en)\b/.exec(String(asked ?? '')) ?? [];
  return locale;
}

/**
 * The scope of a question: for every type it touches the rows that may be read, nothing about who asks. Everybody who may read all of them
 * shares one. What a topic is executed with has no name and no account.
 */
export function scopeOf(caller: Caller, touched: Touched, byClient: boolean, free: boolean): LiveScope {
  const types = [...new Set(touched.fields.map(({ subject }) => subject))].toSorted();
  const reaches = types.map((type) => caller.access.reachOf('read', type));
  if (byClient) reaches.push(caller.access.reachOf('breakDownByClient', 'KpiTable'));
  const viewer = { ...caller.viewer, principal: 'topic', name: '', accountId: null, credentialId: null, from: null };
  const key = [free ? 'free' : 'trusted', ...reaches.filter((reach) => reach !== '')].join('\n');
  return { key, free, viewer, access: caller.access, locale: caller.locale };
}
