import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { marketingRecords } from '../../server/src/marketing/marketing.records.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { seeded } from '../ledger/random-department.ts';
import { totals } from '../service/desk.ts';
import { startWorld, type World } from '../world/world.ts';
import { liveMarketing } from './random-marketing.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  const random = seeded(7);
  await liveMarketing(world, (sides) => Math.floor(random() * sides), 160);
});
afterAll(() => world.close());

test('whatever happens, every row stands in the ledger for what it is', async () => {
  await world.roll();
  const records = marketingRecords.map(({ record }) => record);
  expect(await verify(world.database.owner, [...ledgerChecks, recordsEqualTheirRows(records)])).toEqual([]);
});

test('what was spent adds up, day by day, campaign by campaign and source by source', async () => {
  const read = <Row>(text: string) => world.database.owner.query<Row & Record<string, unknown>>({ text, values: [] });
  const rows = await read<{ day: string; campaign_id: string; source_id: string; amount: string }>(
    'select day::text, campaign_id, source_id, amount from spend where ended_at is null',
  );
  expect(rows.length).toBeGreaterThan(20);
  const expected = new Map<string, number>();
  for (const { day, campaign_id, source_id, amount } of rows) {
    const key = `${day} ${campaign_id} ${source_id}`;
    expected.set(key, (expected.get(key) ?? 0) + Number(amount));
  }
  const told = await read<{
    day: string;
    campaign_id: string;
    source_id: string;
    expenses: string;
    acquisition: string;
  }>(`select day::text, campaign_id, source_id, expenses, acquisition from ledger where expenses is not null`);
  const found = new Map<string, number>();
  for (const { day, campaign_id, source_id, expenses, acquisition } of told) {
    expect(acquisition).toBe(expenses);
    const key = `${day} ${campaign_id} ${source_id}`;
    found.set(key, (found.get(key) ?? 0) + Number(expenses));
  }
  const nonZero = (sums: Map<string, number>) => [...sums].filter(([, sum]) => sum !== 0).toSorted();
  expect(nonZero(found)).toEqual(nonZero(expected));
  const sum = rows.reduce((all, { amount }) => all + Number(amount), 0);
  expect(await totals(world, 'spend')).toEqual({ expenses: sum, acquisition: sum });
});
