import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { does, refusedTo } from '../service/desk.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { liveStrategy } from './random-strategy.ts';

let world: World;
let olga: Person;
let team: Named;
let manager: Visitor;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  team = await world.team('Первая', { department: await world.department() });
  olga = await world.manager('Ольга', { team });
  manager = await world.enters('manager', { employee: olga });
});
afterAll(() => world.close());

interface Signals {
  riskSignals: {
    id: string;
    kind: string;
    value: number;
    threshold: number;
    client: Named | null;
    employee: Named | null;
    risk: { title: string } | null;
  }[];
}
const signalsOf = async (kind: string) =>
  (
    await world.ask<Signals>(
      '{ riskSignals { id kind value threshold client { id name } employee { id name } risk { title } } }',
    )
  ).riskSignals.filter((signal) => signal.kind === kind);

const risk = {
  title: 'Один клиент',
  kind: 'FINANCIAL',
  signal: 'Доля растёт',
  probability: 3,
  impact: 5,
  counterMeasure: 'Новые клиенты',
};

describe('risks raise their own signals', () => {
  test('revenue that hangs on few clients, by hand', async () => {
    expect(await signalsOf('LARGEST_CLIENT')).toEqual([]);
    // twelve clients: 300, ten times 10, and 100 more than a year ago, which no longer counts
    const clients = await Promise.all(
      Array.from({ length: 12 }, (_, i) => world.client(`Клиент ${i}`, { owner: olga })),
    );
    const amounts = [300, ...Array.from({ length: 10 }, () => 10)];
    for (const [i, amount] of amounts.entries()) {
      const deal = await olga.opens({ client: clients[i], amount, at: '2026-01-10T09:00:00Z' });
      await olga.wins(deal, { at: '2026-02-10T09:00:00Z' });
    }
    const old = await olga.opens({ client: clients[11], amount: 100, at: '2024-01-10T09:00:00Z' });
    await olga.wins(old, { at: '2024-02-10T09:00:00Z' });
    const [largest, ...others] = await signalsOf('LARGEST_CLIENT');
    expect(others).toEqual([]);
    expect(largest).toMatchObject({ value: 300 / 400, threshold: 0.2, client: { name: 'Клиент 0' }, risk: null });
    expect(await signalsOf('LARGEST_TEN')).toMatchObject([{ value: 390 / 400, threshold: 0.6 }]);
    await does(world, 'addRisk', { ...risk, ownerId: olga.id, raisedBy: largest?.id });
    expect((await signalsOf('LARGEST_CLIENT'))[0]?.risk).toEqual({ title: 'Один клиент' });
    expect(await refusedTo(world, 'addRisk', { ...risk, ownerId: olga.id, raisedBy: largest?.id })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.raisedBy',
    });
  });

  test('key posts without anybody who takes over', async () => {
    const position = await does(world, 'addPosition', { name: 'Руководитель отдела продаж', level: 2 });
    const lead = await world.employee('Глава', { team });
    await does(world, 'amendEmployee', { id: lead.id, version: 1, positionId: position.id });
    expect((await signalsOf('NO_STAND_IN')).map(({ employee }) => employee?.name)).toEqual(['Глава']);
    await does(world, 'amendEmployee', { id: lead.id, version: 2, standInId: olga.id });
    expect(await signalsOf('NO_STAND_IN')).toEqual([]);
  });

  test('are for those who lead', async () => {
    expect(await manager.refused('{ riskSignals { id } }')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await manager.refused('{ risks { nodes { id } } }')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusedTo(manager, 'addRisk', { ...risk, ownerId: olga.id })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusedTo(world, 'addRisk', { ...risk, impact: 6, ownerId: olga.id })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.impact',
    });
  });
});

describe('competitors', () => {
  interface Results {
    competitorResults: {
      nodes: { competitor: Named; met: number; open: number; won: number; lost: number; winRate: number | null }[];
    };
  }

  test('are seen in deals once, and counted by how those end', async () => {
    const rival = await does(world, 'addCompetitor', { name: 'Соперник' });
    const unseen = await does(world, 'addCompetitor', { name: 'Невидимка' });
    expect(await refusedTo(world, 'addCompetitor', { name: 'СОПЕРНИК' })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.name',
    });
    const client = await world.client('Спорный', { owner: olga });
    const deals = await Promise.all(Array.from({ length: 4 }, () => olga.opens({ client, amount: 5 })));
    for (const deal of deals) await does(manager, 'seeCompetitor', { dealId: deal.id, competitorId: rival.id });
    expect(await refusedTo(manager, 'seeCompetitor', { dealId: deals[0]?.id, competitorId: rival.id })).toMatchObject({
      refusal: 'TAKEN',
    });
    const [won, lost, alsoWon] = deals as [(typeof deals)[0], (typeof deals)[0], (typeof deals)[0]];
    await olga.wins(won);
    await olga.loses(lost, 'Цена');
    await olga.wins(alsoWon);
    const found = await world.ask<Results>(
      '{ competitorResults { nodes { competitor { id name } met open won lost winRate } } }',
    );
    const of = ({ id }: { id: string }) => found.competitorResults.nodes.find(({ competitor }) => competitor.id === id);
    expect(of(rival)).toMatchObject({ met: 4, open: 1, won: 2, lost: 1, winRate: 2 / 3 });
    expect(of(unseen)).toMatchObject({ met: 0, open: 0, won: 0, lost: 0, winRate: null });
  });

  test('are not told of in deals of others', async () => {
    const boris = await world.manager('Борис', { team });
    const theirs = await boris.opens({ client: await world.client('Чужой', { owner: boris }) });
    const rival = await does(world, 'addCompetitor', { name: 'Второй' });
    expect(await refusedTo(manager, 'seeCompetitor', { dealId: theirs.id, competitorId: rival.id })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.dealId',
    });
  });
});

describe('what the house goes for', () => {
  test.each([
    ['addPriorityMarket', { title: 'Ничей', goal: 'Вырасти' }, 'input.territoryId'],
    ['addSwotItem', { quadrant: 'THREAT', words: 'Новый закон', weight: 0 }, 'input.weight'],
    ['addPriorityClient', { clientId: '999999', reason: 'Крупный' }, 'input.clientId'],
  ])('%s refuses %j', async (verb, input, field) => {
    expect(await refusedTo(world, verb, input)).toMatchObject({ field });
  });

  test('a client is a priority once at a time', async () => {
    const client = await world.client('Опорный');
    const one = await does(world, 'addPriorityClient', { clientId: client.id, reason: 'Оборот' });
    expect(await refusedTo(world, 'addPriorityClient', { clientId: client.id, reason: 'Ещё раз' })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.clientId',
    });
    await does(world, 'endPriorityClient', { id: one.id });
    await does(world, 'addPriorityClient', { clientId: client.id, reason: 'Снова' });
  });
});

test('whatever happens at random, the ledger stands for the rows', async () => {
  let state = 11;
  const roll = (sides: number) =>
    Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * sides);
  await liveStrategy(world, roll, 40);
  const records = registered.map(({ record }) => record);
  expect(await verify(world.database.owner, [...ledgerChecks, recordsEqualTheirRows(records)])).toEqual([]);
});
