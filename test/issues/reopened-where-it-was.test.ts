import { afterAll, beforeAll, expect, test } from 'vitest';
import { does } from '../sales/deal-desk.ts';
import { startWorld, type World } from '../world/world.ts';

interface Seen {
  id: string;
  version: number;
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** The open deals of this month by group or team, by the id of the row. */
async function open(by: 'SEGMENT' | 'TEAM'): Promise<Record<string, number>> {
  const { kpis } = await world.ask<{ kpis: { rows: { id: string; pipelineDeals: { value: number } }[] } }>(
    `{ kpis(period: { named: THIS_MONTH }, by: [${by}]) { rows { id pipelineDeals { value } } } }`,
  );
  return Object.fromEntries(kpis.rows.map(({ id, pipelineDeals }) => [id, pipelineDeals.value]));
}

test('a deal that is opened again stands where its client and its owner are now, not where they were when it was closed', async () => {
  const [old, now] = [await world.segment('Мелкие'), await world.segment('Крупные')];
  const [first, second] = [await world.team('Первая'), await world.team('Вторая')];
  const owner = await world.employee('Ольга', { team: first });
  await world.pipeline();
  const client = await does<Seen>(world, 'addClient', { name: 'Ромашка', segmentId: old.id });
  const deal = await does<Seen>(world, 'openDeal', { clientId: client.id, ownerId: owner.id, amount: 100 });
  const lost = await does<Seen>(world, 'loseDeal', { dealId: deal.id, version: deal.version, reason: 'Дорого' });
  await does(world, 'amendClient', { clientId: client.id, version: client.version, segmentId: now.id });
  const { employee } = await world.ask<{ employee: Seen }>(`{ employee(id: "${owner.id}") { id version } }`);
  await does(world, 'amendEmployee', { ...employee, teamId: second.id });
  world.clock.advance({ minutes: 5 });
  const again = await does<Seen>(world, 'reopenDeal', { dealId: deal.id, version: lost.version });
  expect(await open('SEGMENT')).toEqual({ [`segment:${now.id}`]: 1 });
  expect(await open('TEAM')).toEqual({ [`team:${second.id}`]: 1 });
  // and is won for those who have it now
  await does(world, 'winDeal', { dealId: deal.id, version: again.version });
  const { kpis } = await world.ask<{ kpis: object }>(
    '{ kpis(period: { named: THIS_MONTH }, by: [TEAM, SEGMENT]) { rows { id revenue { value } } } }',
  );
  expect(kpis).toEqual({ rows: [{ id: `team:${second.id}/segment:${now.id}`, revenue: { value: 100 } }] });
});
