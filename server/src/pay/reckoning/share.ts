/** Rates are whole millionths of one: 5 % is 50 000. */
export const whole = 1_000_000;

/** A rate of an amount in whole minor units, rounded half up (−0.5 becomes 0). Exact however large the amount is. */
export function shareOf(amount: number, rate: number): number {
  return roundedQuotient(BigInt(amount) * BigInt(rate), BigInt(whole));
}

/** So many of so many parts of an amount, rounded half up. */
export function partOf(amount: number, parts: number, of: number): number {
  return roundedQuotient(BigInt(amount) * BigInt(parts), BigInt(of));
}

function roundedQuotient(dividend: bigint, divisor: bigint): number {
  return Number(floored(2n * dividend + divisor, 2n * divisor));
}

/** Division that rounds down, below zero too; the divisor is above zero. */
function floored(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** By how many whole hundredths of `from` a value lies above it; 0 where it does not, or where there is nothing to take hundredths of. */
export function percentsAbove(value: number, from: number): number {
  if (from <= 0 || value <= from) return 0;
  return Number(floored((BigInt(value) - BigInt(from)) * 100n, BigInt(from)));
}
