import { asFailure } from '../api/api-failure.ts';
import { exchange, isObject, send } from '../api/send.ts';
import { pause, retryWait } from '../live/retry-wait.ts';

/** A code on the screen, waiting for somebody to approve it (RFC 8628). */
export interface Code {
  userCode: string;
  /** Where to type the code, and the same with the code in it. */
  uri: string;
  completeUri: string;
  /** When it runs out, in monotonic milliseconds. */
  expiresAt: number;
  lifetime: number;
}

export interface Watcher {
  /** A code to show; undefined while none is valid. */
  code(code: Code | undefined): void;
  /** Whether the server answers. */
  reachable(yes: boolean): void;
  denied(): void;
}

interface Given {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval?: number;
}

type Verdict = { board: string } | 'expired' | 'denied' | undefined;

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const SLOWER = 5_000;
const monotonic = () => performance.now();

/** Shows codes until one is approved, however long that takes; the board, or undefined when nobody waits any longer. */
export async function pairUntilApproved(watcher: Watcher, stopped: () => boolean): Promise<string | undefined> {
  for (let refused = 0; !stopped(); ) {
    const given = await askForCode(watcher, stopped);
    if (!given) break;
    watcher.code({
      userCode: given.user_code,
      uri: given.verification_uri,
      completeUri: given.verification_uri_complete,
      expiresAt: monotonic() + given.expires_in * 1000,
      lifetime: given.expires_in * 1000,
    });
    const verdict = await waitForApproval(given, watcher, stopped);
    if (typeof verdict === 'object') return verdict.board;
    if (verdict === 'denied') {
      watcher.denied();
      await pause(retryWait(refused++));
    }
  }
  return undefined;
}

async function askForCode(watcher: Watcher, stopped: () => boolean): Promise<Given | undefined> {
  for (let misses = 0; !stopped(); misses++) {
    try {
      const given = await send<Given>('POST', '/pair', {});
      watcher.reachable(true);
      return given;
    } catch (reason) {
      const { retryAfter, unreachable } = asFailure(reason);
      watcher.reachable(!unreachable);
      await pause(Math.max(retryWait(misses), (retryAfter ?? 0) * 1000));
    }
  }
  return undefined;
}

async function waitForApproval(given: Given, watcher: Watcher, stopped: () => boolean): Promise<Verdict> {
  let interval = (given.interval ?? 5) * 1000;
  let expiresAt: number | undefined = monotonic() + given.expires_in * 1000;
  let misses = 0;
  let wait = interval;
  while (!stopped()) {
    await pause(wait);
    if (expiresAt !== undefined && monotonic() > expiresAt) {
      // Gone from the screen; asked for once more, for it may have been approved in its last second.
      watcher.code(undefined);
      expiresAt = undefined;
    }
    const said = await askForVerdict(given.device_code);
    watcher.reachable(said !== 'unreachable');
    if (said === 'unreachable') {
      wait = interval + retryWait(misses++);
      continue;
    }
    misses = 0;
    if (said === 'slow_down') interval += SLOWER;
    else if (said === 'access_denied') return 'denied';
    else if (typeof said === 'object') return said;
    else if (said !== 'authorization_pending' || expiresAt === undefined) return 'expired';
    wait = interval;
  }
  return undefined;
}

async function askForVerdict(deviceCode: string): Promise<{ board: string } | string> {
  try {
    const { status, body } = await exchange('POST', '/pair/token', { grant_type: GRANT, device_code: deviceCode });
    if (!isObject(body)) return 'unreachable';
    if (status === 200) return { board: typeof body['board'] === 'string' ? body['board'] : 'today' };
    if (status === 429) return 'slow_down';
    return status < 500 && typeof body['error'] === 'string' ? body['error'] : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
