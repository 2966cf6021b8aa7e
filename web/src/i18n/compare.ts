/** How a figure stands against an earlier one. */
export type Change =
  /** Nothing to compare with: there was no figure then. */
  | { kind: 'unknown' }
  /** There was a figure, but a share of it cannot be told: it was zero or less. */
  | { kind: 'absolute'; then: number }
  | { kind: 'same' }
  | { kind: 'share'; up: boolean; percent: number }
  | { kind: 'points'; up: boolean; points: number }
  | { kind: 'difference'; up: boolean; by: number }
  | { kind: 'times'; up: boolean; times: number };

const TEN_FOLD = 10;

/**
 * Compares in the unit a person would say: shares of one in percentage points, anything else in percent, and in times
 * once it has grown tenfold. Computed from the two figures shown, so that the sentence never contradicts them.
 */
export function compare(now: number | null | undefined, then: number | null | undefined, isRatio: boolean): Change {
  if (now == null || then == null) return { kind: 'unknown' };
  if (isRatio) {
    const points = Math.round((now - then) * 1000) / 10;
    return points === 0 ? { kind: 'same' } : { kind: 'points', up: points > 0, points: Math.abs(points) };
  }
  // Neither end of a share may be below zero: "down 2,743,582 %" tells nobody anything.
  if (then <= 0 || now < 0) return now === then ? { kind: 'same' } : { kind: 'absolute', then };
  const share = now / then - 1;
  if (share + 1 >= TEN_FOLD) return { kind: 'times', up: true, times: share + 1 };
  const size = Math.abs(share);
  const percent = size < 0.0995 ? Math.round(size * 1000) / 10 : Math.round(size * 100);
  return percent === 0 ? { kind: 'same' } : { kind: 'share', up: share > 0, percent };
}

/** Compares figures on a scale of their own, where a share says nothing: by how much, with so many decimals. */
export function compareScores(
  now: number | null | undefined,
  then: number | null | undefined,
  decimals: number,
): Change {
  if (now == null || then == null) return { kind: 'unknown' };
  const tens = 10 ** decimals;
  // of the figures as they are shown, so that the sentence never contradicts them
  const by = (Math.round(now * tens) - Math.round(then * tens)) / tens;
  return by === 0 ? { kind: 'same' } : { kind: 'difference', up: by > 0, by: Math.abs(by) };
}
