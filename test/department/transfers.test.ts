import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { amends, findings } from './house.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline(['Новая', 'Договор']);
});
afterAll(async () => {
  const found = await findings(world);
  await world.close();
  expect(found).toEqual([]);
});

/** What stands in the pipeline of each team, department or territory now, told by the API. */
async function pipelineBy(
  by: 'TEAM' | 'DEPARTMENT' | 'TERRITORY',
): Promise<Record<string, [deals: number, amount: number]>> {
  const one = by.toLowerCase();
  const { kpis } = await world.ask<{
    kpis: {
      rows: (Record<string, { name: string } | null> & Record<'pipelineDeals' | 'pipelineAmount', { value: number }>)[];
    };
  }>(
    `{ kpis(period: { named: THIS_MONTH }, by: [${by}]) { rows { ${one} { name } pipelineDeals { value } pipelineAmount { value } } } }`,
  );
  return Object.fromEntries(
    kpis.rows
      .filter(({ pipelineDeals }) => pipelineDeals.value !== 0)
      .map((row) => [row[one]?.name ?? 'никто', [row.pipelineDeals.value, row.pipelineAmount.value]]),
  );
}

describe('open deals follow whoever sells them', () => {
  let [north, south]: Named[] = [];
  let olga: Person;

  test('into another team, and what was won stays', async () => {
    const sales = await world.department('Продажи');
    const export_ = await world.department('Экспорт');
    north = await world.team('Север', { department: sales });
    south = await world.team('Юг', { department: export_ });
    olga = await world.manager('Ольга', { team: north });
    const pavel = await world.manager('Павел', { team: north });
    await olga.opens({ amount: 100 });
    await olga.opens({ amount: 250 });
    await olga.wins(await olga.opens({ amount: 1000 }));
    await pavel.opens({ amount: 7 });
    expect(await pipelineBy('TEAM')).toEqual({ Север: [3, 357] });
    world.clock.advance({ hours: 1 });
    await amends(world, 'Employee', olga.id, { teamId: south.id });
    expect(await pipelineBy('TEAM')).toEqual({ Север: [1, 7], Юг: [2, 350] });
    expect(await pipelineBy('DEPARTMENT')).toEqual({ Продажи: [1, 7], Экспорт: [2, 350] });
    const { kpis } = await world.ask<{ kpis: { rows: { team: { name: string }; revenue: { value: number } }[] } }>(
      '{ kpis(period: { named: THIS_MONTH }, by: [TEAM]) { rows { team { name } revenue { value } } } }',
    );
    expect(kpis.rows.filter(({ revenue }) => revenue.value !== 0)).toEqual([
      { team: { name: 'Север' }, revenue: { value: 1000 } },
    ]);
    // an hour ago everything stood in the north
    const before = new Date(world.clock.now().getTime() - 60_000).toISOString();
    const past = await world.ask<{ kpis: { rows: { team: { name: string }; pipelineDeals: { value: number } }[] } }>(
      `{ kpis(period: { named: THIS_MONTH }, by: [TEAM], asOf: "${before}") { rows { team { name } pipelineDeals { value } } } }`,
    );
    expect(past.kpis.rows.filter(({ pipelineDeals }) => pipelineDeals.value !== 0)).toEqual([
      { team: { name: 'Север' }, pipelineDeals: { value: 3 } },
    ]);
  });

  test('their team into another department, and out of any', async () => {
    await amends(world, 'Team', north?.id ?? '', { departmentId: null });
    expect(await pipelineBy('DEPARTMENT')).toEqual({ никто: [1, 7], Экспорт: [2, 350] });
    expect(await pipelineBy('TEAM')).toEqual({ Север: [1, 7], Юг: [2, 350] });
    await amends(world, 'Employee', olga.id, { teamId: null });
    expect(await pipelineBy('TEAM')).toEqual({ никто: [2, 350], Север: [1, 7] });
    await amends(world, 'Employee', olga.id, { teamId: south?.id });
  });

  test('a name changes nothing, and neither does the same team again', async () => {
    const facts = () => world.database.owner.query(sql`/* facts */ select id from deal_fact order by id`);
    const before = await facts();
    await amends(world, 'Employee', olga.id, { name: 'Ольга Петровна', teamId: south?.id });
    await amends(world, 'Team', south?.id ?? '', { name: 'Южная' });
    expect(await facts()).toEqual(before);
  });

  test('into another territory, where the client has none', async () => {
    const [moscow, ural] = [await world.territory('Москва'), await world.territory('Урал')];
    const placed = await world.client('С местом', { territory: moscow });
    const igor = await world.manager('Игорь', { territory: moscow });
    const anywhere = await world.client('Без места');
    await igor.opens({ client: placed, amount: 10 });
    await igor.opens({ client: anywhere, amount: 20 });
    expect(await pipelineBy('TERRITORY')).toMatchObject({ Москва: [2, 30] });
    await amends(world, 'Employee', igor.id, { territoryId: ural.id });
    expect(await pipelineBy('TERRITORY')).toMatchObject({ Москва: [1, 10], Урал: [1, 20] });
  });

  test('a deal that waited for its owner to move is opened where they are then', async () => {
    const [before, after] = [await world.department('Прежний отдел'), await world.department('Следующий отдел')];
    const [left, right] = [
      await world.team('Левая', { department: before }),
      await world.team('Правая', { department: after }),
    ];
    const vera = await world.manager('Вера', { team: left });
    const client = await world.client('Одновременно');
    await oneAfterAnother(vera, [
      () => amends(world, 'Employee', vera.id, { teamId: right.id }),
      () => vera.opens({ client, amount: 1 }),
    ]);
    expect(await pipelineBy('TEAM')).toMatchObject({ Правая: [1, 1] });
    expect(await pipelineBy('DEPARTMENT')).toMatchObject({ 'Следующий отдел': [1, 1] });
  });

  test('a deal that waited for a team to move is opened in the department it is in then', async () => {
    const to = await world.department('Новый отдел');
    const team = await world.team('Переезжающая', { department: await world.department('Старый отдел') });
    const zoya = await world.manager('Зоя', { team });
    const client = await world.client('Тоже одновременно');
    const open = await zoya.opens({ client, amount: 10 });
    await oneAfterAnother(zoya, [
      () => amends(world, 'Team', team.id, { departmentId: to.id }),
      () => zoya.opens({ client, amount: 1 }),
      () => zoya.amends(open, { amount: 20 }),
    ]);
    expect((await pipelineBy('DEPARTMENT'))['Новый отдел']).toEqual([2, 21]);
  });
});

/** Holds somebody's row until all of these, one after another, wait for it or are done; then lets them go. */
async function oneAfterAnother(somebody: Named, works: readonly (() => Promise<unknown>)[]): Promise<void> {
  const { owner } = world.database;
  const begun: Promise<unknown>[] = [];
  await owner.transaction(async (tx) => {
    await tx.query(sql`/* hold */ select 1 from employee where id = ${somebody.id} for update`);
    for (const work of works) {
      let done = false;
      const wait = await waiting();
      begun.push(work().finally(() => (done = true)));
      while (!done && (await waiting()) === wait);
    }
  });
  await Promise.all(begun);
}

/** How many connections to this database wait for a row. */
async function waiting(): Promise<number> {
  const [row] = await world.database.owner.query<{ n: number }>(sql`/* waiting */ select count(*)::int as n
    from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.n ?? 0;
}
