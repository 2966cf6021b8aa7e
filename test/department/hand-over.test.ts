import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { does, findings, refused } from './house.ts';
import { hireSellers, ownerOf, type Sellers } from './sellers.ts';

let world: World;
let office: Sellers;
beforeAll(async () => {
  world = await startWorld();
  office = await hireSellers(world);
});
afterAll(async () => {
  const found = await findings(world);
  await world.close();
  expect(found).toEqual([]);
});

describe('hand-over after the first sale', () => {
  test('is told for two teams, once each', async () => {
    expect(
      await refused(world, 'addHandOverRule', { fromTeamId: office.hunters.id, toTeamId: office.hunters.id }),
    ).toMatchObject({
      field: 'input.toTeamId',
    });
    expect(
      await refused(world, 'addHandOverRule', { fromTeamId: office.farmers.id, toTeamId: office.hunters.id }),
    ).toMatchObject({
      refusal: 'TEAM_KIND',
      field: 'input.fromTeamId',
    });
    const other = await world.team('Ещё охотники');
    expect(
      await refused(world, 'addHandOverRule', { fromTeamId: other.id, toTeamId: office.hunters.id }),
    ).toMatchObject({
      refusal: 'TEAM_KIND',
      field: 'input.toTeamId',
    });
    await does(world, 'addHandOverRule', { fromTeamId: office.hunters.id, toTeamId: office.farmers.id });
    expect(
      await refused(world, 'addHandOverRule', { fromTeamId: office.hunters.id, toTeamId: office.farmers.id }),
    ).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.fromTeamId',
    });
  });

  test('gives a client to who keeps its group, and the win stays with who won it', async () => {
    const client = await world.client('Новая сеть', { owner: office.anna, segment: office.chains });
    const deal = await office.anna.opens({ client, amount: 500 });
    expect(await ownerOf(world, client)).toBe('Анна');
    await office.anna.wins(deal);
    expect(await ownerOf(world, client), 'Vera keeps the chains').toBe('Вера');
    const { deal: won } = await world.ask<{ deal: { owner: { name: string } } }>(
      `{ deal(id: "${deal.id}") { owner { name } } }`,
    );
    expect(won.owner.name).toBe('Анна');
    const credit = await world.database.owner.query<{ employee_id: string; team_id: string; revenue: string }>(
      sql`/* credit */ select employee_id, team_id, sum(revenue) as revenue from ledger where deal_id = ${deal.id} and revenue is not null group by 1, 2`,
    );
    expect(credit).toEqual([{ employee_id: office.anna.id, team_id: office.hunters.id, revenue: '50000' }]);
  });

  test('gives one of no group to who has the least in hand, and only after the first purchase', async () => {
    const { rows } = await farmersLoad();
    const expected = rows[0]?.name;
    const client = await world.client('Без группы', { owner: office.boris });
    await office.boris.wins(await office.boris.opens({ client, amount: 1 }));
    expect(await ownerOf(world, client)).toBe(expected);
    await does(world, 'amendClient', {
      clientId: client.id,
      version: await versionOf(client),
      ownerId: office.boris.id,
    });
    await office.boris.wins(await office.boris.opens({ client, amount: 1 }));
    expect(await ownerOf(world, client), 'the second purchase changes nothing').toBe('Борис');
  });

  test('leaves alone what a third party answers for, and what another team wins', async () => {
    const third = await world.manager('Ключевой', { team: await world.team('Ключевые клиенты') });
    const client = await world.client('Ключевой клиент', { owner: third });
    await office.anna.wins(await office.anna.opens({ client, amount: 1 }));
    expect(await ownerOf(world, client)).toBe('Ключевой');
    const other = await world.client('Выиграл сам', { owner: third });
    await third.wins(await third.opens({ client: other, amount: 1 }));
    expect(await ownerOf(world, other)).toBe('Ключевой');
  });
});

/** Who keeps clients, the one with the least in hand first: counted row by row. */
async function farmersLoad(): Promise<{ rows: { name: string; load: number }[] }> {
  const clients = await world.database.owner.query<{ owner_id: string | null }>(
    sql`/* rows */ select owner_id from client`,
  );
  const deals = await world.database.owner.query<{ owner_id: string }>(
    sql`/* rows */ select owner_id from deal where status = 'open'`,
  );
  const leads = await world.database.owner.query<{ owner_id: string }>(
    sql`/* rows */ select employee_id as owner_id from lead`,
  );
  const rows = [office.vera, office.gleb].map(({ id, name }) => ({
    name,
    load: [...clients, ...deals, ...leads].filter(({ owner_id }) => owner_id === id).length,
  }));
  return { rows: rows.toSorted((a, b) => a.load - b.load) };
}

async function versionOf(client: Named): Promise<number> {
  return (await world.ask<{ client: { version: number } }>(`{ client(id: "${client.id}") { version } }`)).client
    .version;
}
