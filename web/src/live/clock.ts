import { createStore } from './store.ts';

/** Milliseconds that only ever grow: a TV whose wall clock is set right at noon must not turn its board stale. */
export const monotonic = (): number => performance.now();

interface Anchor {
  /** The server's time in epoch milliseconds … */
  server: number;
  /** … when our monotonic clock showed this. */
  local: number;
}

let anchor: Anchor | undefined;

/** Takes the server's word for what time it is. */
export function correctClock(serverTime: string): void {
  const server = Date.parse(serverTime);
  if (!Number.isFinite(server)) return;
  anchor = { server, local: monotonic() };
  tick();
}

/** The server's time now in epoch milliseconds; undefined until it has told us once. */
export function serverNow(): number | undefined {
  return anchor && anchor.server + (monotonic() - anchor.local);
}

const second = createStore(0);
const tick = () => second.set(second.get() + 1);
setInterval(tick, 1000);

/** Ticks once a second: one timer for everything on the page that ages. */
export const everySecond = second;
