import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureNames } from '../../server/src/ledger/measures.ts';
import { rollups } from '../../server/src/ledger/rollups.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { findings, sums } from './deal-desk.ts';

let world: World;
let olga: Person;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline(['Новая', 'Переговоры', 'Договор']);
  olga = await world.manager('Ольга');
});
afterAll(() => world.close());

const old = ['opened', 'won', 'lost', 'revenue', 'cycle', 'in_stage', 'pipeline', 'priced'];
const fresh = ['stage_closed', 'stage_won'];

/** Makes of the ledger and the rows what the build before this one would have written. */
async function forget(): Promise<void> {
  const cleared = fresh.map((measure) => `${measure} = null`).join(', ');
  const nothing = measureNames.map((measure) => `${measure} is null`).join(' and ');
  const statements = [
    'alter table ledger disable trigger ledger_no_change',
    `update ledger set ${cleared}`,
    `delete from ledger where deal_id is not null and not event and ${nothing}`,
    'alter table ledger enable always trigger ledger_no_change',
    ...rollups.map(({ table }) => `update ${table} set ${cleared}`),
    'update ledger_mark set merged = (select count(*) from ledger where xid < mark)',
    'update deal set slips = 0, first_expected_close_at = null',
    'delete from projection',
  ];
  await world.roll();
  await world.database.owner.transaction(async (tx) => {
    for (const text of statements) await tx.query({ text: `/* fixture */ ${text}`, values: [] });
  });
}

test('what an earlier build posted is brought to the form of this one, once, and no old figure changes', async () => {
  for (let i = 0; i < 6; i += 1) {
    const deal = await olga.opens({ amount: 100 * (i + 1), expectedCloseAt: '2026-04-01T00:00:00Z' });
    await olga.amends(deal, { expectedCloseAt: '2026-05-01T00:00:00Z' });
    await olga.moves(deal, 'Договор');
    if (i % 3 === 0) await olga.wins(deal);
    if (i % 3 === 1) await olga.loses(deal, 'дорого');
    if (i === 3) await olga.reopens(deal);
  }
  const before = await sums(world, [...old, ...fresh]);
  expect(before).toMatchObject({ won: 1, lost: 2, stage_closed: 6, stage_won: 2 });
  await forget();
  const forgotten = await findings(world);
  expect(forgotten.length).toBeGreaterThan(0);
  expect(await sums(world, fresh)).toEqual({ stage_closed: 0, stage_won: 0 });

  const [one, two] = await Promise.all([
    startWorld({ databaseUrl: world.databaseUrl }),
    startWorld({ databaseUrl: world.databaseUrl }),
  ]);
  await Promise.all([one.close(), two.close()]);
  expect(await sums(world, [...old, ...fresh])).toEqual(before);
  expect(await findings(world)).toEqual([]);
  const entries = async () =>
    (
      await world.database.owner.query<{ n: string }>({
        text: '/* plain */ select count(*) as n from ledger',
        values: [],
      })
    )[0]?.n;
  const after = await entries();
  await (await startWorld({ databaseUrl: world.databaseUrl })).close();
  expect(await entries()).toBe(after);
  // what was put right can be worked on
  const { deals } = await world.ask<{ deals: { nodes: { id: string; version: number }[] } }>(
    '{ deals(where: { status: [WON] }) { nodes { id version } } }',
  );
  const [won] = deals.nodes;
  await world.ask('mutation ($input: ReopenDealInput!) { reopenDeal(input: $input) { id } }', {
    input: { key: 'после', dealId: won?.id, version: won?.version },
  });
  expect(await findings(world)).toEqual([]);
});
