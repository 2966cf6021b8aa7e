import type { Language } from './language.ts';

/** A figure in its parts, so that digits can roll and the unit can step back. */
export interface FigureText {
  before: string;
  digits: string;
  after: string;
  /** All of it as one sentence part, for readers and tooltips. */
  whole: string;
}

export const UNKNOWN = '—';

/** Exact for people near by, short for people across the room. */
export type Distance = 'near' | 'far' | 'hero';

const NUMERIC = new Set(['integer', 'decimal', 'fraction', 'group']);

/** Money in the department's currency: 4 514 000 ₽ near, 4,51 млн ₽ from afar. */
export function formatMoney(
  value: number | null | undefined,
  currency: string,
  language: Language,
  distance: Distance,
) {
  return toFigure(value, language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...precision(value ?? 0, distance),
  });
}

/** A count; from afar shortened too once it is too long to read. */
export function formatCount(value: number | null | undefined, language: Language, distance: Distance): FigureText {
  const short = distance !== 'near' && Math.abs(value ?? 0) >= 100_000;
  return toFigure(value, language, short ? precision(value ?? 0, 'far') : { maximumFractionDigits: 0 });
}

/** A share of one as a percentage with at most one decimal. */
export function formatRatio(value: number | null | undefined, language: Language): FigureText {
  return toFigure(value, language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A score on a scale of its own with so many decimals; signed where the scale has two sides. */
export function formatScore(
  value: number | null | undefined,
  language: Language,
  { decimals, signed }: { decimals: number; signed: boolean },
): FigureText {
  const figure = toFigure(value, language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const plus = signed && value != null && Number(value.toFixed(decimals)) > 0 ? '+' : '';
  return { ...figure, digits: plus + figure.digits, whole: plus + figure.whole };
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds in the unit a person would say: 24 мин, 1,4 ч, 3,2 дн. Working time has no days: theirs would be shorter ones. */
export function formatDuration(
  seconds: number | null | undefined,
  language: Language,
  longest: 'hour' | 'day' = 'day',
): FigureText {
  const whole = seconds ?? 0;
  const [unit, size, decimals] =
    whole < 59.5 * MINUTE
      ? (['minute', MINUTE, 0] as const)
      : whole < 2 * DAY || longest === 'hour'
        ? (['hour', HOUR, 1] as const)
        : (['day', DAY, 1] as const);
  return toFigure(seconds === null || seconds === undefined ? seconds : whole / size, language, {
    ...{ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: decimals },
  });
}

/** Seconds as hours and minutes, for a column: 1:05. */
export function formatHours(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return UNKNOWN;
  const minutes = Math.round(seconds / MINUTE);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A share of one in whole percent: what is left of precision across the room. */
export function formatShare(value: number | null | undefined, language: Language): string {
  return toFigure(value, language, { style: 'percent', maximumFractionDigits: 0 }).whole;
}

/** A change in percent, with one decimal only where it says something. */
export function formatPercent(percent: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(percent / 100);
}

/** A plain number with at most so many decimals. */
export function formatNumber(value: number, language: Language, decimals: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: decimals }).format(value);
}

function precision(value: number, distance: Distance): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  if (distance === 'near' || size < 1000) return { maximumFractionDigits: 0 };
  const compact = { notation: 'compact', compactDisplay: 'short' } as const;
  // The hero keeps hundredths of a million, so that one ordinary deal still moves it.
  if (distance === 'hero' && size >= 1e6) return { ...compact, minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return { ...compact, minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
}

function toFigure(value: number | null | undefined, language: Language, options: Intl.NumberFormatOptions): FigureText {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return { before: '', digits: UNKNOWN, after: '', whole: UNKNOWN };
  }
  const all = new Intl.NumberFormat(language, options).formatToParts(value);
  // The minus belongs to the digits wherever a language puts it, and it is a minus, not a hyphen.
  const minus = all.some(({ type }) => type === 'minusSign') ? '−' : '';
  const parts = all.filter(({ type }) => type !== 'minusSign');
  const first = parts.findIndex(({ type }) => NUMERIC.has(type));
  const last = parts.findLastIndex(({ type }) => NUMERIC.has(type));
  const join = (list: Intl.NumberFormatPart[]) => list.map((part) => part.value).join('');
  return {
    before: join(parts.slice(0, first)),
    digits: minus + join(parts.slice(first, last + 1)),
    after: join(parts.slice(last + 1)),
    whole: minus + join(parts),
  };
}
