import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemViewer } from '../../server/src/access/viewer.ts';
import type { Context } from '../../server/src/context.ts';
import type { Transaction } from '../../server/src/database/database.ts';
import { settleClients } from '../../server/src/sales/clients/settle-clients.ts';
import type { Changes } from '../../server/src/sales/deals/deal-fact.ts';
import { contactsOfDealChanged, firstContactHappened } from '../../server/src/sales/deals/first-contact.ts';
import { importHistories, type PlainFact } from '../../server/src/sales/deals/import-histories.ts';
import { reviseHistory } from '../../server/src/sales/deals/revise-history.ts';
import { contextAt } from '../kpi/ledger-fixture.ts';
import { startWorld, type World } from '../world/world.ts';
import { findings, sums } from './deal-desk.ts';

let world: World;
let ctx: Context;
beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00Z' });
  ctx = { ...contextAt(world.database, world.clock.now(), 'Europe/Moscow'), viewer: systemViewer('files', 'import') };
});
afterAll(() => world.close());

const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const days = (n: number) => ({ cycle: n * 86_400, won: 1 });

test('a contact moves the cycle of an imported deal, and an import that tells the deal anew leaves the contact', async () => {
  const { id: pipelineId, stages } = await world.pipeline();
  const { id: clientId } = await world.client();
  const opening: Changes = { clientId, pipelineId, stageId: stages[0]?.id ?? '', title: 'Импорт', amount: 100_00 };
  const told = (won: number): PlainFact[] => [
    { kind: 'opened', effectiveAt: day(5), changes: opening },
    { kind: 'won', effectiveAt: day(won), changes: {} },
  ];
  const inside = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    ctx.database.app.transaction(async (tx) => {
      const result = await work(tx);
      await settleClients(tx, ctx, [clientId]);
      return result;
    });
  const [id = ''] = await inside((tx) => importHistories(tx, ctx, [{ externalId: 'A', facts: told(9) }]));
  const counted = () => sums(world, ['cycle', 'won'], { deal_id: id });
  expect(await counted()).toEqual(days(4));
  await inside((tx) => firstContactHappened(tx, ctx, id, day(2)));
  expect(await counted()).toEqual(days(7));
  // a later one is not the first
  await inside((tx) => firstContactHappened(tx, ctx, id, day(7)));
  expect(await counted()).toEqual(days(7));
  expect(await inside((tx) => reviseHistory(tx, ctx, id, told(9)))).toBe('unchanged');
  expect(await inside((tx) => reviseHistory(tx, ctx, id, told(10)))).toBe('revised');
  expect(await counted()).toEqual(days(8));
  expect(await findings(world)).toEqual([]);
  // none was logged after all
  await inside((tx) => contactsOfDealChanged(tx, ctx, id));
  expect(await counted()).toEqual(days(5));
  expect(await findings(world)).toEqual([]);
});
