import { type Measure, measures } from '../ledger/measures.ts';

/** A formula over summed measures. Plain data: it can be computed, compiled to SQL, printed, and asked what it needs. */
export type Expression =
  | { op: 'measure'; measure: Measure }
  | { op: 'plus' | 'minus'; left: Expression; right: Expression }
  | { op: 'ratio'; numerator: Expression; denominator: Expression }
  | { op: 'known'; value: Expression; part: Measure; whole: Measure };

/**
 * Computes a formula. Null: not defined (a denominator of zero or less) or not known. What is null makes everything made of it null.
 */
export function evaluate(expression: Expression, sumOf: (measure: Measure) => number): number | null {
  switch (expression.op) {
    case 'measure':
      return sumOf(expression.measure);
    case 'plus':
    case 'minus': {
      const left = evaluate(expression.left, sumOf);
      const right = evaluate(expression.right, sumOf);
      if (left === null || right === null) return null;
      return expression.op === 'plus' ? left + right : left - right;
    }
    case 'ratio': {
      const numerator = evaluate(expression.numerator, sumOf);
      const denominator = evaluate(expression.denominator, sumOf);
      return numerator === null || denominator === null || denominator <= 0 ? null : numerator / denominator;
    }
    case 'known':
      return sumOf(expression.whole) !== 0 && sumOf(expression.part) === 0 ? null : evaluate(expression.value, sumOf);
  }
}

/** The same formula as SQL, over what `sumOf` says a measure's sum is. For ordering: the figures themselves are computed here. */
export function toSql(expression: Expression, sumOf: (measure: Measure) => string): string {
  switch (expression.op) {
    case 'measure':
      return sumOf(expression.measure);
    case 'plus':
    case 'minus':
      return `(${toSql(expression.left, sumOf)} ${expression.op === 'plus' ? '+' : '-'} ${toSql(expression.right, sumOf)})`;
    case 'ratio': {
      const denominator = toSql(expression.denominator, sumOf);
      return `(case when ${denominator} > 0 then ${toSql(expression.numerator, sumOf)}::float8 / ${denominator} end)`;
    }
    case 'known': {
      const unknown = `${sumOf(expression.whole)} <> 0 and ${sumOf(expression.part)} = 0`;
      return `(case when ${unknown} then null else ${toSql(expression.value, sumOf)} end)`;
    }
  }
}

/** The formula for people, in the names of the measures. */
export function print(expression: Expression, inside = false): string {
  switch (expression.op) {
    case 'measure':
      return expression.measure;
    case 'plus':
    case 'minus': {
      const text = `${print(expression.left, true)} ${expression.op === 'plus' ? '+' : '−'} ${print(expression.right, true)}`;
      return inside ? `(${text})` : text;
    }
    case 'ratio':
      return `${print(expression.numerator, true)} ÷ ${print(expression.denominator, true)}`;
    case 'known': {
      const text = `${print(expression.value)}, unknown while ${expression.whole} ≠ 0 and ${expression.part} = 0`;
      return inside ? `(${text})` : text;
    }
  }
}

/** The measures a formula needs, each once. */
export function measuresOf(expression: Expression): Measure[] {
  return [...new Set(collect(expression))];
}

function collect(expression: Expression): Measure[] {
  switch (expression.op) {
    case 'measure':
      return [expression.measure];
    case 'plus':
    case 'minus':
      return [...collect(expression.left), ...collect(expression.right)];
    case 'ratio':
      return [...collect(expression.numerator), ...collect(expression.denominator)];
    case 'known':
      return [...collect(expression.value), expression.part, expression.whole];
  }
}

/** Whether a measure stands at an instant (its running sum) rather than happening in a period. */
export function isStock(measure: Measure): boolean {
  return measures[measure].kind === 'stock';
}

const moneyMeasures: ReadonlySet<Measure> = new Set<Measure>(['revenue', 'cost', 'costed', 'pipeline']);

/** Whether a formula comes out in minor units of money: sums of money do, and money per piece; money by money does not. */
export function isMoney(expression: Expression): boolean {
  switch (expression.op) {
    case 'measure':
      return moneyMeasures.has(expression.measure);
    case 'plus':
    case 'minus':
      return isMoney(expression.left);
    case 'ratio':
      return isMoney(expression.numerator) && !isMoney(expression.denominator);
    case 'known':
      return isMoney(expression.value);
  }
}
