import { loginFor } from '../access/next-path.ts';
import type { AccessOptions } from '../access/options.ts';

export interface Admission {
  /** The path to go to; undefined: this wall is where it belongs. */
  go: string | undefined;
  /** Whether this browser is to be remembered as a paired screen. */
  isScreen: boolean;
}

/**
 * Where a wall belongs, now that the server has said who it is. A screen that has lost its right returns to the code, for
 * there is no keyboard to sign in with; a person is asked to sign in.
 */
export function admit(viewer: AccessOptions['viewer'], board: string, wasScreen: boolean): Admission {
  switch (viewer?.kind) {
    case 'screen': {
      const own = viewer.board ?? board;
      return { go: own === board ? undefined : `/wall/${own}`, isScreen: true };
    }
    case 'session':
      return { go: undefined, isScreen: false };
    case 'guest':
      // A demo shows its boards to anybody; the screen still says that it is not paired any more, once.
      return { go: wasScreen ? '/wall?pair' : undefined, isScreen: false };
    case undefined:
      return wasScreen ? { go: '/wall?pair', isScreen: true } : { go: loginFor(`/wall/${board}`), isScreen: false };
  }
}
