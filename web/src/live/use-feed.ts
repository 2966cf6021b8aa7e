import { useMemo, useSyncExternalStore } from 'react';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { everySecond, monotonic, serverNow } from './clock.ts';
import { connection } from './connection.ts';
import { type Feed, type FeedState, feedState } from './feed.ts';
import { openFeed } from './open-feed.ts';

/** Asks a question live and re-renders on every answer. `variables` may be a fresh object each time. */
export function useFeed<T extends object, V extends object>(
  document: TypedDocumentString<T, V>,
  variables: V,
): Feed<T> & { state: FeedState } {
  const key = JSON.stringify(variables);
  const open = useMemo(() => openFeed(document, JSON.parse(key) as V), [document, key]);
  const feed = useSyncExternalStore(open.watch, open.get);
  // A string snapshot: the tick re-renders a tile only when its state really changes.
  const state = useSyncExternalStore(everySecond.watch, () => feedState(feed, monotonic()));
  return { ...feed, state };
}

/** Re-renders once a second. */
export function useSecond(): number {
  return useSyncExternalStore(everySecond.watch, everySecond.get);
}

/** The state of the page's connection. */
export function useConnection() {
  return useSyncExternalStore(connection.watch, connection.get);
}

/** The server's time, to the minute: what depends on the day or the hour re-renders no oftener. */
export function useServerMinute(): number | undefined {
  return useSyncExternalStore(everySecond.watch, () => {
    const now = serverNow();
    return now === undefined ? undefined : Math.floor(now / 60_000) * 60_000;
  });
}
