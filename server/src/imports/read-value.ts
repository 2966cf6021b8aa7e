import { minorDigits } from '../lib/money.ts';
import type { DateValue, NumberValue, TextValue, When } from './mapping-values.ts';
import { dateReader } from './parse-date.ts';
import { parseDuration, parseMoney, parseNumber } from './parse-number.ts';
import type { Row } from './row.ts';

/** Reads one value of a row; null when it is blank, or when it is a problem that the row now carries. */
export type Reader<T> = (row: Row) => T | null;

/** What readers need to know of the file they are made for. */
export interface ReadContext {
  columns: readonly string[];
  currency: string;
  timeZone: string;
  formats: readonly string[];
  decimal: 'point' | 'comma';
  /** the code of the country whose phone numbers may be written without one */
  country?: string;
  now: Date;
  /** takes a problem of the mapping itself, for example a column the file does not have */
  wrong: (problem: string) => void;
}

/** What a problem with this value is said to be about. */
export function labelOf(value: TextValue): string {
  return value.column ?? value.template ?? '';
}

/** A value as text: trimmed, blanks and aliases settled. With `required`, blank is a problem unless the mapping says otherwise. */
export function textReader(value: TextValue, at: string, required: boolean, about: ReadContext): Reader<string> {
  const raw = rawReader(value, at, about);
  const applies = conditionReader(value.when, `${at}.when`, about);
  const label = labelOf(value);
  const fold = value.ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const aliases = new Map(Object.entries(value.aliases ?? {}).map(([from, to]) => [fold(from.trim()), to.trim()]));
  const blanks = new Set((value.blankValues ?? []).map((text) => fold(text.trim())));
  const blank = blankReader(value, at, required, about);
  return (row) => {
    const text = applies(row) ? raw(row) : '';
    if (text === '' || (blanks.size > 0 && blanks.has(fold(text)))) return blank(row);
    if (text.includes('\0')) return row.refuse(label, text.replaceAll('\0', '␀'), 'holds a NUL character');
    if (text.includes('\ufffd')) return row.refuse(label, text, `not readable as ${row.file.encoding}`);
    return aliases.size > 0 ? (aliases.get(fold(text)) ?? text) : text;
  };
}

function blankReader(
  { blank, ...value }: TextValue,
  at: string,
  required: boolean,
  about: ReadContext,
): Reader<string> {
  if (typeof blank === 'object') {
    return textReader(
      { ...value, when: undefined, column: undefined, template: undefined, constant: undefined, ...blank },
      `${at}.blank`,
      required,
      about,
    );
  }
  if (blank === 'refuse' || (required && blank !== 'null'))
    return (row) => row.refuse(labelOf(value), '', 'must not be blank');
  return () => null;
}

function rawReader(value: TextValue, at: string, about: ReadContext): (row: Row) => string {
  if (value.constant !== undefined) {
    const constant = value.constant.trim();
    return () => constant;
  }
  if (value.column !== undefined) return cellReader(value.column, `${at}.column`, about);
  const pieces = (value.template ?? '').split(/\{([^{}]*)\}/);
  const readers = pieces.map((piece, i) => (i % 2 === 0 ? () => piece : cellReader(piece, `${at}.template`, about)));
  return (row) => {
    const read = readers.map((reader) => reader(row));
    // a template whose columns are all blank is blank, not its punctuation
    return read.some((text, i) => i % 2 === 1 && text !== '') || read.length === 1 ? read.join('').trim() : '';
  };
}

/** Reads a column; names it as a problem of the mapping when the file has none or several of that name. */
export function cellReader(column: string, at: string, { columns, wrong }: ReadContext): (row: Row) => string {
  const name = column.trim().normalize('NFC');
  const index = columns.indexOf(name);
  if (index < 0) wrong(`${at}: there is no column "${column}"; the file has ${columns.join(', ')}`);
  else if (columns.lastIndexOf(name) !== index) wrong(`${at}: the file has more than one column "${column}"`);
  return (row) => (row.cells[index] ?? '').trim();
}

/** Whether a row is meant at all. */
export function conditionReader(when: When | undefined, at: string, about: ReadContext): (row: Row) => boolean {
  if (!when) return () => true;
  const cell = cellReader(when.column, `${at}.column`, about);
  const is = when.is && new Set(when.is.map((text) => text.trim()));
  const isNot = new Set(when.isNot?.map((text) => text.trim()));
  return (row) => {
    const text = cell(row);
    return (!is || is.has(text)) && !isNot.has(text);
  };
}

export interface DateRules {
  required: boolean;
  /** the ledger holds what happened; only an expected close may lie ahead */
  past: boolean;
}

/** A value as an instant; a date alone is the start of that day in the time zone. */
export function instantReader(value: DateValue, at: string, rules: DateRules, about: ReadContext): Reader<Date> {
  const formats = value.formats ?? about.formats;
  const parse = dateReader(formats, value.timeZone ?? about.timeZone);
  const text = textReader(value, at, rules.required, about);
  const expected = `expected a date as ${formats.join(' or ')}`;
  const label = labelOf(value);
  const earliest = new Date(Date.UTC(1970, 0, 2));
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    const date = parse(given);
    if (!date) return row.refuse(label, given, expected);
    if (rules.past && date > about.now) return row.refuse(label, given, 'lies in the future');
    if (date < earliest) return row.refuse(label, given, 'lies before 1970');
    return date;
  };
}

/** A value as a calendar day, `yyyy-MM-dd`. */
export function dayReader(value: DateValue, at: string, required: boolean, about: ReadContext): Reader<string> {
  const formats = value.formats ?? about.formats;
  const parse = dateReader(formats, 'UTC');
  const text = textReader(value, at, required, about);
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    const date = parse(given);
    return date
      ? date.toISOString().slice(0, 10)
      : row.refuse(labelOf(value), given, `expected a date as ${formats.join(' or ')}`);
  };
}

/** A value as money, in whole minor units of the department's currency. Blank is null: unknown, never 0. */
export function moneyReader(value: NumberValue, at: string, about: ReadContext, required = false): Reader<number> {
  const text = textReader(value, at, required, about);
  const mark = value.decimal ?? about.decimal;
  const places = minorDigits(about.currency);
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    const minor = parseMoney(given, mark, places, value.round ?? false);
    return typeof minor === 'number' ? minor : row.refuse(labelOf(value), given, minor);
  };
}

/** A value as a plain number, checked by the caller. */
export function numberReader(
  value: NumberValue,
  at: string,
  check: { required?: boolean; fits: (n: number) => boolean; expected: string },
  about: ReadContext,
): Reader<number> {
  const text = textReader(value, at, check.required ?? false, about);
  const mark = value.decimal ?? about.decimal;
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    const number = (value.duration ? parseDuration(given) : null) ?? parseNumber(given, mark);
    if (typeof number === 'string') return row.refuse(labelOf(value), given, number);
    return check.fits(number) ? number : row.refuse(labelOf(value), given, `expected ${check.expected}`);
  };
}
