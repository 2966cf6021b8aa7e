import { type Foreign, type Line, lineAmount, type Worth } from './deal-fact.ts';

/** Minor units of a currency as minor units of the department's, rounded half up. */
export function converted(minor: number, minorRate: number): number {
  return Math.round(Number((minor * minorRate).toFixed(4)));
}

/**
 * A deal with the worth that its own currency and rate give it. Lines are converted one by one and add up, so that the parts are the whole;
 * what they cost us is known in the department's currency anyway. A deal without a currency of its own is left as it is.
 */
export function inDepartmentCurrency<State extends Worth & Foreign>(state: State): State {
  const { currency, minorRate } = state;
  if (currency === null || minorRate === null) return state;
  if (state.lines.length === 0) {
    const { currencyAmount } = state;
    return { ...state, amount: currencyAmount === null ? null : converted(currencyAmount, minorRate) };
  }
  const lines = state.lines.map((line) => convertedLine(line, minorRate));
  return { ...state, lines, amount: lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0) };
}

function convertedLine(line: Line, minorRate: number): Line {
  const { currencyPrice, quantity, discount } = line;
  if (currencyPrice === null || currencyPrice === undefined) return line;
  const amount = converted(lineAmount(quantity, currencyPrice, discount), minorRate);
  return { ...line, price: converted(currencyPrice, minorRate), amount };
}
