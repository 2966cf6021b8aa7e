import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnelTouchedBy } from '../../server/src/analysis/funnel-touched.ts';
import type { Context } from '../../server/src/context.ts';
import { readKpis } from '../../server/src/kpi/read-kpis.ts';
import { nextChangeAt, type TouchingEntry, touchedBy, touches } from '../../server/src/kpi/touched.ts';
import { Refusal } from '../../server/src/lib/refusal.ts';
import { dayOf } from '../../server/src/lib/zone.ts';
import { bruteForce } from './brute-force.ts';
import { entriesAround, type RawEntry } from './ledger-fixture.ts';
import { fitsBuckets, questions } from './questions.ts';

const timeZone = 'Europe/Moscow';
const now = new Date('2026-03-18T09:34:56.789Z');

const asRow = (entry: RawEntry): TouchingEntry => ({
  day: dayOf(entry.effectiveAt, timeZone),
  effective_at: entry.effectiveAt,
  recorded_at: entry.recordedAt,
  ...entry.dimensions,
  ...entry.amounts,
});

describe('what touches an answer', () => {
  test('never leaves out an entry that changes it', () => {
    const [entries = []] = fc.sample(entriesAround(now), { seed: 3, numRuns: 1 });
    const more = entriesAround(now).map(([entry]) => entry as RawEntry);
    let untouched = 0;
    const property = fc.property(questions(now, timeZone, entries), more, (asked, entry) => {
      // the period ALL may begin with the new entry, whatever it counts
      fc.pre(fitsBuckets(asked, now, timeZone) && asked.args.period.named !== 'ALL');
      const { args, kpis } = asked;
      if (touches(touchedBy(args, { kpis }, { timeZone }, now), asRow(entry))) return;
      untouched += 1;
      const before = bruteForce(entries, args, kpis, now, timeZone);
      expect(bruteForce([...entries, entry], args, kpis, now, timeZone)).toEqual(before);
    });
    fc.assert(property, { numRuns: 700, seed: 3 });
    expect(untouched).toBeGreaterThan(200);
  });

  test("lets pass what cannot: another day, another's, another figure, something recorded too late", () => {
    const args = { period: { named: 'THIS_MONTH' as const }, where: { team: ['1', null] } };
    const of = touchedBy(args, { kpis: ['revenue'] }, { timeZone }, now);
    const entry = { day: '2026-03-18', effective_at: now, recorded_at: now, team_id: '1', revenue: '100' };
    expect(touches(of, entry)).toBe(true);
    expect(touches(of, { ...entry, team_id: null })).toBe(true);
    expect(touches(of, { ...entry, team_id: '2' })).toBe(false);
    expect(touches(of, { ...entry, day: '2026-02-28' })).toBe(false);
    expect(touches(of, { ...entry, day: '2026-04-01' })).toBe(false);
    expect(touches(of, { ...entry, revenue: null, won: '1' })).toBe(false);
    const compared = touchedBy({ ...args, compareTo: 'PREVIOUS' }, { kpis: ['revenue'] }, { timeZone }, now);
    expect(touches(compared, { ...entry, day: '2026-02-28' })).toBe(true);
    const known = touchedBy(
      { ...args, knownAt: new Date('2026-03-01T00:00:00Z') },
      { kpis: ['revenue'] },
      { timeZone },
      now,
    );
    expect(touches(known, entry)).toBe(false);
    const stock = touchedBy(args, { kpis: ['pipelineDeals'] }, { timeZone }, now);
    expect(touches(stock, { ...entry, day: '2020-01-01', in_stage: 1 })).toBe(true);
  });

  test('looks back for what stood at the beginning, and around the filter for the chances of stages', () => {
    const args = { period: { named: 'THIS_MONTH' as const }, where: { employee: ['1'] } };
    const entry = { day: '2020-01-01', effective_at: now, recorded_at: now, employee_id: '1' };
    const churn = touchedBy(args, { kpis: ['churnRate'] }, { timeZone }, now);
    expect(touches(churn, { ...entry, active: 1 })).toBe(true);
    expect(touches(churn, { ...entry, active: 1, employee_id: '2' })).toBe(false);
    const weighted = touchedBy(args, { kpis: ['weightedPipeline'] }, { timeZone }, now);
    expect(touches(weighted, { ...entry, employee_id: '2', stage_closed: 1 })).toBe(true);
    expect(touches(weighted, { ...entry, revenue: 1 })).toBe(false);
  });

  test('hears of plans where figures stand against them, whenever and for whomever', () => {
    const args = { period: { named: 'THIS_MONTH' as const }, where: { employee: ['1'] } };
    const plan = { day: '2020-01-01', effective_at: now, recorded_at: now, noun: 'plan' };
    const touchesWith = (selection: { kpis: string[]; planned?: string[] }) =>
      touches(touchedBy(args, selection, { timeZone }, now), plan);
    expect(touchesWith({ kpis: ['revenue'] })).toBe(false);
    expect(touchesWith({ kpis: ['revenue'], planned: ['revenue'] })).toBe(true);
    expect(touchesWith({ kpis: ['planAttainment'] })).toBe(true);
    expect(touchesWith({ kpis: ['kpiCoefficient'] })).toBe(true);
  });

  test('a cohort is touched by whatever happens to its deals later, whoever has them', () => {
    const args = { period: { named: 'LAST_MONTH' as const }, mode: 'COHORT' as const, where: { employee: ['1'] } };
    const of = funnelTouchedBy(args, { timeZone }, now);
    const entry = { day: '2026-03-18', effective_at: now, recorded_at: now, employee_id: '2', won: 1 };
    expect(touches(of, entry)).toBe(true);
    expect(touches(of, { ...entry, day: '2026-01-31' })).toBe(false);
    const standing = funnelTouchedBy({ ...args, mode: 'SNAPSHOT' }, { timeZone }, now);
    expect(touches(standing, entry)).toBe(false);
  });
});

describe('the next change by time alone', () => {
  const midnight = new Date('2026-03-18T21:00:00Z');
  const next = (args: Parameters<typeof nextChangeAt>[0]) => nextChangeAt(args, now, timeZone);

  test("is the department's midnight while the period moves or runs", () => {
    expect(next({ period: { named: 'THIS_MONTH' } })).toEqual(midnight);
    expect(next({ period: { named: 'LAST_YEAR' } })).toEqual(midnight);
    expect(next({ period: { last: 3, unit: 'MONTH' } })).toEqual(midnight);
    expect(next({ period: { from: '2026-01-01', to: '2027-01-01' } })).toEqual(midnight);
  });

  test('never comes for a period that is over', () => {
    expect(next({ period: { from: '2026-01-01', to: '2026-03-18' } })).toBeNull();
  });

  test('comes every minute while a day is compared with another up to the same time', () => {
    expect(next({ period: { named: 'TODAY' }, compareTo: 'PREVIOUS' })).toEqual(new Date('2026-03-18T09:35:00Z'));
    expect(next({ period: { named: 'TODAY' }, compareTo: 'PREVIOUS', asOf: new Date('2026-03-18T06:00:00Z') })).toEqual(
      midnight,
    );
  });
});

test('what is posted ahead of its time comes true within the minute', () => {
  const next = (period: Parameters<typeof nextChangeAt>[0]['period'], kpi: string) => {
    const { measures } = touchedBy({ period }, { kpis: [kpi] }, { timeZone }, now);
    return nextChangeAt({ period }, now, timeZone, measures);
  };
  const minute = new Date('2026-03-18T09:35:00Z');
  expect(next({ named: 'THIS_MONTH' }, 'activeClients')).toEqual(minute);
  expect(next({ named: 'THIS_MONTH' }, 'taskCompletion')).toEqual(minute);
  expect(next({ named: 'THIS_MONTH' }, 'revenue')).toEqual(new Date('2026-03-18T21:00:00Z'));
  expect(next({ from: '2026-01-01', to: '2026-03-18' }, 'activeClients')).toBeNull();
  expect(next({ from: '2026-04-01', to: '2026-05-01' }, 'churnedClients')).toEqual(new Date('2026-03-18T21:00:00Z'));
});

test('what cannot be answered is refused before any SQL', async () => {
  const query = () => Promise.reject(new Error('asked the database'));
  const ctx = {
    ...{ clock: { now: () => now }, settings: { timeZone, currency: 'RUB' } },
    database: { app: { query } },
  } as unknown as Context;
  const ask = (args: Parameters<typeof readKpis>[1]) => readKpis(ctx, args, { kpis: ['revenue'], sql: false });
  await expect(ask({ period: { named: 'TODAY' } })).rejects.toThrow('asked the database');
  await expect(ask({ period: { named: 'TODAY' }, by: ['STAGE'] })).rejects.toThrow(Refusal);
  await expect(ask({ period: { named: 'TODAY' }, where: { stage: ['1'] } })).rejects.toThrow(Refusal);
  await expect(ask({ period: { from: '2010-01-01', to: '2023-09-10' }, grain: 'DAY' })).rejects.toThrow(Refusal);
});
