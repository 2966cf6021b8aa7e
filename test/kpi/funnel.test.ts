import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFunnel } from '../../server/src/analysis/funnel.ts';
import type { FunnelArgs } from '../../server/src/analysis/funnel.types.ts';
import { roll } from '../../server/src/ledger/roll.ts';
import type { DayRange } from '../../server/src/lib/period.ts';
import { Refusal } from '../../server/src/lib/refusal.ts';
import { addDays, dayOf } from '../../server/src/lib/zone.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { Nouns, type Pipeline } from '../world/nouns.ts';
import { entriesOf, possible, type Story, storiesAround } from './deal-stories.ts';
import { contextAt, insertEntries } from './ledger-fixture.ts';

const timeZone = 'Europe/Moscow';
const now = new Date('2026-03-18T09:00:00Z');
const stageCount = 4;

/** A story told up to an instant: where the deal stood and for how long. */
function told(story: Story, until: Date) {
  const visited = new Set([story.stage]);
  const spent = new Map<number, number>();
  let { stage, employee, amount } = story;
  let since = story.opened;
  let status: 'open' | 'won' | 'lost' = 'open';
  const leave = (at: Date) => spent.set(stage, (spent.get(stage) ?? 0) + (at.getTime() - since.getTime()) / 1000);
  for (const happening of possible(story).filter(({ at }) => at <= until)) {
    switch (happening.kind) {
      case 'moved':
        if (happening.stage === stage) break;
        leave(happening.at);
        stage = happening.stage;
        since = happening.at;
        visited.add(stage);
        break;
      case 'won':
      case 'lost':
        leave(happening.at);
        status = happening.kind;
        break;
      case 'reopened':
        status = 'open';
        since = happening.at;
        break;
      case 'amended':
        amount = happening.amount;
        break;
      case 'reassigned':
        employee = happening.employee;
    }
  }
  if (status === 'open') spent.delete(stage);
  return { status, stage, employee, amount, spent, furthest: status === 'won' ? stageCount - 1 : Math.max(...visited) };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

function cohortByHand(stories: readonly Story[], period: DayRange, until: Date, employee: number | null) {
  const members = stories.filter(({ opened, employee: owner }) => {
    const day = dayOf(opened, timeZone);
    return day >= period.from && day < period.to && opened <= until && (employee === null || owner === employee);
  });
  const deals = members.map((story) => told(story, until));
  const reached = (stage: number) => deals.filter(({ furthest }) => furthest >= stage).length;
  const count = (status: string) => deals.filter((deal) => deal.status === status).length;
  return {
    ...{ deals: deals.length, won: count('won'), lost: count('lost'), open: count('open') },
    conversion: deals.length ? count('won') / deals.length : null,
    stages: Array.from({ length: stageCount }, (_, i) => ({
      deals: reached(i),
      conversion: i > 0 && reached(i - 1) ? reached(i) / reached(i - 1) : null,
      reach: deals.length ? reached(i) / deals.length : null,
      medianTime: median(deals.flatMap(({ spent }) => spent.get(i) ?? [])),
      lost: deals.filter(({ status, stage }) => status === 'lost' && stage === i).length,
    })),
  };
}

function snapshotByHand(stories: readonly Story[], until: Date, employee: number | null) {
  const standing = stories
    .filter(({ opened }) => opened <= until)
    .map((story) => told(story, until))
    .filter((deal) => deal.status === 'open' && (employee === null || deal.employee === employee));
  const stand = (deals: typeof standing) => {
    const known = deals.flatMap(({ amount }) => amount ?? []);
    const amount = deals.length > 0 && known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / 100;
    return { deals: deals.length, amount };
  };
  return {
    ...stand(standing),
    stages: Array.from({ length: stageCount }, (_, i) => stand(standing.filter(({ stage }) => stage === i))),
  };
}

describe.each(['all', 'half', 'none'] as const)('the funnel against a replay, %s rolled', (rolled) => {
  let own: TestDatabase;
  let pipeline: Pipeline;
  const stories = fc.sample(storiesAround(now), { seed: 11, numRuns: 6 }).flat();

  beforeAll(async () => {
    own = await startDatabase();
    pipeline = await new Nouns(own.database).pipeline(['Новая', 'Встреча', 'Предложение', 'Договор']);
    const entries = entriesOf(
      stories,
      pipeline.id,
      pipeline.stages.map(({ id }) => id),
    );
    const half = Math.floor(entries.length / 2);
    await insertEntries(own.database, entries.slice(0, half), timeZone);
    if (rolled === 'half') await roll(own.database.owner);
    await insertEntries(own.database, entries.slice(half), timeZone);
    if (rolled === 'all') await roll(own.database.owner);
  });
  afterAll(() => own.close());

  const questions = fc.record({
    start: fc.integer({ min: -110, max: 0 }),
    length: fc.integer({ min: 1, max: 120 }),
    asOf: fc.option(
      fc.integer({ min: -110 * 1440, max: 100 }).map((minutes) => new Date(now.getTime() + minutes * 60_000)),
    ),
    employee: fc.option(fc.constantFrom(1, 2)),
  });
  const asked = ({
    start,
    length,
    asOf,
    employee,
  }: {
    start: number;
    length: number;
    asOf: Date | null;
    employee: number | null;
  }) => {
    const from = addDays(dayOf(now, timeZone), start);
    const period = { from, to: addDays(from, length) };
    const where = employee === null ? null : { employee: [String(employee)] };
    return { period, args: { period, asOf, where }, until: asOf && asOf < now ? asOf : now };
  };

  test('COHORT', async () => {
    const property = fc.asyncProperty(questions, async (question) => {
      const { args, period, until } = asked(question);
      const funnel = await readFunnel(contextAt(own.database, now, timeZone), { ...args, mode: 'COHORT' });
      expect(funnel).toMatchObject(cohortByHand(stories, period, until, question.employee));
    });
    await fc.assert(property, { numRuns: 150, seed: 5 });
  });

  test('SNAPSHOT', async () => {
    const property = fc.asyncProperty(questions, async (question) => {
      const { args, period, until } = asked(question);
      const funnel = await readFunnel(contextAt(own.database, now, timeZone), { ...args, mode: 'SNAPSHOT' });
      const end = new Date(Math.min(until.getTime(), Date.parse(`${period.to}T00:00:00+03:00`) - 1));
      expect(funnel).toMatchObject(snapshotByHand(stories, end, question.employee));
    });
    await fc.assert(property, { numRuns: 150, seed: 5 });
  });

  test('of all there is, in the pipeline asked for; of none that is unknown', async () => {
    const ctx = contextAt(own.database, now, timeZone);
    const all: FunnelArgs = { period: { named: 'ALL' }, mode: 'COHORT' };
    expect((await readFunnel(ctx, all)).deals).toBe(stories.length);
    const first = stories.map(({ opened }) => dayOf(opened, timeZone)).toSorted()[0];
    expect((await readFunnel(ctx, { ...all, pipeline: pipeline.id })).period.from).toBe(first);
    await expect(readFunnel(ctx, { ...all, pipeline: '999' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readFunnel(ctx, { ...all, pipeline: 'x' })).rejects.toThrow(Refusal);
  });
});
