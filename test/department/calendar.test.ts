import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCalendar } from '../../server/src/department/calendar/working-days.ts';
import { workingSecondsBetween } from '../../server/src/department/calendar/working-time.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

interface Day {
  day: string;
  kind: string;
  own: boolean;
  note: string | null;
}

const question = 'query ($from: Date!, $to: Date!) { calendar(from: $from, to: $to) { day kind own note } }';
const setDay = 'mutation ($input: SetCalendarDayInput!) { setCalendarDay(input: $input) { day kind own note } }';
const clearDay = 'mutation ($input: ClearCalendarDayInput!) { clearCalendarDay(input: $input) { day kind own note } }';

async function days(from: string, to: string): Promise<Day[]> {
  return (await world.ask<{ calendar: Day[] }>(question, { from, to })).calendar;
}

async function day(date: string): Promise<Day | undefined> {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const [told] = await days(date, next);
  return told;
}

async function entries(): Promise<number> {
  const [row] = await world.database.owner.query<{ count: number }>(
    sql`/* settings-entries */ select count(*)::integer as count from ledger where kind = 'settings_changed'`,
  );
  return row?.count ?? 0;
}

let keys = 0;
const key = (): string => `calendar ${(keys += 1)}`;

describe('the calendar', () => {
  test('tells every day of the May holidays', async () => {
    const told = await days('2026-04-29', '2026-05-13');
    expect(told.map(({ day, kind }) => `${day.slice(5)} ${kind}`)).toEqual([
      ...['04-29 WORKING', '04-30 SHORT', '05-01 HOLIDAY', '05-02 HOLIDAY', '05-03 HOLIDAY', '05-04 WORKING'],
      ...['05-05 WORKING', '05-06 WORKING', '05-07 WORKING', '05-08 SHORT', '05-09 HOLIDAY', '05-10 HOLIDAY'],
      ...['05-11 HOLIDAY', '05-12 WORKING'],
    ]);
    expect(told.every(({ own, note }) => !own && note === null)).toBe(true);
  });

  test('is told for at most 400 days at once', async () => {
    expect(await days('2026-01-01', '2027-02-05')).toHaveLength(400);
    const ask = (from: string, to: string) => world.refused(question, { from, to });
    expect(await ask('2026-01-01', '2027-02-06')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
    expect(await ask('2026-01-01', '2026-01-01')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
    expect(await ask('2026-01-02', '2026-01-01')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
    expect(await ask('1899-12-31', '1900-01-02')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'from' });
    expect(await ask('2999-12-01', '3000-01-02')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
    expect(await ask('2999-13-01', '3000-01-02')).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await days('2999-12-31', '3000-01-01')).toHaveLength(1);
  });
});

describe('a day the department decides itself', () => {
  test('is set, replaced and cleared; each once, and in the ledger', async () => {
    const before = await entries();
    const input = { key: key(), day: '2026-03-21', kind: 'WORKING', note: ' Инвентаризация ' };
    const set = { day: '2026-03-21', kind: 'WORKING', own: true, note: 'Инвентаризация' };
    expect(await world.ask(setDay, { input })).toEqual({ setCalendarDay: set });
    expect(await world.ask(setDay, { input })).toEqual({ setCalendarDay: set });
    expect(await day('2026-03-21')).toEqual(set);
    expect(await entries()).toBe(before + 1);
    expect(await world.refused(setDay, { input: { ...input, kind: 'SHORT' } })).toMatchObject({
      refusal: 'KEY_REUSED',
    });

    await world.ask(setDay, { input: { key: key(), day: '2026-03-21', kind: 'SHORT' } });
    expect(await day('2026-03-21')).toEqual({ ...set, kind: 'SHORT', note: null });

    const clearing = { key: key(), day: '2026-03-21' };
    const cleared = { clearCalendarDay: { ...set, kind: 'HOLIDAY', own: false, note: null } };
    expect(await world.ask(clearDay, { input: clearing })).toEqual(cleared);
    expect(await world.ask(clearDay, { input: clearing })).toEqual(cleared);
    expect(await entries()).toBe(before + 3);
    expect(await world.refused(clearDay, { input: { ...clearing, key: key() } })).toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'input.day' },
    });
    expect(await entries()).toBe(before + 3);
  });

  test('changes working time at once', async () => {
    const week = async () =>
      workingSecondsBetween(
        await readCalendar(world.database.app),
        new Date('2026-06-01T00:00:00+03:00'),
        new Date('2026-06-08T00:00:00+03:00'),
      ) / 3600;
    expect(await week()).toBe(45);
    await world.ask(setDay, { input: { key: key(), day: '2026-06-03', kind: 'HOLIDAY', note: 'День компании' } });
    await world.ask(setDay, { input: { key: key(), day: '2026-06-06', kind: 'SHORT' } });
    // nine hours less on Wednesday, eight more on Saturday
    expect(await week()).toBe(44);
  });

  test('may be a holiday of the law, worked all the same', async () => {
    await world.ask(setDay, { input: { key: key(), day: '2026-11-04', kind: 'WORKING' } });
    expect(await day('2026-11-04')).toMatchObject({ kind: 'WORKING', own: true });
  });

  test.each([
    ['day', { day: '1899-12-31', kind: 'WORKING' }],
    ['day', { day: '3000-01-01', kind: 'WORKING' }],
    ['note', { day: '2026-03-21', kind: 'WORKING', note: 'и'.repeat(201) }],
    ['key', { day: '2026-03-21', kind: 'WORKING', key: '' }],
  ])('is refused with a senseless %s', async (field, input) => {
    const before = await entries();
    const refused = await world.refused(setDay, { input: { key: key(), ...input } });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: `input.${field}` });
    expect(await entries()).toBe(before);
  });

  test('is for those who plan the days', async () => {
    const head = await world.enters('head_of_sales');
    const input = { key: key(), day: '2026-03-28', kind: 'WORKING' };
    await head.ask(setDay, { input });
    for (const role of ['manager', 'analyst', 'screen', 'integration'] as const) {
      const visitor = await world.enters(role);
      expect(await visitor.refused(setDay, { input: { ...input, key: key() } })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await visitor.refused(clearDay, { input: { day: '2026-03-28', key: key() } })).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    expect(await day('2026-03-28')).toMatchObject({ kind: 'WORKING', own: true });
  });

  test('set by many at once is what one of them said', async () => {
    const before = await entries();
    const kinds = ['WORKING', 'SHORT', 'HOLIDAY', 'WORKING', 'SHORT', 'HOLIDAY'];
    const set = kinds.map((kind) => world.ask(setDay, { input: { key: key(), day: '2026-08-15', kind, note: kind } }));
    await Promise.all(set);
    const told = await day('2026-08-15');
    expect(told?.note).toBe(told?.kind);
    expect(await entries()).toBe(before + kinds.length);
  });
});
