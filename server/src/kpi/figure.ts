import { toMajor } from '../lib/money.ts';
import type { Day } from '../lib/zone.ts';
import type { Kpi } from './define-kpi.ts';
import type { Keys } from './derived/reader.ts';
import { type Expression, evaluate, fractionOf, isMoney } from './expression.ts';
import { KpiValue, PlanLevels } from './kpi-table.ts';
import type { Levels } from './plan-book.ts';
import type { Sums } from './read-sums.ts';
import type { Slot, Slots } from './slot.ts';
import type { Term } from './term.ts';

/** Everything figures are made of besides sums. */
export interface FigureSources {
  currency: string;
  term: (term: Term, keys: Keys, sums: Sums, slot: Slot) => number | null;
  /** what a figure is planned to be in a slot, and the part of its optimal level that is due by now; null: no plan attaches, or nobody asks */
  plan: (kpi: Kpi, keys: Keys, slot: Slot) => { levels: Levels; due: number | null } | null;
}

/** What a formula comes out at in a slot, money in minor units. */
export function valueIn(
  formula: Expression,
  { keys, sums }: { keys: Keys; sums: Sums },
  slot: Slot,
  term: FigureSources['term'],
): number | null {
  return evaluate(formula, {
    sum: (measure) => sums.of(measure, slot.window),
    opening: (measure) => sums.opening(measure, slot.window),
    term: (name) => term(name, keys, sums, slot),
  });
}

/** One figure of a group, what it is compared with, and how it stands against its plan. */
export function figureOf(
  kpi: Kpi,
  group: { keys: Keys; sums: Sums },
  { current, previous }: Slots,
  sources: FigureSources,
): KpiValue {
  const at = (formula: Expression, slot: Slot | null) => {
    const value = slot && valueIn(formula, group, slot, sources.term);
    return isMoney(formula) ? toMajor(value, sources.currency) : value;
  };
  const value = at(kpi.value, current);
  const before = at(kpi.value, previous);
  const fraction = fractionOf(kpi.value);
  const plan = sources.plan(kpi, group.keys, current);
  const served = (stored: number | null) => inUnit(stored, kpi, sources.currency);
  const levels = plan && {
    minimum: served(plan.levels.minimum),
    optimal: served(plan.levels.optimal),
    maximum: served(plan.levels.maximum),
  };
  return Object.assign(new KpiValue(), {
    value,
    previous: before,
    change: value === null || !before ? null : (value - before) / Math.abs(before),
    numerator: fraction && at(fraction.numerator, current),
    denominator: fraction && at(fraction.denominator, current),
    plan: levels && Object.assign(new PlanLevels(), levels),
    attainment: share(value, levels?.optimal ?? null),
    pace: share(value, plan && served(plan.due)),
  });
}

/** How much of what was to be reached is reached; null where nothing was. */
function share(value: number | null, whole: number | null): number | null {
  return value === null || whole === null || whole <= 0 ? null : value / whole;
}

/** A plan is stored in whole numbers: minor units of money, millionths of ratios and scores, else the figure's own unit. */
function inUnit(stored: number | null, { unit }: Kpi, currency: string): number | null {
  if (unit === 'money') return toMajor(stored, currency);
  const fine = unit === 'ratio' || unit === 'score';
  return stored === null || !fine ? stored : stored / 1_000_000;
}

/** The part of a period's days that has begun by a day, counted by `count` (half-open); a period over is whole. */
export function begunPart(from: Day, to: Day, afterToday: Day, count: (from: Day, to: Day) => number): number {
  if (afterToday >= to) return 1;
  if (afterToday <= from) return 0;
  const whole = count(from, to);
  return whole > 0 ? count(from, afterToday) / whole : 0;
}
