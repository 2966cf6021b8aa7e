import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { findings } from './house.ts';
import { liveOrganisation } from './random-organisation.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline(['Новая', 'Договор']);
});
afterAll(() => world.close());

/** A die that falls the same way every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test('an organisation that lives at random leaves a ledger in which every open deal stands where its owner does', async () => {
  const roll = dice(7);
  const people: Person[] = [];
  for (const name of ['Анна', 'Борис', 'Вера'])
    people.push(await world.manager(name, { team: await world.team(name) }));
  for (const name of ['Урал', 'Москва']) await world.territory(name);
  for (const name of ['Сети', 'Кафе']) await world.segment(name);
  for (let round = 0; round < 5; round += 1) {
    for (const somebody of people) {
      const deal = await somebody.opens({ client: await world.client(`Клиент ${round}`), amount: 1 + roll(1000) });
      if (roll(3) === 0) await somebody.wins(deal);
    }
    world.clock.advance({ hours: 3 });
    await liveOrganisation(world, roll, 30);
  }
  expect(await findings(world)).toEqual([]);

  const { owner } = world.database;
  const employees = await owner.query<Record<'id' | 'team_id' | 'superior_id', string | null>>(
    sql`/* rows */ select id, team_id, superior_id from employee`,
  );
  const teams = await owner.query<Record<'id' | 'department_id', string | null>>(
    sql`/* rows */ select id, department_id from team`,
  );
  const deals = await owner.query<Record<'id' | 'owner_id' | 'team_id' | 'department_id', string | null>>(
    sql`/* rows */ select id, owner_id, team_id, department_id from deal where status = 'open'`,
  );
  const stocks = await owner.query<{ deal_id: string; team_id: string | null; department_id: string | null }>(
    sql`/* stocks */ select deal_id, team_id, department_id from ledger where in_stage is not null group by 1, 2, 3 having sum(in_stage) <> 0`,
  );
  expect(deals.length).toBeGreaterThan(5);
  for (const deal of deals) {
    const team = employees.find(({ id }) => id === deal.owner_id)?.team_id ?? null;
    const department = teams.find(({ id }) => id === team)?.department_id ?? null;
    expect([deal.team_id, deal.department_id], `deal ${deal.id}`).toEqual([team, department]);
    expect(stocks.filter(({ deal_id }) => deal_id === deal.id)).toEqual([
      { deal_id: deal.id, team_id: team, department_id: department },
    ]);
  }
  expect(new Set(deals.map(({ team_id }) => team_id)).size, 'people have moved').toBeGreaterThan(1);
  for (const { id } of employees) {
    const above = new Set<string>();
    for (let next = id; next !== null; next = employees.find((other) => other.id === next)?.superior_id ?? null) {
      expect(above.has(next), `employee ${id} answers to themselves`).toBe(false);
      above.add(next);
    }
  }
});
