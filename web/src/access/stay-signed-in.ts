import { asFailure } from '../api/api-failure.ts';
import { send } from '../api/send.ts';
import { SettingsLiveDocument } from '../gql/graphql.ts';
import { accessLost } from '../live/access-lost.ts';
import { openFeed } from '../live/open-feed.ts';
import { become, learnMe } from './me.ts';

const EVERY = 10 * 60_000;
/** Coming back to a tab twice a minute is one coming back. */
const NOT_TWICE_WITHIN = 60_000;
const REMEMBERED = 'voronka.renewed';

let users = 0;
let stop: (() => void) | undefined;

/**
 * Renews the session while a page of somebody signed in is open: every ten minutes and whenever it is looked at again.
 * The page also keeps a line open, over which it hears at once that its right has been taken back.
 */
export function staySignedIn(): () => void {
  users++;
  stop ??= begin();
  return () => {
    if (--users > 0) return;
    stop?.();
    stop = undefined;
  };
}

function begin(): () => void {
  const timer = setInterval(() => void renew(EVERY / 2), EVERY);
  const looked = () => {
    if (document.visibilityState === 'visible') void renew(NOT_TWICE_WITHIN);
  };
  const hangUp = openFeed(SettingsLiveDocument, {}).watch(() => {});
  const unwatch = accessLost.watch(() => void learnMe());
  window.addEventListener('focus', looked);
  document.addEventListener('visibilitychange', looked);
  return () => {
    clearInterval(timer);
    hangUp();
    unwatch();
    window.removeEventListener('focus', looked);
    document.removeEventListener('visibilitychange', looked);
  };
}

/** Tabs share one session, so that one of them renews it for all. */
async function renew(unlessWithin: number): Promise<void> {
  const now = Date.now();
  if (now - Number(localStorage.getItem(REMEMBERED) ?? 0) < unlessWithin) return;
  localStorage.setItem(REMEMBERED, String(now));
  try {
    await send('POST', '/auth/renew', {});
    // A role may have been changed meanwhile.
    await learnMe();
  } catch (reason) {
    if (asFailure(reason).code === 'UNAUTHENTICATED') become('nobody');
  }
}
