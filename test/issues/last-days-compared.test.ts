import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ now: '2027-02-28T12:00:00+03:00' });
  await world.pipeline();
  const anna = await world.manager('Анна');
  const wins = async (amount: number, at: string) =>
    anna.wins(await anna.opens({ amount, at: '2025-12-01T12:00:00+03:00' }), { at });
  await wins(1, '2026-02-01T12:00:00+03:00');
  await wins(10, '2026-03-01T12:00:00+03:00');
  await wins(100, '2027-01-02T12:00:00+03:00');
  await wins(1000, '2027-01-04T12:00:00+03:00');
});
afterAll(() => world?.close());

/** 28 days and four weeks alike: 1 February, a Monday, to the end of the month, as it happens. */
test.each([
  ['last: 4, unit: WEEK', 'PREVIOUS', 1000],
  ['last: 28, unit: DAY', 'PREVIOUS', 1000],
  ['last: 1, unit: MONTH', 'PREVIOUS', 1100],
  ['named: THIS_MONTH', 'PREVIOUS', 1100],
  ['last: 4, unit: WEEK', 'LAST_YEAR', 10],
  ['last: 28, unit: DAY', 'LAST_YEAR', 1],
  ['last: 1, unit: MONTH', 'LAST_YEAR', 1],
])(
  '%s is compared in its own unit with %s, even when it happens to be a calendar month',
  async (period, against, previous) => {
    const answer = await world.ask(
      `{ kpis(period: { ${period} }, compareTo: ${against}) { period { from to } total { revenue { previous } } } }`,
    );
    expect(answer).toEqual({
      kpis: { period: { from: '2027-02-01', to: '2027-03-01' }, total: { revenue: { previous } } },
    });
  },
);
