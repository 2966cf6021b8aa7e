import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { type Client, countOf, does, refused } from './client-desk.ts';

const checks = [
  ...ledgerChecks,
  ...[dealsEqualTheirFacts, clientsEqualTheirPurchases],
  recordsEqualTheirRows(registered.map(({ record }) => record)),
];

let world: World;
let olga: Person;
let head: Visitor;
let manager: Visitor;
let foreign: Named;

beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  const sales = await world.department('Продажи');
  const team = await world.team('Первая', { department: sales });
  olga = await world.manager('Ольга', { team });
  const elsewhere = await world.team('Чужая', { department: await world.department('Другой') });
  foreign = await world.manager('Чужой', { team: elsewhere });
  head = await world.enters('head_of_sales', { employee: await world.employee('Глава', { team }) });
  manager = await world.enters('manager', { employee: olga });
});
afterAll(() => world.close());

const merging = (survivor: Client, merged: Client) => ({
  ...{ survivorId: survivor.id, survivorVersion: survivor.version, mergedId: merged.id, mergedVersion: merged.version },
});

const at = (text: string) => `${text}T10:00:00+03:00`;

describe('merging clients', () => {
  test('are merged by those who answer for both', async () => {
    const ours = await does(world, 'addClient', { name: 'Наш', ownerId: olga.id });
    const nobodys = await does(world, 'addClient', { name: 'Ничей', ownerId: null });
    const theirs = await does(world, 'addClient', { name: 'Их', ownerId: foreign.id });
    expect(await refused(head, 'mergeClients', merging(ours, theirs))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.mergedId',
    });
    expect(await refused(head, 'mergeClients', merging(theirs, ours))).toMatchObject({ field: 'input.survivorId' });
    expect(await refused(manager, 'mergeClients', merging(ours, nobodys))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(world, 'mergeClients', merging(ours, ours))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.mergedId',
    });
    expect(await refused(world, 'mergeClients', { ...merging(ours, nobodys), mergedVersion: 7 })).toMatchObject({
      ...{ code: 'CONFLICT', field: 'input.mergedVersion', version: 1 },
    });
    expect((await does(head, 'mergeClients', merging(ours, nobodys))).version).toBe(2);
  });

  test('are merged while their deals are being won, in any order, without anybody waiting for ever', async () => {
    for (let round = 0; round < 4; round += 1) {
      const pair = await Promise.all([1, 2].map((n) => does(world, 'addClient', { name: `Вместе ${round}-${n}` })));
      const [a, b] = round % 2 === 0 ? pair : pair.toReversed();
      if (!a || !b) throw new Error('no clients');
      const deals = await Promise.all(
        [a, b, a, b].map((client, i) => olga.opens({ client, amount: i + 1, at: at('2026-02-01') })),
      );
      const results = await Promise.allSettled([
        ...deals.map((deal, i) => olga.wins(deal, { at: at(`2026-02-0${2 + i}`) })),
        does(world, 'mergeClients', merging(a, b)),
      ]);
      expect(results.at(-1)?.status).toBe('fulfilled');
      for (const [i, result] of results.slice(0, -1).entries()) {
        if (result.status === 'fulfilled') continue;
        // the merge came first, and the deal is another client's by now: whoever wins it looks again
        const deal = deals[i];
        const { deal: now } = await world.ask<{ deal: { version: number } }>(`{ deal(id: "${deal?.id}") { version } }`);
        if (deal) await olga.wins({ ...deal, version: now.version }, { at: at(`2026-02-0${2 + i}`) });
      }
      expect(await countOf(world, '2026-02-01', '2026-03-01', { client: [a.id] })).toEqual({
        ...{ active: 1, fresh: 1, churned: 0, repeat: 2 + 3 + 4 },
      });
    }
    await world.roll();
    expect(await verify(world.database.owner, checks)).toEqual([]);
  });
});
