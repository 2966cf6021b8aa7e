import { useEffect, useState } from 'react';
import { insistOnOptions } from '../access/options.ts';
import { rememberScreen } from '../walls/remember-screen.ts';
import { type Code, pairUntilApproved } from './pair.ts';

export interface Pairing {
  code: Code | undefined;
  reachable: boolean;
  denied: boolean;
  departmentName: string | undefined;
  /** A demo shows its boards to anybody, paired or not. */
  guest: boolean;
}

/** Finds out what this screen is, and pairs it if it is nothing yet; `go` leads to its board. */
export function usePairing(always: boolean, go: (path: string) => void): Pairing {
  const [pairing, setPairing] = useState<Pairing>({
    code: undefined,
    reachable: true,
    denied: false,
    departmentName: undefined,
    guest: false,
  });

  useEffect(() => {
    let stopped = false;
    const note = (more: Partial<Pairing>) => {
      if (!stopped) setPairing((now) => ({ ...now, ...more }));
    };
    const pair = async () => {
      const options = await insistOnOptions(
        () => stopped,
        (reachable) => note({ reachable }),
      );
      if (!options || stopped) return;
      const { viewer, departmentName } = options;
      const guest = viewer?.kind === 'guest';
      note({ departmentName, guest });
      if (viewer && !guest && !always) return go(`/wall/${viewer.board ?? 'today'}`);
      const board = await pairUntilApproved(
        {
          code: (code) => note(code ? { code, denied: false } : { code }),
          reachable: (reachable) => note({ reachable }),
          denied: () => note({ denied: true, code: undefined }),
        },
        () => stopped,
      );
      if (board === undefined || stopped) return;
      rememberScreen(true);
      go(`/wall/${board}`);
    };
    void pair();
    return () => {
      stopped = true;
    };
  }, [always, go]);

  return pairing;
}
