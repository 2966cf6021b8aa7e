import { expect, test } from 'vitest';
import { seeded } from '../ledger/random-department.ts';
import { startWorld } from '../world/world.ts';
import { findings, sums } from './deal-desk.ts';
import { liveDealsDepth } from './random-deals-depth.ts';

test('whatever is done with deals, their papers and procedures, nothing differs', async () => {
  const world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  const team = await world.team('Первая', { department: await world.department() });
  await world.pipeline();
  await world.employee('Ольга', { team });
  for (const name of ['А', 'Б'])
    await world.client(name, { segment: await world.segment(name), territory: await world.territory(name) });
  await world.product('Кровать', { price: 1000_00, cost: 300_00 });
  const random = seeded(20_260_318);
  await liveDealsDepth(world, (sides) => Math.floor(random() * sides), 400);
  const found = await findings(world);
  const done = await sums(world, ['won', 'lost', 'stage_closed', 'checklists', 'invoiced', 'paid', 'documents_due']);
  await world.close();
  expect(found).toEqual([]);
  for (const [measure, amount] of Object.entries(done)) expect(amount, measure).not.toBe(0);
}, 60_000);
