import { largestAmount } from '../lib/money.ts';

export type DecimalMark = 'point' | 'comma';

/** A number as its digits, so that no fraction of a kopeck is lost to binary. */
interface Digits {
  negative: boolean;
  whole: string;
  fraction: string;
}

/** Currency signs and words beside a number: they say nothing the mapping has not said. */
const decoration = /[\p{Sc}]|(?<=[\d\s.,])\s*(?:руб(?:лей)?\.?|р\.|[A-Za-z]{3})$|^(?:[A-Za-z]{3})(?=[\s\d-])/gu;
/** Spaces of every kind (also no-break and narrow ones) and apostrophes between thousands. */
const gaps = /[\s\u00a0\u202f\u2009'’]/g;

const shapes: Record<DecimalMark, RegExp> = {
  point: /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/,
  comma: /^([+-]?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d*))?$/,
};

/** Takes a written number apart: `1 234,50 ₽` with a decimal comma, `$1,234.50` with a point. Null when it is not one. */
export function parseDigits(text: string, mark: DecimalMark): Digits | null {
  const bare = text.replace(decoration, '').replace(gaps, '').replace(/^[−–]/, '-');
  const match = shapes[mark].exec(bare);
  if (!match) return null;
  const whole = (match[2] ?? '').replace(/\D/g, '');
  return { negative: match[1] === '-', whole, fraction: (match[3] ?? '').replace(/0+$/, '') };
}

/** Why a text is not an amount, or the amount in whole minor units. */
export function parseMoney(text: string, mark: DecimalMark, places: number, round: boolean): number | string {
  const digits = parseDigits(text, mark);
  if (!digits) return `expected an amount with a decimal ${mark}`;
  if (digits.negative && Number(`${digits.whole}${digits.fraction}`) > 0) return 'expected an amount of 0 or more';
  if (digits.fraction.length > places && !round) {
    return `expected at most ${places} decimal places ("round": true rounds)`;
  }
  const minor = Number(`${digits.whole}${digits.fraction.slice(0, places).padEnd(places, '0')}`);
  const up = digits.fraction.length > places && (digits.fraction[places] ?? '0') >= '5' ? 1 : 0;
  if (minor > largestAmount * 10 ** places) return `expected an amount up to ${largestAmount}`;
  return minor + up;
}

/** Why a text is not a number, or the number. */
export function parseNumber(text: string, mark: DecimalMark): number | string {
  const digits = parseDigits(text, mark);
  if (!digits) return `expected a number with a decimal ${mark}`;
  return Number(`${digits.negative ? '-' : ''}${digits.whole}.${digits.fraction || '0'}`);
}

/** A time that something took, as telephony writes it (`1:02:03`, `12:05`), in seconds; null when it is written otherwise. */
export function parseDuration(text: string): number | null {
  const [, hours = '0', minutes, seconds] = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(text) ?? [];
  return minutes === undefined ? null : (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
}
