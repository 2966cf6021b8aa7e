import { Refusal } from './refusal.ts';

/** The largest amount accepted, in major units: far above any sale, far below where doubles lose a kopeck. */
export const largestAmount = 1_000_000_000_000;

/** The same in minor units. */
export function largestMinor(currency: string): number {
  return largestAmount * 10 ** minorDigits(currency);
}

const digits = new Map<string, number>();

/** Decimal places of a currency (ISO 4217, as Intl knows it): RUB 2, JPY 0. */
export function minorDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
}

/** Major units as typed by a person (4514.5) to whole minor units (451450). Refuses what is negative, too large or too fine. */
export function toMinor(amount: number, currency: string, field: string): number {
  const scale = 10 ** minorDigits(currency);
  const minor = Math.round(amount * scale);
  if (!Number.isFinite(amount) || amount < 0 || amount > largestAmount) {
    throw Refusal.badInput(field, `an amount from 0 to ${largestAmount}`, { got: amount });
  }
  // sums of doubles (0.1 + 0.2) are off by their last digits: some units in the last place, in proportion to the amount
  if (Math.abs(amount * scale - minor) > amount * scale * 8e-15) {
    throw Refusal.badInput(field, `at most ${minorDigits(currency)} decimal places`, { got: amount });
  }
  return minor;
}

/** Whole minor units to major units. Null stays null: unknown is not zero. */
export function toMajor(minor: number | string | null, currency: string): number | null {
  return minor === null ? null : Number(minor) / 10 ** minorDigits(currency);
}

/** Whether a code is a currency the runtime knows (ISO 4217). */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
