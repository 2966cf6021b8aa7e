import { type Measure, measures } from '../ledger/measures.ts';
import { type Dimension, dimensionNames, dimensions } from './dimension.ts';
import { type Expression, isAdditive, isStock, openingsOf, print, sumsOf, termsOf } from './expression.ts';
import { type Term, termOf } from './term.ts';

export type KpiUnit = 'money' | 'count' | 'ratio' | 'duration' | 'score';

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
  /** which of the source documents asks for it (DOMAIN.md); beyond: none of them */
  source: string;
  value: Expression;
  /** the only breakdowns that make sense, where its measures carry more */
  only?: readonly Dimension[];
}

/** A figure of the catalogue, with what follows from its formula. */
export interface Kpi extends KpiDescription {
  formula: string;
  /** everything that must be summed for it */
  measures: Measure[];
  /** of those, the ones of which it needs the sum or the standing at the end */
  sums: Measure[];
  /** and the stocks of which it needs what stood at the beginning */
  openings: Measure[];
  /** what in it is no sum */
  terms: Term[];
  /** whether the figures of months add up to that of a quarter */
  additive: boolean;
  /** the dimensions it can be broken down and filtered by */
  breakdowns: Dimension[];
}

/** A figure: one formula over summed measures. It can be broken down by what the entries of all its measures carry. */
export function defineKpi(kpi: KpiDescription): Kpi {
  const sums = sumsOf(kpi.value);
  const openings = openingsOf(kpi.value);
  const terms = termsOf(kpi.value);
  const all = [...new Set([...sums, ...openings])];
  const carried = [...all.map((measure) => measures[measure].by), ...terms.map((term) => termOf(term).by)];
  const breakdowns = dimensionNames.filter(
    (name) =>
      (kpi.only?.includes(name) ?? true) &&
      carried.every((by) => (by as readonly string[]).includes(dimensions[name].column)),
  );
  const additive = isAdditive(kpi.value);
  return { ...kpi, formula: print(kpi.value), measures: all, sums, openings, terms, additive, breakdowns };
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

/** What stood at the beginning of the period. */
export function opening(measure: Measure): Expression {
  if (!isStock(measure)) throw new Error(`${measure} happens in a period: nothing of it stands at its beginning`);
  return { op: 'opening', measure };
}

/** What is no sum over the ledger: see `term.ts`. */
export function term(name: Term): Expression {
  return { op: 'term', term: name };
}

/** The sum of two or more. */
export function plus(first: Operand, ...others: Operand[]): Expression {
  return others.reduce<Expression>(
    (left, right) => ({ op: 'plus', left, right: expression(right) }),
    expression(first),
  );
}

export function minus(left: Operand, right: Operand): Expression {
  return { op: 'minus', left: expression(left), right: expression(right) };
}

export function times(left: Operand, right: Operand): Expression {
  return { op: 'times', left: expression(left), right: expression(right) };
}

/** A value in another unit: shares as points of a hundred, what happens in a second as what happens in a day. */
export function scale(value: Operand, by: number): Expression {
  return { op: 'scale', value: expression(value), by };
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
