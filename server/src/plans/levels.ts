import { toMajor, toMinor } from '../lib/money.ts';
import { Refusal } from '../lib/refusal.ts';
import { type PlannableKpi, plannableOf } from './plannable.ts';

/** What a plan says: a minimum and a maximum need not be set. */
export interface Levels {
  minimum: number | null;
  optimal: number;
  maximum: number | null;
}

export const levelNames = ['minimum', 'optimal', 'maximum'] as const;
export type LevelName = (typeof levelNames)[number];

/** how much of one a ratio or a score is kept in */
const millionths = 1_000_000;
const most = { count: 1_000_000_000, duration: 1_000_000_000_000, ratio: 1000, score: 1000 } as const;

/** A level as people say it (major units, fractions of one) to the whole number it is kept as. Refuses what does not fit. */
export function toKept(kpi: PlannableKpi, value: number, currency: string, field: string): number {
  const { unit } = plannableOf(kpi);
  if (unit === 'money') return toMinor(value, currency, field);
  const fine = unit === 'ratio' || unit === 'score';
  const kept = Math.round(value * (fine ? millionths : 1));
  const least = unit === 'score' ? -most.score : 0;
  const fits = value >= least && value <= most[unit];
  if (fits && Math.abs(value * (fine ? millionths : 1) - kept) <= Math.abs(kept) * 1e-12) return kept;
  const number = fine ? 'a number with at most 6 decimal places' : 'a whole number';
  throw Refusal.badInput(field, `${number} from ${least} to ${most[unit]}`, { got: value });
}

/** The number a level is kept as, as people say it. Null stays null: not planned. */
export function toTold(kpi: PlannableKpi, kept: number | null, currency: string): number | null {
  if (kept === null) return null;
  const { unit } = plannableOf(kpi);
  if (unit === 'money') return toMajor(kept, currency);
  return unit === 'ratio' || unit === 'score' ? kept / millionths : kept;
}

/** What a caller says of the levels. */
export interface ToldLevels {
  minimum?: number | null;
  optimal: number;
  maximum?: number | null;
}

/** Checks levels: each better than the one before it, or the same. */
export function checkedLevels(kpi: PlannableKpi, told: ToldLevels, currency: string): Levels {
  const kept = (name: LevelName) => {
    const value = told[name];
    return value === null || value === undefined ? null : toKept(kpi, value, currency, `input.${name}`);
  };
  const [minimum, optimal, maximum] = [kept('minimum'), kept('optimal') as number, kept('maximum')];
  const { better } = plannableOf(kpi);
  const [least, order] = better === 'up' ? [1, 'minimum ≤ optimal ≤ maximum'] : [-1, 'minimum ≥ optimal ≥ maximum'];
  const why = better === 'up' ? '' : ' (less is better)';
  if (minimum !== null && minimum * least > optimal * least) {
    throw Refusal.badInput('input.minimum', `${order}${why}`, { got: told.minimum });
  }
  if (maximum !== null && maximum * least < optimal * least) {
    throw Refusal.badInput('input.maximum', `${order}${why}`, { got: told.maximum });
  }
  return { minimum, optimal, maximum };
}
