import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { loginFor } from '../access/next-path.ts';
import { type AccessOptions, insistOnOptions } from '../access/options.ts';
import { send } from '../api/send.ts';
import { accessLost } from '../live/access-lost.ts';
import { admit } from './admission.ts';
import { rememberScreen, wasScreen } from './remember-screen.ts';

/** A screen may have been given another board. */
const LOOK_EVERY = 20_000;
const RENEW_EVERY = 6 * 60 * 60_000;

/** Keeps a wall where it belongs: on its own board while it may be there, and out as soon as the server says so. */
export function useAdmission(board: string): void {
  const router = useRouter();
  useEffect(() => {
    let stopped = false;
    let asking = false;
    let turnedAway = accessLost.get() > 0;
    let viewer: AccessOptions['viewer'] = null;

    // A server that is away answers nothing here, and nothing happens: only its word moves a wall.
    const look = async () => {
      if (asking) return;
      asking = true;
      const options = await insistOnOptions(() => stopped);
      asking = false;
      if (stopped || !options) return;
      const wasPerson = viewer?.kind === 'session';
      viewer = options.viewer;
      // No cookie is no reason to go as long as the socket is let in: a proxy may sign in for us.
      if (viewer === null && !turnedAway) return;
      const { go, isScreen } = admit(viewer, board, wasScreen());
      rememberScreen(isScreen);
      if (go !== undefined)
        router.history.replace(wasPerson && viewer === null ? loginFor(`/wall/${board}`, 'ended') : go);
    };

    const renew = async () => {
      if (viewer === null || viewer.kind === 'guest') return;
      await send('POST', '/auth/renew', {}).catch(look);
    };

    void look();
    const unwatch = accessLost.watch(() => {
      turnedAway = true;
      void look();
    });
    const looking = setInterval(() => {
      if (viewer?.kind === 'screen') void look();
    }, LOOK_EVERY);
    const renewing = setInterval(() => void renew(), RENEW_EVERY);
    return () => {
      stopped = true;
      unwatch();
      clearInterval(looking);
      clearInterval(renewing);
    };
  }, [board, router]);
}
