import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, migrationsList } from '../../server/src/database/migrate.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { startWorld, type World } from '../world/world.ts';
import { clientOf, countOf } from './client-desk.ts';

// A database that an earlier release wrote: deals were won, and clients had no life of their own yet.

let own: TestDatabase;
let world: World;

const write = (text: string) => own.database.owner.query({ text: `/* fixture */ ${text}`, values: [] });

/** A won deal as the first release left it: row, facts, entries. */
async function won(client: number, at: string, amount: number): Promise<void> {
  const changes = JSON.stringify({
    pipelineId: '1',
    stageId: '1',
    clientId: `${client}`,
    title: 'Сделка',
    amount,
    lines: [],
  });
  await write(`with deal as (
      insert into deal (status, title, client_id, pipeline_id, stage_id, amount, opened_at, stage_since, closed_at, last_fact_at, version)
      values ('won', 'Сделка', ${client}, 1, 1, ${amount}, '${at}', '${at}', '${at}', '${at}', 2) returning id
    ), facts as (
      insert into deal_fact (deal_id, version, kind, effective_at, recorded_at, origin, data)
      select deal.id, f.version, f.kind::deal_fact_kind, '${at}', '${at}', 'api', f.data::jsonb
      from deal, (values (1, 'opened', '${changes}'), (2, 'won', '{}')) as f(version, kind, data) returning id, deal_id, kind
    ), main as (select id, deal_id, kind, '${at}'::timestamptz as at, ('${at}'::timestamptz at time zone 'Europe/Moscow')::date as day from facts)
    insert into ledger (recorded_at, effective_at, day, month, kind, origin, event, fact_id, deal_id, client_id, pipeline_id, stage_id,
      opened, in_stage, priced, pipeline, won, cycle, revenue)
    select at, at, day, date_trunc('month', day), ('deal_' || kind)::entry_kind, 'api', true, id, deal_id, ${client}, 1, 1,
      case kind when 'opened' then 1 end, case kind when 'opened' then 1 else -1 end, case kind when 'opened' then 1 else -1 end,
      case kind when 'opened' then ${amount} else -${amount} end, case kind when 'won' then 1 end, null,
      case kind when 'won' then ${amount} end from main`);
}

beforeAll(async () => {
  own = await startDatabase({ migrated: false });
  const later = migrationsList.splice(migrationsList.findIndex(({ name }) => name === '0004-whole'));
  try {
    await migrate(own.url);
  } finally {
    migrationsList.push(...later);
  }
  await write(`insert into setting (department_name, time_zone, currency) values ('Отдел', 'Europe/Moscow', 'RUB')`);
  await write(`insert into pipeline (name) values ('Продажи')`);
  await write(`insert into stage (name, pipeline_id, position) values ('Новая', 1, 0)`);
  await write(`insert into client (name) values ('Покупал дважды'), ('Покупал давно'), ('Не покупал')`);
  await won(1, '2025-06-01T12:00:00+03:00', 100_00);
  await won(1, '2025-09-01T12:00:00+03:00', 50_00);
  await won(2, '2024-01-10T12:00:00+03:00', 70_00);
  world = await startWorld({ databaseUrl: own.url });
}, 60_000);
afterAll(async () => {
  await world?.close();
  await own?.close();
});

test('what was won before counts for the lives of clients, from when it was won', async () => {
  expect(await countOf(world, '2024-01-01', '2026-03-19')).toEqual({ active: 1, fresh: 2, churned: 1, repeat: 50 });
  expect(await countOf(world, '2025-01-09', '2025-01-10')).toEqual({ active: 0, fresh: 0, churned: 1, repeat: 0 });
  expect((await Promise.all(['1', '2', '3'].map((id) => clientOf(world, id)))).map(({ status }) => status)).toEqual([
    'ACTIVE',
    'LOST',
    'NEW',
  ]);
  expect(await verify(own.database.owner, [...ledgerChecks, clientsEqualTheirPurchases])).toEqual([]);
});

test('it is posted once, however many servers start', async () => {
  const entries = () => write('select count(*) as n from ledger');
  const before = await entries();
  const others = await Promise.all([1, 2].map(() => startWorld({ databaseUrl: own.url })));
  expect(await entries()).toEqual(before);
  for (const other of others) await other.close();
});
