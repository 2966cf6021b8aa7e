import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bonusLines } from '../../server/src/pay/reckoning/bonus-lines.ts';
import { type Credit, totalOf } from '../../server/src/pay/reckoning/line.ts';
import { reckonPay } from '../../server/src/pay/reckoning/reckon-pay.ts';
import { salesLines } from '../../server/src/pay/reckoning/sales-lines.ts';
import { partOf, percentsAbove, shareOf } from '../../server/src/pay/reckoning/share.ts';
import { coefficientOf } from '../../server/src/pay/reckoning/worth.ts';
import type { SalesTerms } from '../../server/src/pay/schemes/terms.ts';

describe('rounding', () => {
  test.each([
    [50, 10_000, 1],
    [49, 10_000, 0],
    [-50, 10_000, 0],
    [-51, 10_000, -1],
    [-150, 10_000, -1],
    [0, 999_999, 0],
    [900_000_000_000_000, 1_000_000, 900_000_000_000_000],
    [99_999_999_999_999, 333_333, 33_333_300_000_000],
  ])('%i at %i millionths is %i', (amount, rate, expected) => expect(shareOf(amount, rate)).toBe(expected));

  test('is half up, however it is reckoned', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (amount, rate) => {
          // the largest whole number that is not more than half a unit above
          let expected = Math.floor((amount * rate) / 1_000_000) - 1;
          while ((expected + 1) * 1_000_000 <= amount * rate + 500_000) expected += 1;
          expect(shareOf(amount, rate)).toBe(expected);
        },
      ),
    );
    expect(partOf(10_000, 1, 3)).toBe(3333);
    expect(partOf(10_001, 1, 2)).toBe(5001);
  });

  test.each([
    [99, 100, 0],
    [100, 100, 0],
    [101, 100, 1],
    [310_000_33, 300_000_00, 3],
    [5, 0, 0],
    [5, -3, 0],
  ])('%i is %i and %i whole percent more', (value, from, expected) =>
    expect(percentsAbove(value, from)).toBe(expected),
  );
});

const credits: fc.Arbitrary<Credit[]> = fc
  .array(fc.record({ amount: fc.integer({ min: -90_000, max: 200_000 }), line: fc.constantFrom(null, '1', '2') }), {
    maxLength: 20,
  })
  .map((all) =>
    all.map(({ amount, line }, i) => ({ entryId: String(i + 1), dealId: String(i % 4), productLineId: line, amount })),
  );
const terms: fc.Arbitrary<SalesTerms> = fc
  .record({
    progressive: fc.boolean(),
    steps: fc.uniqueArray(fc.integer({ min: 1, max: 300_000 }), { maxLength: 4 }),
    rates: fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 5, maxLength: 5 }),
    own: fc.option(fc.integer({ min: 0, max: 300_000 })),
  })
  .map(({ progressive, steps, rates, own }) => ({
    ...{ base: 'revenue', on: 'won', progressive },
    tiers: [0, ...steps.toSorted((a, b) => a - b)].map((from, i) => ({ from, rate: rates[i] ?? 0 })),
    lines: own === null ? [] : [{ productLineId: '1', rate: own }],
  }));

describe('a percentage', () => {
  test('every credit is in it whole, and what the parts add up to is what is paid', () => {
    fc.assert(
      fc.property(terms, credits, (sales, sold) => {
        const lines = salesLines(sales, sold);
        for (const line of lines) {
          expect(line.entries.reduce((sum, { base }) => sum + (base ?? 0), 0)).toBe(line.base);
          expect(line.entries.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(line.amount);
          expect(line.amount).toBe(shareOf(line.base ?? 0, line.rate ?? 0));
        }
        for (const { entryId, amount } of sold) {
          const parts = lines.flatMap(({ entries }) => entries.filter((entry) => entry.entryId === entryId));
          expect(parts.length).toBeGreaterThan(0);
          expect(parts.reduce((sum, { base }) => sum + (base ?? 0), 0)).toBe(amount);
        }
      }),
    );
  });

  test('does not depend on the order of sales, nor on how they are added up', () => {
    fc.assert(
      fc.property(terms, credits, (sales, sold) => {
        const amount = totalOf(salesLines(sales, sold));
        expect(totalOf(salesLines(sales, sold.toReversed()))).toBe(amount);
        const sums = [...Map.groupBy(sold, ({ productLineId }) => productLineId)].map(([productLineId, all]) => ({
          ...{ entryId: null, dealId: null, productLineId, amount: totalOf(all) },
        }));
        expect(totalOf(salesLines(sales, sums))).toBe(amount);
      }),
    );
  });
});

describe('the coefficient', () => {
  const plan = { minimum: 100, optimal: 200, maximum: 400 };
  const points = { minimum: 0, optimal: 0.5, maximum: 1.5 };
  const of = (value: number | null, kpi: 'revenue' | 'complaints' = 'revenue', levels: typeof plan | null = plan) =>
    coefficientOf({ of: 'variable', points, kpis: [{ kpi, weight: 7 }] }, points, () => ({ plan: levels, value }))
      .value;

  test.each([
    [99, 0],
    [100, 0],
    [150, 250_000],
    [200, 500_000],
    [300, 1_000_000],
    [400, 1_500_000],
    [9000, 1_500_000],
    [null, 1_000_000],
  ])('of S2’s own points: a result of %s of 100, 200, 400 is worth %s millionths', (value, worth) =>
    expect(of(value)).toBe(worth),
  );

  test('is 1 without a plan, and turned round where less is better', () => {
    expect(of(5, 'revenue', null)).toBe(1_000_000);
    const fewer = { minimum: 10, optimal: 5, maximum: 1 };
    expect([11, 10, 5, 3, 1, 0].map((value) => of(value, 'complaints', fewer))).toEqual([
      0, 0, 500_000, 1_000_000, 1_500_000, 1_500_000,
    ]);
  });
});

test('a plan of which less is better is exceeded by what is less', () => {
  const terms = { kpi: 'complaints', reach: { fixed: 100 }, exceed: { per: 'percent', prize: { fixed: 3 } } } as const;
  const paid = (value: number) =>
    bonusLines(terms, { plan: { minimum: null, optimal: 10, maximum: null }, value }, 0).map(({ amount }) => amount);
  expect([paid(11), paid(10), paid(8), paid(0)]).toEqual([
    [0, 0],
    [100, 0],
    [100, 60],
    [100, 300],
  ]);
});

test('whoever neither worked nor sold is paid nothing, not even a bonus', () => {
  const terms = {
    ...{ salary: 1000, sales: null, coefficient: null },
    bonus: { kpi: 'revenue', reach: { fixed: 5 }, exceed: null },
  } as const;
  const figures = { revenue: { plan: { minimum: null, optimal: 0, maximum: null }, value: 0 } };
  const points = { minimum: 0.5, optimal: 1, maximum: 1.5 };
  expect(reckonPay({ terms, workedDays: 0, workingDays: 20, points, figures }, [])).toEqual([]);
  expect(totalOf(reckonPay({ terms, workedDays: 10, workingDays: 20, points, figures }, []))).toBe(505);
});
