import { useEffect, useSyncExternalStore } from 'react';
import { learnMe, type Me, me } from './me.ts';
import { staySignedIn } from './stay-signed-in.ts';

/** Who looks at this page. */
export function useMe(): Me | 'nobody' | undefined {
  const known = useSyncExternalStore(me.watch, me.get);
  useEffect(() => {
    if (known === undefined) void learnMe();
  }, [known]);
  const signedIn = known !== undefined && known !== 'nobody' && known.kind === 'SESSION';
  useEffect(() => (signedIn ? staySignedIn() : undefined), [signedIn]);
  return known;
}
