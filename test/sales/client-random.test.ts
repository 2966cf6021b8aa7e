import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { seeded } from '../ledger/random-department.ts';
import { startWorld, type World } from '../world/world.ts';
import { liveClients } from './random-clients.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ now: '2025-06-02T09:00:00+03:00' });
});
afterAll(() => world.close());

test('whatever is done with clients, in any order, leaves nothing for verify to find', async () => {
  const random = seeded(20_250_602);
  await liveClients(world, (sides) => Math.floor(random() * sides), 180);
  await world.roll();
  const records = recordsEqualTheirRows(registered.map(({ record }) => record));
  const checks = [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases, records];
  expect(await verify(world.database.owner, checks)).toEqual([]);
  const [made] = await world.database.owner.query<Record<string, number>>({
    text: `select count(*)::int as clients, count(merged_into_id)::int as merged, count(first_purchase_at)::int as bought,
      count(ended_at)::int - count(merged_into_id)::int as ended from client`,
    values: [],
  });
  for (const [what, count] of Object.entries(made ?? {})) expect(count, what).toBeGreaterThan(2);
}, 60_000);
