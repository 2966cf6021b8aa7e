import { type Measure, measures } from '../ledger/measures.ts';
import { type Term, termOf } from './term.ts';

/** A formula over summed measures. Plain data: it can be computed, compiled to SQL, printed, and asked what it needs. */
export type Expression =
  | { op: 'measure' | 'opening'; measure: Measure }
  | { op: 'term'; term: Term }
  | { op: 'plus' | 'minus' | 'times'; left: Expression; right: Expression }
  | { op: 'scale'; value: Expression; by: number }
  | { op: 'ratio'; numerator: Expression; denominator: Expression }
  | { op: 'known'; value: Expression; part: Measure; whole: Measure };

/** Where the parts of a formula come from: as numbers to compute it, as SQL to order by it. */
export interface Parts<Value> {
  /** a flow's sum within the period, a stock's standing at its end */
  sum: (measure: Measure) => Value;
  /** a stock's standing at the beginning of the period */
  opening: (measure: Measure) => Value;
}

/** The same in numbers, with what is no sum; null: unknown. */
export interface Numbers extends Parts<number> {
  term: (term: Term) => number | null;
}

/**
 * Computes a formula. Null: not defined (a denominator of zero or less) or not known. What is null makes everything made of it null.
 */
export function evaluate(expression: Expression, numbers: Numbers): number | null {
  switch (expression.op) {
    case 'measure':
      return numbers.sum(expression.measure);
    case 'opening':
      return numbers.opening(expression.measure);
    case 'term':
      return numbers.term(expression.term);
    case 'plus':
    case 'minus':
    case 'times': {
      const left = evaluate(expression.left, numbers);
      const right = evaluate(expression.right, numbers);
      if (left === null || right === null) return null;
      if (expression.op === 'times') return left * right;
      return expression.op === 'plus' ? left + right : left - right;
    }
    case 'scale': {
      const value = evaluate(expression.value, numbers);
      return value === null ? null : value * expression.by;
    }
    case 'ratio': {
      const numerator = evaluate(expression.numerator, numbers);
      const denominator = evaluate(expression.denominator, numbers);
      return numerator === null || denominator === null || denominator <= 0 ? null : numerator / denominator;
    }
    case 'known': {
      const unknown = numbers.sum(expression.whole) !== 0 && numbers.sum(expression.part) === 0;
      return unknown ? null : evaluate(expression.value, numbers);
    }
  }
}

const signs = { plus: '+', minus: '−', times: '×' } as const;

/** The same formula as SQL. For ordering: the figures themselves are computed here, and so is the order by what has terms. */
export function toSql(expression: Expression, parts: Parts<string>): string {
  switch (expression.op) {
    case 'measure':
      return parts.sum(expression.measure);
    case 'opening':
      return parts.opening(expression.measure);
    case 'term':
      throw new Error(`${expression.term} is no sum: SQL cannot order by it`);
    case 'plus':
    case 'minus':
      return `(${toSql(expression.left, parts)} ${expression.op === 'plus' ? '+' : '-'} ${toSql(expression.right, parts)})`;
    case 'times':
      return `(${toSql(expression.left, parts)}::float8 * ${toSql(expression.right, parts)})`;
    case 'scale':
      return `(${toSql(expression.value, parts)}::float8 * ${expression.by})`;
    case 'ratio': {
      const denominator = toSql(expression.denominator, parts);
      return `(case when ${denominator} > 0 then ${toSql(expression.numerator, parts)}::float8 / ${denominator} end)`;
    }
    case 'known': {
      const unknown = `${parts.sum(expression.whole)} <> 0 and ${parts.sum(expression.part)} = 0`;
      return `(case when ${unknown} then null else ${toSql(expression.value, parts)} end)`;
    }
  }
}

/** The formula for people, in the names of the measures. */
export function print(expression: Expression, inside = false): string {
  const bracketed = (text: string) => (inside ? `(${text})` : text);
  switch (expression.op) {
    case 'measure':
      return expression.measure;
    case 'opening':
      return `${expression.measure} at the start`;
    case 'term':
      return bracketed(termOf(expression.term).text);
    case 'plus':
    case 'minus':
    case 'times':
      return bracketed(
        `${print(expression.left, expression.left.op !== expression.op)} ${signs[expression.op]} ${print(expression.right, true)}`,
      );
    case 'scale':
      return bracketed(`${print(expression.value, true)} × ${expression.by}`);
    case 'ratio':
      return bracketed(`${print(expression.numerator, true)} ÷ ${print(expression.denominator, true)}`);
    case 'known':
      return bracketed(`${print(expression.value)}, unknown while ${expression.whole} ≠ 0 and ${expression.part} = 0`);
  }
}

/** The parts a formula is made of, inner ones after the formula itself. */
function* walk(expression: Expression): Iterable<Expression> {
  yield expression;
  switch (expression.op) {
    case 'plus':
    case 'minus':
    case 'times':
      yield* walk(expression.left);
      yield* walk(expression.right);
      break;
    case 'ratio':
      yield* walk(expression.numerator);
      yield* walk(expression.denominator);
      break;
    case 'scale':
    case 'known':
      yield* walk(expression.value);
  }
}

/** The measures of which a formula needs the sum or the standing, each once. */
export function sumsOf(expression: Expression): Measure[] {
  const found = [...walk(expression)].flatMap((part): readonly Measure[] => {
    if (part.op === 'measure') return [part.measure];
    if (part.op === 'known') return [part.part, part.whole];
    return part.op === 'term' ? termOf(part.term).sums : [];
  });
  return [...new Set(found)];
}

/** The stocks of which a formula needs what stood at the beginning. */
export function openingsOf(expression: Expression): Measure[] {
  return [...new Set([...walk(expression)].flatMap((part) => (part.op === 'opening' ? [part.measure] : [])))];
}

/** What in a formula is no sum. */
export function termsOf(expression: Expression): Term[] {
  return [...new Set([...walk(expression)].flatMap((part) => (part.op === 'term' ? [part.term] : [])))];
}

/** What is divided by what, in a formula that comes out as a share or a mean, scaled or not. */
export function fractionOf(expression: Expression): Extract<Expression, { op: 'ratio' }> | null {
  if (expression.op === 'scale') return fractionOf(expression.value);
  return expression.op === 'ratio' ? expression : null;
}

/** Whether a measure stands at an instant (its running sum) rather than happening in a period. */
export function isStock(measure: Measure): boolean {
  return measures[measure].kind === 'stock';
}

/** Whether the figures of parts of a period add up to that of the period: sums of what happened in it do. */
export function isAdditive(expression: Expression): boolean {
  const sums = new Set(['measure', 'plus', 'minus', 'scale', 'known']);
  return [...walk(expression)].every((part) => sums.has(part.op) && (part.op !== 'measure' || !isStock(part.measure)));
}

/** Whether a formula comes out in minor units of money: sums of money do, and money per piece; money by money does not. */
export function isMoney(expression: Expression): boolean {
  switch (expression.op) {
    case 'measure':
    case 'opening':
      return measures[expression.measure].unit === 'money';
    case 'term':
      return termOf(expression.term).unit === 'money';
    case 'plus':
    case 'minus':
      return isMoney(expression.left);
    case 'times':
      return isMoney(expression.left) || isMoney(expression.right);
    case 'ratio':
      return isMoney(expression.numerator) && !isMoney(expression.denominator);
    case 'scale':
    case 'known':
      return isMoney(expression.value);
  }
}
