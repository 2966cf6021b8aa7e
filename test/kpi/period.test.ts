import { describe, expect, test } from 'vitest';
import { cutAt, earlier, shiftFor } from '../../server/src/kpi/comparison.ts';
import {
  bucketsOf,
  type DayRange,
  type PeriodRequest,
  periodLabel,
  resolvePeriod,
  shapeOf,
} from '../../server/src/lib/period.ts';
import { Refusal } from '../../server/src/lib/refusal.ts';

const range = (from: string, to: string): DayRange => ({ from, to });
const refusal = (work: () => unknown): Record<string, unknown> => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.extensions };
    throw error;
  }
  throw new Error('not refused');
};

describe('a period', () => {
  // a Wednesday
  const today = '2026-03-18';
  const named: [PeriodRequest['named'], string, string][] = [
    ['TODAY', '2026-03-18', '2026-03-19'],
    ['YESTERDAY', '2026-03-17', '2026-03-18'],
    ['THIS_WEEK', '2026-03-16', '2026-03-23'],
    ['LAST_WEEK', '2026-03-09', '2026-03-16'],
    ['THIS_MONTH', '2026-03-01', '2026-04-01'],
    ['LAST_MONTH', '2026-02-01', '2026-03-01'],
    ['THIS_QUARTER', '2026-01-01', '2026-04-01'],
    ['LAST_QUARTER', '2025-10-01', '2026-01-01'],
    ['THIS_YEAR', '2026-01-01', '2027-01-01'],
    ['LAST_YEAR', '2025-01-01', '2026-01-01'],
    ['ALL', '2024-05-07', '2026-03-19'],
  ];
  test.each(named)('%s', (name, from, to) => {
    expect(resolvePeriod({ named: name }, today, '2024-05-07')).toEqual(range(from, to));
  });

  test('ALL of an empty ledger, or of one that begins in the future, is today', () => {
    expect(resolvePeriod({ named: 'ALL' }, today, null)).toEqual(range('2026-03-18', '2026-03-19'));
    expect(resolvePeriod({ named: 'ALL' }, today, '2026-05-01')).toEqual(range('2026-03-18', '2026-03-19'));
  });

  const last: [number, PeriodRequest['unit'], string, string][] = [
    [1, 'DAY', '2026-03-18', '2026-03-19'],
    [7, 'DAY', '2026-03-12', '2026-03-19'],
    [2, 'WEEK', '2026-03-09', '2026-03-23'],
    [3, 'MONTH', '2026-01-01', '2026-04-01'],
    [2, 'QUARTER', '2025-10-01', '2026-04-01'],
    [2, 'YEAR', '2025-01-01', '2027-01-01'],
  ];
  test.each(last)('the last %i of %s end with the running one', (count, unit, from, to) => {
    expect(resolvePeriod({ last: count, unit }, today)).toEqual(range(from, to));
  });

  test('two days are taken as they are', () => {
    expect(resolvePeriod({ from: '2024-02-29', to: '2024-03-01' }, today)).toEqual(range('2024-02-29', '2024-03-01'));
  });

  const wrong: [string, PeriodRequest, string][] = [
    ['nothing', {}, 'period'],
    ['two ways', { named: 'TODAY', from: '2026-01-01', to: '2026-02-01' }, 'period'],
    ['two other ways', { from: '2026-01-01', to: '2026-02-01', last: 1, unit: 'DAY' }, 'period'],
    ['reversed', { from: '2026-02-01', to: '2026-01-01' }, 'period.to'],
    ['empty', { from: '2026-02-01', to: '2026-02-01' }, 'period.to'],
    ['no end', { from: '2026-02-01' }, 'period.to'],
    ['no beginning', { to: '2026-02-01' }, 'period.from'],
    ['before all calendars', { from: '0000-01-01', to: '2026-02-01' }, 'period.from'],
    ['after them', { from: '2026-01-01', to: '9999-12-31' }, 'period.to'],
    ['no unit', { last: 3 }, 'period.unit'],
    ['no count', { unit: 'DAY' }, 'period.last'],
    ['none', { last: 0, unit: 'DAY' }, 'period.last'],
    ['fewer than none', { last: -1, unit: 'DAY' }, 'period.last'],
    ['too many', { last: 2_147_483_647, unit: 'YEAR' }, 'period.last'],
    ['more than there were', { last: 5000, unit: 'MONTH' }, 'period.last'],
  ];
  test.each(wrong)('%s is refused by the field', (_, request, field) => {
    expect(refusal(() => resolvePeriod(request, today))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  const labels: [string, string, string][] = [
    ['2026-01-01', '2027-01-01', '2026'],
    ['2026-07-01', '2026-10-01', '2026-Q3'],
    ['2026-09-01', '2026-10-01', '2026-09'],
    ['2024-12-30', '2025-01-06', '2025-W01'],
    ['2026-09-05', '2026-09-06', '2026-09-05'],
    ['2026-09-05', '2026-09-08', '2026-09-05 – 2026-09-07'],
  ];
  test.each(labels)('%s to %s is called %s', (from, to, label) => expect(periodLabel(range(from, to))).toBe(label));
});

describe('buckets', () => {
  test('are clipped at the edges', () => {
    expect(bucketsOf(range('2026-01-10', '2026-03-05'), 'MONTH')).toEqual([
      range('2026-01-10', '2026-02-01'),
      range('2026-02-01', '2026-03-01'),
      range('2026-03-01', '2026-03-05'),
    ]);
    expect(bucketsOf(range('2026-03-18', '2026-03-19'), 'YEAR')).toEqual([range('2026-03-18', '2026-03-19')]);
  });

  test('of weeks begin on Mondays, through leap days', () => {
    expect(bucketsOf(range('2024-02-26', '2024-03-11'), 'WEEK')).toEqual([
      range('2024-02-26', '2024-03-04'),
      range('2024-03-04', '2024-03-11'),
    ]);
  });

  test('are at most 400', () => {
    expect(bucketsOf(range('2025-01-01', '2026-02-05'), 'DAY')).toHaveLength(400);
    expect(refusal(() => bucketsOf(range('2025-01-01', '2026-02-06'), 'DAY'))).toMatchObject({
      field: 'grain',
      buckets: 401,
    });
    expect(refusal(() => bucketsOf(range('2010-01-01', '2023-09-10'), 'DAY'))).toMatchObject({
      field: 'grain',
      buckets: 5000,
    });
    expect(refusal(() => bucketsOf(range('1900-01-01', '2999-12-31'), 'DAY'))).toMatchObject({
      field: 'grain',
      buckets: 401_766,
    });
  });
});

describe('a comparison', () => {
  const moscow = (instant: string) => cutAt(new Date(instant), 'Europe/Moscow');
  const past = moscow('2030-01-01T00:00:00Z');
  const before = (days: DayRange, comparison: 'PREVIOUS' | 'LAST_YEAR', cut = past) =>
    earlier(days, shiftFor(comparison, days, null), cut);

  const whole: [string, DayRange, 'PREVIOUS' | 'LAST_YEAR', DayRange][] = [
    ['a month', range('2026-03-01', '2026-04-01'), 'PREVIOUS', range('2026-02-01', '2026-03-01')],
    ['a quarter', range('2026-01-01', '2026-04-01'), 'PREVIOUS', range('2025-10-01', '2026-01-01')],
    ['a year', range('2025-01-01', '2026-01-01'), 'PREVIOUS', range('2024-01-01', '2025-01-01')],
    ['two months', range('2026-03-01', '2026-05-01'), 'PREVIOUS', range('2026-01-01', '2026-03-01')],
    ['a week', range('2026-03-16', '2026-03-23'), 'PREVIOUS', range('2026-03-09', '2026-03-16')],
    ['ten days', range('2026-03-05', '2026-03-15'), 'PREVIOUS', range('2026-02-23', '2026-03-05')],
    ['a month', range('2025-02-01', '2025-03-01'), 'LAST_YEAR', range('2024-02-01', '2024-03-01')],
    ['a leap February', range('2024-02-01', '2024-03-01'), 'LAST_YEAR', range('2023-02-01', '2023-03-01')],
    ['a leap day', range('2024-02-29', '2024-03-01'), 'LAST_YEAR', range('2023-02-28', '2023-03-01')],
    ['up to a leap day', range('2024-02-10', '2024-02-29'), 'LAST_YEAR', range('2023-02-10', '2023-03-01')],
    ['a week by 52 weeks', range('2026-03-16', '2026-03-23'), 'LAST_YEAR', range('2025-03-17', '2025-03-24')],
  ];
  test.each(whole)('%s (%o, %s)', (_, days, comparison, expected) => {
    expect(before(days, comparison)).toEqual({ ...expected, until: null });
  });

  test('of a running month looks at as many days as have begun', () => {
    const at = before(range('2026-03-01', '2026-04-01'), 'PREVIOUS', moscow('2026-03-18T09:00:00Z'));
    expect(at).toEqual({ ...range('2026-02-01', '2026-02-19'), until: null });
  });

  test("never goes beyond the earlier month's end", () => {
    const at = before(range('2026-03-01', '2026-04-01'), 'PREVIOUS', moscow('2026-03-31T09:00:00Z'));
    expect(at).toEqual({ ...range('2026-02-01', '2026-03-01'), until: null });
  });

  test('takes today from the time zone of the department', () => {
    // 22:30 in London, but already the 19th in Moscow
    const at = before(range('2026-03-01', '2026-04-01'), 'PREVIOUS', moscow('2026-03-18T22:30:00Z'));
    expect(at.to).toBe('2026-02-20');
  });

  test('of a running year with last year', () => {
    const at = before(range('2024-01-01', '2025-01-01'), 'LAST_YEAR', moscow('2024-03-01T09:00:00Z'));
    expect(at).toEqual({ ...range('2023-01-01', '2023-03-03'), until: null });
  });

  test('of a day that is running goes to the same time of day, across a change of the clocks', () => {
    const cut = cutAt(new Date('2026-03-29T10:00:00Z'), 'Europe/Berlin');
    const at = before(range('2026-03-29', '2026-03-30'), 'PREVIOUS', cut);
    // noon in Berlin is 10:00 UTC on the 29th and 11:00 UTC on the day before
    expect(at).toEqual({ ...range('2026-03-28', '2026-03-29'), until: new Date('2026-03-28T11:00:00Z') });
  });

  test('of a period that has not begun compares with nothing', () => {
    const at = before(range('2026-04-01', '2026-05-01'), 'PREVIOUS', moscow('2026-03-18T09:00:00Z'));
    expect(at).toEqual({ ...range('2026-03-01', '2026-03-01'), until: null });
  });

  test('with a grain moves everything by one bucket; weeks by 52 weeks', () => {
    const year = range('2026-01-01', '2027-01-01');
    expect(shiftFor('PREVIOUS', year, 'MONTH')).toEqual({ unit: 'MONTH', count: 1 });
    expect(shiftFor('LAST_YEAR', year, 'WEEK')).toEqual({ unit: 'WEEK', count: 52 });
    expect(shiftFor('LAST_YEAR', year, 'DAY')).toEqual({ unit: 'YEAR', count: 1 });
    expect(shiftFor('LAST_YEAR', range('2026-03-16', '2026-03-23'), 'DAY')).toEqual({ unit: 'WEEK', count: 52 });
  });

  test('knows months, weeks and days by their shape', () => {
    expect(shapeOf(range('2026-02-01', '2026-03-01'))).toEqual({ unit: 'MONTH', count: 1 });
    expect(shapeOf(range('2026-03-16', '2026-03-30'))).toEqual({ unit: 'WEEK', count: 2 });
    expect(shapeOf(range('2026-03-17', '2026-03-31'))).toEqual({ unit: 'DAY', count: 14 });
  });
});
