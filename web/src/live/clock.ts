import { createStore } from './store.ts';

/** Milliseconds that only ever grow: a TV whose wall clock is set right at noon must not turn its board stale. */
export const monotonic = (): number => performance.now();

interface Anchor {
  /** The server's time in epoch milliseconds … */
  server: number;
  /** … when our monotonic clock showed this. */
  local: number;
}

const anchor = createStore<Anchor | undefined>(undefined);

/** Takes the server's word for what time it is. */
export function correctClock(serverTime: string): void {
  const server = Date.parse(serverTime);
  if (Number.isFinite(server)) anchor.set({ server, local: monotonic() });
}

/** The server's time now in epoch milliseconds; undefined until it has told us once. */
export function serverNow(): number | undefined {
  const known = anchor.get();
  return known && known.server + (monotonic() - known.local);
}

const second = createStore(0);
setInterval(() => second.set(second.get() + 1), 1000);

/** Ticks once a second: one timer for everything on the page that ages. */
export const everySecond = second;
