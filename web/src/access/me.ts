import { asFailure } from '../api/api-failure.ts';
import { ask, unrecognised } from '../api/ask.ts';
import { MeDocument, type MeQuery } from '../gql/graphql.ts';
import { pause, retryWait } from '../live/retry-wait.ts';
import { createStore } from '../live/store.ts';

export type Me = MeQuery['viewer'];

/** `nobody`: the server does not know who we are. `undefined`: not asked yet. */
export const me = createStore<Me | 'nobody' | undefined>(undefined);

let asking: Promise<void> | undefined;

/** Finds out who we are and what we may; asks until somebody answers. */
export function learnMe(): Promise<void> {
  asking ??= learn().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function learn(): Promise<void> {
  for (let misses = 0; ; misses++) {
    try {
      return me.set((await ask(MeDocument, {})).viewer);
    } catch (reason) {
      const { code } = asFailure(reason);
      // A screen may not ask this, and is nobody either where people are asked for.
      if (code === 'UNAUTHENTICATED' || code === 'UNKNOWN_DOCUMENT') return me.set('nobody');
    }
    await pause(retryWait(misses));
  }
}

// A session that has ended elsewhere: any question that hears of it tells the whole page.
unrecognised.watch(() => me.set('nobody'));
