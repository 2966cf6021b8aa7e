import { describe, expect, test } from 'vitest';
import { asHistory } from '../../server/src/demo/as-history.ts';
import { contactsOfTale } from '../../server/src/demo/life/contacts-made.ts';
import { enquiriesInVain, enquiryOfTale } from '../../server/src/demo/life/enquiries.ts';
import { papersOf } from '../../server/src/demo/life/papers.ts';
import { tasksOfTale } from '../../server/src/demo/life/tasks-set.ts';
import { ticketsOfTale } from '../../server/src/demo/life/tickets-come.ts';
import { nounsFrom } from '../../server/src/demo/nouns.ts';
import { isOpen, isWorkingDay } from '../../server/src/demo/office-time.ts';
import { firstDay } from '../../server/src/demo/seed-demo.ts';
import { tellStory } from '../../server/src/demo/story.ts';
import { demoWorld } from '../../server/src/demo/world.ts';
import { dayOf } from '../../server/src/lib/zone.ts';
import { replay } from '../../server/src/sales/deals/deal-state.ts';

const zone = 'Europe/Moscow';
const noon = new Date('2026-03-18T12:00:00+03:00');
const tell = (until: Date, seed = 7, start = firstDay(noon, zone)) => tellStory(demoWorld(seed, start, zone), until);
const nouns = nounsFrom((table, key) => ({ key, id: `${table}:${key}`, pipeline_id: 'main' }));
const told = tell(noon);
const happenings = told.flatMap((tale) => tale.happenings);

describe('the story', () => {
  test('is the same for the same seed, to the last byte, and another for another', () => {
    const histories = (seed: number) => JSON.stringify(tell(noon, seed).map((tale) => asHistory(tale, nouns)));
    expect(histories(7)).toBe(histories(7));
    expect(histories(8)).not.toBe(histories(7));
  });

  test('what is told beside deals is the same for the same seed too', () => {
    const beside = (seed: number) => {
      const world = demoWorld(seed, firstDay(noon, zone), zone);
      const tales = tellStory(world, noon).slice(-400);
      return JSON.stringify([
        tales.map((tale) => [
          ...contactsOfTale(world, tale, noon),
          ...papersOf(world, tale, noon),
          enquiryOfTale(world, tale),
        ]),
        tales.map((tale) => [...tasksOfTale(world, tale, noon), ...ticketsOfTale(world, tale, noon)]),
        [...enquiriesInVain(world, new Date(noon.getTime() - 30 * 86_400_000), noon)],
      ]);
    };
    const told = beside(7);
    expect(beside(7)).toBe(told);
    expect(beside(8)).not.toBe(told);
  });

  test('whoever turned to us was there before the deal, and was spoken to in between', () => {
    const enquired = told.flatMap(({ approach: { enquiry }, happenings: [opening] }) =>
      enquiry && opening ? [[enquiry.arrivedAt, enquiry.answeredAt, enquiry.qualifiedAt, opening.at]] : [],
    );
    expect(enquired.length / told.length).toBeGreaterThan(0.15);
    for (const instants of enquired) expect(instants.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(instants);
  });

  test('only goes on when it is told until later', () => {
    const later = new Map(
      tell(new Date('2026-05-20T12:00:00+03:00')).map(({ name, happenings: all }) => [name, JSON.stringify(all)]),
    );
    const changed = told.filter((tale) => {
      const beginning = JSON.stringify(tale.happenings).slice(0, -1);
      return !later.get(tale.name)?.startsWith(beginning);
    });
    expect(changed).toEqual([]);
    expect(later.size).toBeGreaterThan(told.length);
  });

  test('told in two parts has the same deals as told at once', () => {
    const world = demoWorld(7, firstDay(noon, zone), zone);
    const cut = new Date('2026-02-11T13:37:00+03:00');
    const names = [...tellStory(world, cut), ...tellStory(world, noon, cut)].map(({ name }) => name);
    expect(names.toSorted()).toEqual(told.map(({ name }) => name).toSorted());
  });

  test('could have happened: every history replays, in strict order', () => {
    for (const tale of told) {
      const { facts } = asHistory(tale, nouns);
      const steps = replay(facts.map((fact, i) => ({ ...fact, id: String(i + 1) })));
      expect(steps).toHaveLength(facts.length);
      const times = facts.map((fact) => fact.effectiveAt.getTime());
      expect(
        times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0)),
        tale.name,
      ).toBe(true);
    }
  });

  test('happens in office hours and never in the future', () => {
    expect(happenings.filter(({ at }) => at > noon)).toEqual([]);
    expect(happenings.filter(({ at }) => !isOpen(at, zone)).map(({ at }) => at.toISOString())).toEqual([]);
    expect(happenings.filter(({ at }) => dayOf(at, zone).endsWith('-01-03'))).toEqual([]);
  });

  test('knows every turn a deal can take', () => {
    const kinds = Object.groupBy(happenings, ({ kind }) => kind);
    for (const kind of ['reopened', 'reassigned', 'amended', 'won', 'lost'] as const)
      expect(kinds[kind]?.length, kind).toBeGreaterThan(50);
    const moves = told.flatMap((tale) => {
      const stages = [0, ...tale.happenings.flatMap((h) => (h.kind === 'moved' ? [h.stage] : []))];
      return stages.slice(1).map((stage, i) => stage - (stages[i] ?? 0));
    });
    expect(moves.filter((by) => by === -1).length, 'returns').toBeGreaterThan(100);
    expect(moves.filter((by) => by === 2).length, 'skips').toBeGreaterThan(100);
    expect(
      happenings.filter((h) => h.kind === 'opened' && h.basket === null).length,
      'unknown amounts',
    ).toBeGreaterThan(500);
  });
});

describe('the present day', () => {
  test.each([
    ['a Wednesday at noon', '2026-03-18T12:00:00+03:00', '2026-03-18'],
    ['a night', '2026-03-19T03:00:00+03:00', '2026-03-18'],
    ['a Sunday', '2026-03-22T15:00:00+03:00', '2026-03-20'],
    ['the New Year holidays', '2026-01-05T12:00:00+03:00', '2025-12-30'],
  ])('%s: the last working day has events', (_, now, day) => {
    const until = new Date(now);
    const days = tell(until, 7, firstDay(until, zone)).flatMap((tale) =>
      tale.happenings.map(({ at }) => dayOf(at, zone)),
    );
    expect(days.toSorted().at(-1)).toBe(day);
    expect(days.filter((d) => d === day).length).toBeGreaterThan(15);
    expect(isWorkingDay(day)).toBe(true);
  });
});
