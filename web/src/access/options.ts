import { send } from '../api/send.ts';
import type { Role } from '../gql/graphql.ts';
import { pause, retryWait } from '../live/retry-wait.ts';

/** What can be known before signing in. */
export interface AccessOptions {
  departmentName: string;
  demo: boolean;
  /** No account exists yet: the link printed at the server's start is needed. */
  setUp: boolean;
  oidc: { name: string } | null;
  /** The demo people one may enter as. */
  people: DemoPerson[];
  viewer: { name: string; role: Role; kind: 'session' | 'screen' | 'guest'; board: string | null } | null;
}

export interface DemoPerson {
  id: string;
  name: string;
  position: string | null;
  role: Role;
}

export function askOptions(): Promise<AccessOptions> {
  return send('GET', '/auth/options');
}

/** Asks until the server answers; undefined once `stopped` says that nobody waits any longer. */
export async function insistOnOptions(
  stopped: () => boolean,
  reachable: (yes: boolean) => void = () => {},
): Promise<AccessOptions | undefined> {
  for (let misses = 0; !stopped(); misses++) {
    try {
      const options = await askOptions();
      reachable(true);
      return options;
    } catch {
      reachable(false);
      await pause(retryWait(misses));
    }
  }
  return undefined;
}
