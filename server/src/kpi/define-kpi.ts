import type { Measure } from '../ledger/measures.ts';
import { type Dimension, dimensionNames } from './dimension.ts';
import { type Expression, isStock, measuresOf, print } from './expression.ts';

export type KpiUnit = 'money' | 'count' | 'ratio' | 'duration';

/** A text in both languages of the product. */
export interface Bilingual {
  ru: string;
  en: string;
}

/** What a catalogue file says. */
export interface KpiDescription {
  /** the same as the file's name */
  id: string;
  title: Bilingual;
  /** what it counts, and what it leaves out */
  meaning: Bilingual;
  unit: KpiUnit;
  better: 'up' | 'down';
  /** which of the source documents asks for it (DOMAIN.md) */
  source: string;
  value: Expression;
}

/** A figure of the catalogue, with what follows from its formula. */
export interface Kpi extends KpiDescription {
  formula: string;
  measures: Measure[];
  /** the dimensions it can be broken down and filtered by */
  breakdowns: Dimension[];
}

/** A figure: one formula over summed measures. */
export function defineKpi(kpi: KpiDescription): Kpi {
  const measures = measuresOf(kpi.value);
  const breakdowns = dimensionNames.filter((dimension) => measures.every((measure) => allows(measure, dimension)));
  return { ...kpi, formula: print(kpi.value), measures, breakdowns };
}

/** Every measure of deals carries every dimension, but only what stands in a stage is asked by stage: a closed deal is in none. */
function allows(measure: Measure, dimension: Dimension): boolean {
  return dimension !== 'STAGE' || isStock(measure);
}

type Operand = Expression | Measure;

/** The sum of what happened in the period. */
export function sum(measure: Measure): Expression {
  if (isStock(measure)) throw new Error(`${measure} stands at an instant: use stock('${measure}')`);
  return { op: 'measure', measure };
}

/** What stands at the end of the period. */
export function stock(measure: Measure): Expression {
  if (!isStock(measure)) throw new Error(`${measure} happens in a period: use sum('${measure}')`);
  return { op: 'measure', measure };
}

export function plus(left: Operand, right: Operand): Expression {
  return { op: 'plus', left: expression(left), right: expression(right) };
}

export function minus(left: Operand, right: Operand): Expression {
  return { op: 'minus', left: expression(left), right: expression(right) };
}

/** A share or a mean, computed from sums and never from averages; null where the denominator is zero or negative. */
export function ratio(numerator: Operand, denominator: Operand): Expression {
  return { op: 'ratio', numerator: expression(numerator), denominator: expression(denominator) };
}

/** A value that is unknown, not zero, while there is something (`whole`) of which nothing is known (`part`). */
export function known(value: Operand, { part, whole }: { part: Measure; whole: Measure }): Expression {
  return { op: 'known', value: expression(value), part, whole };
}

function expression(operand: Operand): Expression {
  return typeof operand === 'string' ? { op: 'measure', measure: operand } : operand;
}
