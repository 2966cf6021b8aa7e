import { asFailure } from '../api/api-failure.ts';
import { ask, unrecognised } from '../api/ask.ts';
import { MeDocument, type MeQuery } from '../gql/graphql.ts';
import { pause, retryWait } from '../live/retry-wait.ts';
import { createStore } from '../live/store.ts';
import { herePath, loginFor } from './next-path.ts';

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
      return become((await ask(MeDocument, {})).viewer);
    } catch (reason) {
      const { code } = asFailure(reason);
      // A screen may not ask this, and is nobody either where people are asked for.
      if (code === 'UNAUTHENTICATED' || code === 'UNKNOWN_DOCUMENT') return become('nobody');
    }
    await pause(retryWait(misses));
  }
}

/**
 * Notes who we are. A session that was ended from elsewhere ends the page too, and with it whatever it still shows and
 * remembers; the sign-in page says why.
 */
export function become(next: Me | 'nobody'): void {
  if (!isSession(me.get()) || isSession(next)) me.set(next);
  else if (!leaving) window.location.replace(loginFor(herePath(), 'ended'));
}

/** We sign out ourselves: nothing has to be explained. */
export function leave(): void {
  leaving = true;
}

let leaving = false;

function isSession(who: Me | 'nobody' | undefined): boolean {
  return who !== undefined && who !== 'nobody' && who.kind === 'SESSION';
}

// A session that has ended elsewhere: any question that hears of it tells the whole page.
unrecognised.watch(() => become('nobody'));
