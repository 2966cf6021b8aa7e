import { Temporal } from 'temporal-polyfill';

/** The parts a date format is written with. Everything else in it stands for itself. */
const parts: Record<string, [pattern: string, field: Field]> = {
  yyyy: ['(\\d{4})', 'year'],
  yy: ['(\\d{2})', 'shortYear'],
  MM: ['(\\d{2})', 'month'],
  M: ['(\\d{1,2})', 'month'],
  dd: ['(\\d{2})', 'day'],
  d: ['(\\d{1,2})', 'day'],
  HH: ['(\\d{2})', 'hour'],
  H: ['(\\d{1,2})', 'hour'],
  mm: ['(\\d{2})', 'minute'],
  ss: ['(\\d{2})', 'second'],
  SSS: ['(\\d{1,9})', 'fraction'],
  XXX: ['(Z|[+-]\\d{2}:?\\d{2})', 'offset'],
};

type Field = 'year' | 'shortYear' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'offset';

interface Format {
  pattern: RegExp;
  fields: Field[];
}

const token = /yyyy|yy|MM|M|dd|d|HH|H|mm|ss|SSS|XXX|'[^']*'|[^A-Za-z']/g;

/** A format such as `dd.MM.yyyy HH:mm`, ready to match; null when it is not one (unknown letters, no year, month or day). */
export function compileFormat(format: string): Format | null {
  const pieces = format.match(token) ?? [];
  if (pieces.join('') !== format) return null;
  const fields: Field[] = [];
  const pattern = pieces.map((piece) => {
    const part = parts[piece];
    if (!part) return (piece.startsWith("'") ? piece.slice(1, -1) : piece).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    fields.push(part[1]);
    return part[0];
  });
  const has = (field: Field) => fields.includes(field);
  if ((!has('year') && !has('shortYear')) || !has('month') || !has('day') || new Set(fields).size < fields.length)
    return null;
  return { pattern: new RegExp(`^${pattern.join('')}$`), fields };
}

/** Reads dates of any of some formats, in a time zone; null for what is none of them or no day of the calendar (30 February). */
export function dateReader(formats: readonly string[], timeZone: string): (text: string) => Date | null {
  const compiled = formats.map(compileFormat).filter((format) => format !== null);
  // The same few thousand days come a million times.
  const known = new Map<string, Date | null>();
  return (text) => {
    let date = known.get(text);
    if (date === undefined) {
      date = compiled.reduce<Date | null>((found, format) => found ?? read(text, format, timeZone), null);
      if (known.size > 100_000) known.clear();
      known.set(text, date);
    }
    return date;
  };
}

function read(text: string, { pattern, fields }: Format, timeZone: string): Date | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const is: Partial<Record<Field, string>> = {};
  fields.forEach((field, i) => {
    is[field] = match[i + 1] ?? '';
  });
  const year = is.year === undefined ? shortYear(Number(is.shortYear)) : Number(is.year);
  const [month, day] = [Number(is.month), Number(is.day)];
  const [hour, minute, second] = [Number(is.hour ?? 0), Number(is.minute ?? 0), Number(is.second ?? 0)];
  const ms = is.fraction === undefined ? 0 : Math.floor(Number(`0.${is.fraction}`) * 1000);
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms));
  // Date.UTC carries 30 February over into March: whatever comes back changed was no date.
  if (year < 1000 || local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return new Date(local.getTime() - (is.offset === undefined ? zoneOffset(local, timeZone) : writtenOffset(is.offset)));
}

/** Two digits mean the hundred years around now: 00 to 69 of this century, 70 to 99 of the last. */
function shortYear(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year;
}

function writtenOffset(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

const quarterHour = 15 * 60_000;
const offsets = new Map<string, Map<number, number>>();

/** How far a zone's local time is ahead of UTC. Zones change on quarters of an hour, so it is remembered by them. */
function zoneOffset(local: Date, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  let known = offsets.get(timeZone);
  if (!known || known.size > 200_000) offsets.set(timeZone, (known = new Map()));
  const slot = Math.floor(local.getTime() / quarterHour);
  let offset = known.get(slot);
  if (offset === undefined) {
    const start = slot * quarterHour;
    const plain = new Date(start).toISOString().slice(0, 19);
    offset = start - Temporal.PlainDateTime.from(plain).toZonedDateTime(timeZone).epochMilliseconds;
    known.set(slot, offset);
  }
  return offset;
}
