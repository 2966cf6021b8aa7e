import type { TypedDocumentString } from '../gql/graphql.ts';
import { monotonic } from './clock.ts';
import { type Feed, feedReducer, unansweredFeed } from './feed.ts';
import { keepSubscribed } from './keep-subscribed.ts';
import { createStore } from './store.ts';

export interface OpenFeed<T> {
  get(): Feed<T>;
  watch(listener: () => void): () => void;
}

interface Entry {
  feed: OpenFeed<unknown>;
  get(): Feed<unknown>;
}

const entries = new Map<string, Entry>();
/** A tile that remounts (a language switch, strict mode) takes its feed back within this time. */
const LINGER = 1_000;

/** The live answer to a question. Tiles that ask the same thing share one subscription. */
export function openFeed<T extends object, V extends object>(
  document: TypedDocumentString<T, V>,
  variables: V,
): OpenFeed<T> {
  const key = `${document.toString()}\n${JSON.stringify(variables)}`;
  const known = entries.get(key);
  // Sound because the key holds the whole document, and a document determines its answer's type.
  if (known) return known.feed as OpenFeed<T>;

  const store = createStore<Feed<T>>(unansweredFeed());
  let watchers = 0;
  let stop: (() => void) | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;

  const feed: OpenFeed<T> = {
    get: store.get,
    watch(listener) {
      const unwatch = store.watch(listener);
      watchers++;
      clearTimeout(closing);
      entries.set(key, { feed, get: store.get });
      stop ??= keepSubscribed(document, () => variables, {
        answer: (data) => store.set(feedReducer(store.get(), { type: 'answered', data, at: monotonic() })),
        failed: (failure) => store.set(feedReducer(store.get(), { type: 'failed', failure })),
      });
      return () => {
        unwatch();
        if (--watchers > 0) return;
        closing = setTimeout(() => {
          stop?.();
          stop = undefined;
          entries.delete(key);
        }, LINGER);
      };
    },
  };
  entries.set(key, { feed, get: store.get });
  return feed;
}

/** The oldest instant any figure on the page stands for, in epoch milliseconds; undefined before the first answer. */
export function oldestData(): number | undefined {
  let oldest: number | undefined;
  for (const { get } of entries.values()) {
    const stamp = get().dataAsOf;
    const at = stamp === undefined ? Number.NaN : Date.parse(stamp);
    if (Number.isFinite(at) && (oldest === undefined || at < oldest)) oldest = at;
  }
  return oldest;
}

/** When anything last arrived, in monotonic milliseconds. */
export function lastHeard(): number | undefined {
  let last: number | undefined;
  for (const { get } of entries.values()) {
    const at = get().answeredAt;
    if (at !== undefined && (last === undefined || at > last)) last = at;
  }
  return last;
}
