import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { liveOrganisation } from '../department/random-organisation.ts';
import { liveDevelopment } from '../development/random-development.ts';
import { liveMarketing } from '../marketing/random-marketing.ts';
import { livePlans } from '../plans/random-plans.ts';
import { liveClients } from '../sales/random-clients.ts';
import { liveWork } from '../sales/random-work.ts';
import { liveService } from '../service/random-service.ts';
import { liveStrategy } from '../strategy/random-strategy.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** A number from 0 to one less than the sides, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

test('the whole department at work at once, at random: the ledger stands for everything that happened', async () => {
  const walks = [
    liveOrganisation,
    liveWork,
    liveClients,
    liveService,
    liveMarketing,
    livePlans,
    liveDevelopment,
    liveStrategy,
  ];
  await Promise.all([...walks.map((walk, i) => walk(world, dice(100 + i), 50)), world.roll()]);
  const records = registered.map(({ record }) => record);
  const checks = [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases, recordsEqualTheirRows(records)];
  expect(await verify(world.database.owner, checks)).toEqual([]);
}, 90_000);
