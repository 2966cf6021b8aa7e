import { pause } from './retry-wait.ts';

const AT_MOST_EVERY = 5 * 60_000;
const REMEMBERED = 'voronka.reloaded';

/**
 * Whether a page that loaded under version `first` should reload now that the server says `current`. Not again within
 * five minutes of the last time: during a rolling update two servers may take turns answering.
 */
export function shouldReload(first: string | undefined, current: string, lastReload: number, now: number): boolean {
  return first !== undefined && first !== current && now - lastReload > AT_MOST_EVERY;
}

let first: string | undefined;
let reloading = false;

/** Notes the version the server runs; a wall nobody touches for months gets new code by reloading itself. */
export function noteVersion(current: string): void {
  first ??= current;
  if (shouldReload(first, current, lastReload(), Date.now())) reloadSoon();
}

/** The server does not know a question of ours: this page is of an old build, and the new one will ask another way. */
export function reloadForNewVersion(): void {
  if (Date.now() - lastReload() > AT_MOST_EVERY) reloadSoon();
}

function reloadSoon(): void {
  if (reloading) return;
  reloading = true;
  sessionStorage.setItem(REMEMBERED, String(Date.now()));
  // Spread out, so that all screens of a company do not fetch the new page in the same instant.
  void pause(Math.random() * 5_000).then(reloadWhenReachable);
}

/** Reloads, but only once the server can serve the page: a browser's own error page would stay there for good. */
export async function reloadWhenReachable(): Promise<void> {
  for (;;) {
    try {
      const answer = await fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' });
      if (answer.ok) break;
    } catch {
      // Not reachable yet.
    }
    await pause(10_000);
  }
  window.location.reload();
}

function lastReload(): number {
  return Number(sessionStorage.getItem(REMEMBERED) ?? 0);
}
