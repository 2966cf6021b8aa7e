import { describe, expect, test } from 'vitest';
import { compileFormat, dateReader } from '../../server/src/imports/parse-date.ts';
import { type DecimalMark, parseMoney, parseNumber } from '../../server/src/imports/parse-number.ts';
import { type RawRecord, readRecords } from '../../server/src/imports/read-records.ts';
import { Seen } from '../../server/src/imports/seen.ts';

async function records(text: string, size: number, width = 0): Promise<RawRecord[]> {
  async function* chunks() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const all: RawRecord[] = [];
  for await (const some of readRecords(chunks(), { delimiter: ',', quote: '"', skipLines: 0, width }))
    all.push(...some);
  return all;
}

describe('records', () => {
  test.each([1, 2, 3, 5, 7, 1000])('are the same in chunks of %d', async (size) => {
    const text = 'a,b\r\n"x, ""y""",1\r\n\r\n"two\r\nlines",2\n"",3\nlast,"4"';
    expect(await records(text, size)).toEqual([
      { line: 1, cells: ['a', 'b'], broken: null },
      { line: 2, cells: ['x, "y"', '1'], broken: null },
      { line: 4, cells: ['two\r\nlines', '2'], broken: null },
      { line: 6, cells: ['', '3'], broken: null },
      { line: 7, cells: ['last', '4'], broken: null },
    ]);
  });

  test.each([1, 4, 1000])('go on after a quote that is never closed, in chunks of %d', async (size) => {
    const found = await records('a,b\n"open,1\nnext,2\n5" pipe,3\n"fine",4\n', size, 2);
    expect(found.map(({ line, broken }) => [line, broken !== null])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
      [5, false],
    ]);
  });
});

describe('dates', () => {
  test.each([
    ['yyyy-MM-dd', 'UTC', '2026-02-28', '2026-02-28T00:00:00.000Z'],
    ['yyyy-MM-dd', 'UTC', '2026-02-30', null],
    ['dd.MM.yyyy HH:mm', 'Europe/Moscow', '01.03.2026 00:30', '2026-02-28T21:30:00.000Z'],
    ['d.M.yy', 'UTC', '1.3.26', '2026-03-01T00:00:00.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 'Europe/Moscow', '2026-03-01T10:00:00.250+05:00', '2026-03-01T05:00:00.250Z'],
    ['yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-07-01 12:00', '2026-07-01T10:00:00.000Z'],
    ['yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-01-01 12:00', '2026-01-01T11:00:00.000Z'],
    ['yyyy-MM-dd HH:mm', 'UTC', '2026-01-01 24:00', null],
    ['yyyy-MM-dd', 'UTC', '2026-01-01 ', null],
  ])('%s in %s: %s', (format, zone, text, expected) => {
    expect(dateReader([format], zone)(text)?.toISOString() ?? null).toBe(expected);
  });

  test.each(['YYYY-MM-DD', 'yyyy', 'MM.dd', 'yyyy-MM-dd dd', 'hello'])('%s is no format', (format) => {
    expect(compileFormat(format)).toBeNull();
  });
});

describe('numbers', () => {
  test.each<[string, DecimalMark, number | string]>([
    ['4514', 'point', 451_400],
    ['$1,234.50', 'point', 123_450],
    ['1234.5000', 'point', 123_450],
    ['1 234,50 ₽', 'comma', 123_450],
    ['1\u00a0234\u202f567,5 руб.', 'comma', 123_456_750],
    ['1.234,50 EUR', 'comma', 123_450],
    ["CHF 1'234.5", 'point', 123_450],
    ['0.07', 'point', 7],
    ['1.005', 'point', 'expected at most 2 decimal places ("round": true rounds)'],
    ['1,5', 'point', 'expected an amount with a decimal point'],
    ['1.5', 'comma', 'expected an amount with a decimal comma'],
    ['12,34,567', 'point', 'expected an amount with a decimal point'],
    ['-3', 'point', 'expected an amount of 0 or more'],
    ['2000000000000', 'point', 'expected an amount up to 1000000000000'],
    ['12e3', 'point', 'expected an amount with a decimal point'],
    ['', 'point', 'expected an amount with a decimal point'],
  ])('%s with a decimal %s', (text, mark, expected) => {
    expect(parseMoney(text, mark, 2, false)).toBe(expected);
  });

  test('are rounded on request, and half a kopeck goes up', () => {
    expect(parseMoney('1.005', 'point', 2, true)).toBe(101);
    expect(parseMoney('1.994', 'point', 0, true)).toBe(2);
    expect(parseNumber('-2,25', 'comma')).toBe(-2.25);
  });
});

test('what came before is remembered, however much it is', () => {
  const seen = new Seen();
  for (let i = 0; i < 50_000; i += 1) expect(seen.add(`deal-${i}`)).toBe(true);
  for (let i = 0; i < 50_000; i += 1) expect(seen.add(`deal-${i}`)).toBe(false);
});
