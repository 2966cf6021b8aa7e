import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, apportionLevels } from '../../server/src/plans/apportion.ts';
import { seasonal } from '../../server/src/plans/weights.ts';

const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 14 });

describe('a whole in parts', () => {
  test('gives what is left over to the largest fractions, the earlier of equals first', () => {
    // 15, 19 and 21 working days: 2727.27…, 3454.54…, 3818.18…
    expect(apportion(10_000, [15n, 19n, 21n])).toEqual([2727, 3455, 3818]);
    expect(apportion(5, [1n, 1n, 1n])).toEqual([2, 2, 1]);
    expect(apportion(7, [0n, 1n, 0n])).toEqual([0, 7, 0]);
    expect(apportion(4, [0n, 0n, 0n])).toEqual([2, 1, 1]);
  });

  test('is exact whatever the weights, and off by less than a unit in each part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000_000_000_000 }), weights, (whole, given) => {
        const parts = apportion(whole, given);
        expect(parts.reduce((total, part) => total + BigInt(part), 0n)).toBe(BigInt(whole));
        const sum = given.reduce((total, weight) => total + weight, 0n);
        for (const [i, part] of parts.entries()) {
          const off = sum === 0n ? 0n : BigInt(part) * sum - BigInt(whole) * (given[i] ?? 0n);
          expect(off < sum || sum === 0n).toBe(true);
          expect(off > -sum || sum === 0n).toBe(true);
        }
      }),
    );
  });

  test('keeps the levels in their order in every part, and each level exact', () => {
    const level = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(fc.tuple(level, level, level), fc.boolean(), fc.boolean(), weights, (given, least, most, w) => {
        const [a = 0, b = 0, c = 0] = given.toSorted((x, y) => x - y);
        const whole = { minimum: least ? a : null, optimal: b, maximum: most ? c : null };
        const parts = apportionLevels(whole, w);
        for (const name of ['minimum', 'optimal', 'maximum'] as const) {
          const values = parts.map((part) => part[name]);
          if (whole[name] === null) expect(values.every((value) => value === null)).toBe(true);
          else expect(values.reduce<number>((total, value) => total + (value ?? 0), 0)).toBe(whole[name]);
        }
        for (const { minimum, optimal, maximum } of parts) {
          expect((minimum ?? 0) <= optimal && optimal <= (maximum ?? optimal)).toBe(true);
        }
        // where less is better they fall, in the whole and in the parts
        const fallen = apportionLevels({ minimum: c, optimal: b, maximum: a }, w);
        for (const { minimum, optimal, maximum } of fallen)
          expect((minimum ?? 0) >= optimal && optimal >= (maximum ?? 0)).toBe(true);
      }),
    );
  });
});

describe('the seasons of a year', () => {
  const months = (year: number) => Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}-01`);
  const sold = (from: string, to: string, revenue: (month: string) => string) =>
    [2023, 2024, 2025, 2026]
      .flatMap(months)
      .filter((month) => month >= from && month < to)
      .map((month) => ({ month, revenue: revenue(month) }));

  test('are the means of the last 24 full months', () => {
    // every month 100, December 300 and then 500; what is older and the month that is running do not count
    const history = sold('2023-01-01', '2026-04-01', (month) =>
      month < '2024-03-01'
        ? '7777'
        : month === '2026-03-01'
          ? '9999'
          : ({ '2024-12-01': '300', '2025-12-01': '500' }[month] ?? '100'),
    );
    const { weights: found, history: looked } = seasonal(history, '2026-03-01', months(2027));
    expect(looked).toBe(24);
    expect(found).toEqual([...Array.from({ length: 11 }, () => 200n), 800n]);
  });

  test('count a month that was there once as once, and a month of losses as nothing', () => {
    // 13 months: February twice
    const history = sold(
      '2025-02-01',
      '2026-03-01',
      (month) => ({ '2025-02-01': '100', '2026-02-01': '300', '2025-07-01': '-50' })[month] ?? '10',
    );
    const { weights: found, history: looked } = seasonal(history, '2026-03-01', months(2027).slice(0, 8));
    expect(looked).toBe(13);
    expect(found).toEqual([20n, 400n, 20n, 20n, 20n, 20n, 0n, 20n]);
  });

  test('are not known before a year of sales', () => {
    const short = sold('2025-04-01', '2026-03-01', () => '10');
    expect(seasonal(short, '2026-03-01', months(2027))).toEqual({ weights: null, history: 11 });
    expect(seasonal([], '2026-03-01', months(2027))).toEqual({ weights: null, history: 0 });
    const nothing = sold('2025-03-01', '2026-03-01', (month) => (month.endsWith('05-01') ? '0' : '-1'));
    expect(seasonal(nothing, '2026-03-01', months(2027))).toEqual({ weights: null, history: 12 });
  });
});
