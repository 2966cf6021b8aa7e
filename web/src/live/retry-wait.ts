const SHORTEST = 500;
const LONGEST = 10_000;

/**
 * Milliseconds to wait before attempt number `retries` (from 0): full jitter below a doubling, capped ceiling.
 * Jitter over the whole range keeps five hundred walls from returning in one stampede after a restart.
 */
export function retryWait(retries: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST, SHORTEST * 2 ** Math.min(retries + 1, 10));
  return Math.round(SHORTEST + random() * (ceiling - SHORTEST));
}

/** Waits for so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
