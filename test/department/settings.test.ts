import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readCalendar } from '../../server/src/department/calendar/working-days.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

interface Settings {
  departmentName: string;
  activityWindowDays: number;
  workStarts: string;
  workEnds: string;
  workingWeek: number[];
  revision: number;
}

const fields = 'departmentName activityWindowDays workStarts workEnds workingWeek revision';
const amend = `mutation ($input: AmendSettingsInput!) { amendSettings(input: $input) { ${fields} } }`;

async function settings(of: Pick<World, 'ask'> = world): Promise<Settings> {
  return (await of.ask<{ settings: Settings }>(`{ settings { ${fields} } }`)).settings;
}

async function entries(): Promise<number> {
  const [row] = await world.database.owner.query<{ count: number }>(
    sql`/* settings-entries */ select count(*)::integer as count from ledger where kind = 'settings_changed'`,
  );
  return row?.count ?? 0;
}

let keys = 0;
const key = (): string => `settings ${(keys += 1)}`;

describe('the settings', () => {
  test('say nine to six, Monday to Friday, until told otherwise', async () => {
    expect(await settings()).toEqual({
      ...{ departmentName: 'Отдел продаж', activityWindowDays: 365, revision: 0 },
      ...{ workStarts: '09:00', workEnds: '18:00', workingWeek: [1, 2, 3, 4, 5] },
    });
  });

  test('are amended once a key: what is left out stays', async () => {
    const before = { ...(await settings()), count: await entries() };
    const { revision } = before;
    const input = { key: key(), revision, workStarts: '08:30', workEnds: '24:00', workingWeek: [6, 2, 1] };
    const hours = { workStarts: '08:30', workEnds: '24:00', workingWeek: [1, 2, 6], revision: revision + 1 };
    const after = { departmentName: before.departmentName, activityWindowDays: before.activityWindowDays, ...hours };
    expect(await world.ask(amend, { input })).toEqual({ amendSettings: after });
    expect(await world.ask(amend, { input })).toEqual({ amendSettings: after });
    expect(await settings()).toEqual(after);
    expect(await entries()).toBe(before.count + 1);
    const calendar = await readCalendar(world.database.app);
    expect(calendar).toMatchObject({ opensAt: 8.5 * 3600, closesAt: 24 * 3600, week: new Set([1, 2, 6]) });

    const other = { key: key(), revision: revision + 1, departmentName: ' Продажи ', activityWindowDays: 180 };
    await world.ask(amend, { input: { ...other, workStarts: null } });
    expect(await settings()).toEqual({
      ...{ ...after, departmentName: 'Продажи', activityWindowDays: 180, revision: revision + 2 },
    });
  });

  test.each([
    ['departmentName', { departmentName: ' ' }],
    ['departmentName', { departmentName: 'о'.repeat(201) }],
    ['activityWindowDays', { activityWindowDays: 0 }],
    ['activityWindowDays', { activityWindowDays: 3651 }],
    ['workStarts', { workStarts: '9:00' }],
    ['workStarts', { workStarts: '24:00' }],
    ['workStarts', { workStarts: '08:60' }],
    ['workStarts', { workStarts: '09:00:00' }],
    ['workEnds', { workEnds: '24:01' }],
    ['workEnds', { workStarts: '10:00', workEnds: '10:00' }],
    ['workEnds', { workStarts: '18:00', workEnds: '06:00' }],
    ['workingWeek', { workingWeek: [] }],
    ['workingWeek', { workingWeek: [0, 1] }],
    ['workingWeek', { workingWeek: [5, 8] }],
    ['workingWeek', { workingWeek: [1, 2, 2] }],
  ])('refuse a senseless %s: %j', async (field, input) => {
    const before = await settings();
    const refused = await world.refused(amend, { input: { key: key(), revision: before.revision, ...input } });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: `input.${field}` });
    expect(await settings()).toEqual(before);
  });

  test('compare one end of the hours with the other as it stands', async () => {
    const { revision } = await settings();
    await world.ask(amend, { input: { key: key(), revision, workStarts: '10:00', workEnds: '19:00' } });
    const of = { revision: revision + 1 };
    expect(await world.refused(amend, { input: { key: key(), ...of, workStarts: '19:00' } })).toMatchObject({
      ...{ field: 'input.workStarts', expected: 'a time before 19:00, when work ends' },
    });
    expect(await world.refused(amend, { input: { key: key(), ...of, workEnds: '09:30' } })).toMatchObject({
      ...{ field: 'input.workEnds', expected: 'a time after 10:00, when work starts' },
    });
  });

  test('amended by two at once are amended by one', async () => {
    const { revision } = await settings();
    const tries = ['Первые', 'Вторые'].map((departmentName) =>
      world.ask(amend, { input: { key: key(), revision, departmentName } }),
    );
    const done = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(1);
    expect((await settings()).revision).toBe(revision + 1);
    expect(await world.refused(amend, { input: { key: key(), revision } })).toMatchObject({
      ...{ code: 'CONFLICT', refusal: 'VERSION_CONFLICT', field: 'input.revision', revision: revision + 1 },
    });
  });

  test('are for those who lead the department, and administrators', async () => {
    for (const role of ['head_of_sales', 'manager', 'analyst', 'screen', 'integration'] as const) {
      const visitor = await world.enters(role);
      const { revision } = await settings(visitor);
      expect(await visitor.refused(amend, { input: { key: key(), revision } })).toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const role of ['deputy', 'administrator'] as const) {
      const visitor = await world.enters(role);
      const { revision } = await settings(visitor);
      await visitor.ask(amend, { input: { key: key(), revision, activityWindowDays: 90 } });
    }
  });
});

describe('two servers', () => {
  test('take what is changed at either of them, and so do their walls', async () => {
    const beside = await startWorld({ databaseUrl: world.databaseUrl });
    try {
      const walls = [world, beside].map((server) =>
        server.subscribe<{ settings: Settings }>(`subscription { settings { ${fields} } }`),
      );
      for (const wall of walls) await wall.next();
      const { revision } = await settings();
      await world.ask(amend, { input: { key: key(), revision, departmentName: 'Отдел у моря' } });
      for (const wall of walls)
        await wall.next(({ settings: { departmentName } }) => departmentName === 'Отдел у моря');
      await beside.ask(amend, { input: { key: key(), revision: revision + 1, workEnds: '20:00' } });
      for (const wall of walls) await wall.next(({ settings: { workEnds } }) => workEnds === '20:00');
      expect(await settings(world)).toEqual(await settings(beside));
    } finally {
      await beside.close();
    }
  });

  test('work by the settings as they stand: what a server remembers is read again', async () => {
    const beside = await startWorld({ databaseUrl: world.databaseUrl });
    const remembered = async (server: World) =>
      (await server.ask<{ viewer: { demo: boolean } }>('{ viewer { demo } }')).viewer.demo;
    try {
      expect(await Promise.all([world, beside].map(remembered))).toEqual([false, false]);
      // whether it is a demo is remembered, and nobody can amend it: written beside the servers, and known when they look again
      await world.database.owner.query(sql`/* fixture */ update setting set demo = true`);
      expect(await remembered(world)).toBe(false);
      const { revision } = await settings();
      await beside.ask(amend, { input: { key: key(), revision, departmentName: 'Другие' } });
      for (const server of [world, beside])
        await vi.waitFor(async () => expect(await remembered(server)).toBe(true), { timeout: 5_000, interval: 20 });
    } finally {
      await world.database.owner.query(sql`/* fixture */ update setting set demo = false`);
      await beside.close();
    }
  });
});
