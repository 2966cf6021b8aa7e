import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { amends, does, findings, refused } from './house.ts';
import {
  hireSellers,
  named,
  ownerOf,
  type Preview,
  type Proposal,
  preview,
  previewed,
  type Sellers,
} from './sellers.ts';

let world: World;
let office: Sellers;
beforeAll(async () => {
  world = await startWorld();
  office = await hireSellers(world);
});
afterAll(async () => {
  const found = await findings(world);
  await world.close();
  expect(found).toEqual([]);
});

interface Given {
  kind: string;
  subjectId: string;
  employeeId: string;
  ruleId: string | null;
}

/** Who would get it, by its name. */
async function promised(rules?: object[]): Promise<Record<string, string | null>> {
  const { nodes } = await preview(world, { first: 500, rules });
  return Object.fromEntries(nodes.map(({ name, employee }) => [name, employee?.name ?? null]));
}

async function lead(input: Record<string, unknown>): Promise<Named> {
  return named(await does(world, 'addLead', { employeeId: null, ...input }, 'id name'));
}

describe('what nobody answers for', () => {
  test('finds its manager as the preview says: geographic, product and client models together', async () => {
    await does(world, 'addClientGroupDuty', { employeeId: office.vera.id, segmentId: office.chains.id });
    // Anna has two deals in hand, Boris one client
    const busy = await world.client('Занятая', { owner: office.boris });
    await office.anna.opens({ client: busy, amount: 1 });
    await office.anna.opens({ client: busy, amount: 1 });
    const clients = [
      await world.client('1 сеть с Урала', { segment: office.chains, territory: office.ural }),
      await world.client('2 сеть', { segment: office.chains }),
      await world.client('3 с Урала', { territory: office.ural }),
      await world.client('4 откуда-то'),
      await world.client('5 откуда-то'),
      await world.client('6 откуда-то'),
    ];
    await lead({ name: '7 весы с Урала', productLineId: office.scales.id, territoryId: office.ural.id });
    await lead({ name: '8 от клиента', clientId: busy.id, productLineId: office.scales.id });
    await lead({ name: '9 откуда-то' });
    const proposed = [
      { model: 'PRODUCT', productLineId: office.scales.id, employeeId: office.gleb.id },
      { model: 'CLIENT', appliesTo: 'CLIENTS' },
      { model: 'GEOGRAPHIC', territoryId: office.ural.id, employeeId: office.vera.id },
      { model: 'OTHER', teamId: office.hunters.id },
    ];
    // of the hunters Anna has 2 in hand, Boris 1 and Gromov, who leads them, none: Gromov 1; then Boris and Gromov have 1 each, Boris is the elder;
    // then Gromov 2; lead 8 comes from a client of Boris: 3; Anna, Boris and Gromov have 2, 3, 2: Anna
    const expected = {
      ...{
        '1 сеть с Урала': 'Вера',
        '2 сеть': 'Вера',
        '3 с Урала': 'Вера',
        '4 откуда-то': 'Громов',
        '5 откуда-то': 'Борис',
      },
      ...{ '6 откуда-то': 'Громов', '7 весы с Урала': 'Глеб', '8 от клиента': 'Борис', '9 откуда-то': 'Анна' },
    };
    const before = await ledgerSize();
    expect(await promised()).toEqual(
      Object.fromEntries(Object.keys(expected).map((name) => [name, name.startsWith('8') ? 'Борис' : null])),
    );
    expect(await promised(proposed)).toEqual(expected);
    expect(await ledgerSize(), 'trying writes nothing').toBe(before);

    for (const [i, { model, ...rule }] of proposed.entries())
      await does(world, 'addAssignmentRule', { name: `Правило ${i + 1}`, model, ...rule });
    expect(await promised()).toEqual(expected);
    const { nodes } = await preview(world, { first: 500 });
    expect(nodes.map(({ ruleNumber, rule }) => [ruleNumber, rule?.name ?? null])).toEqual(
      [2, 2, 3, 4, 4, 4, 1, null, 4].map((n) => [n, n === null ? null : `Правило ${n}`]),
    );

    const input = { key: 'give', limit: 500 };
    const fields = 'id version given leftOver assigned { kind subjectId employeeId ruleId }';
    const run = await does(office.head, 'assignUnassigned', input, fields);
    expect(run).toMatchObject({ given: 9, leftOver: 0 });
    const names = new Map([office.anna, office.boris, office.vera, office.gleb].map(({ id, name }) => [id, name]));
    expect(
      (run.assigned as Given[]).map(({ kind, subjectId, employeeId }) => [
        kind,
        subjectId,
        names.get(employeeId) ?? 'Громов',
      ]),
    ).toEqual(nodes.map(({ kind, subjectId, employee }) => [kind, subjectId, employee?.name]));
    for (const client of clients)
      expect(await ownerOf(world, client), client.name).toBe(expected[client.name as keyof typeof expected]);
    const { leads } = await world.ask<{ leads: { nodes: { name: string; employee: { name: string } }[] } }>(
      '{ leads { nodes { name employee { name } } } }',
    );
    expect(Object.fromEntries(leads.nodes.map(({ name, employee }) => [name, employee.name]))).toEqual(
      Object.fromEntries(Object.entries(expected).filter(([name]) => /^[789]/.test(name))),
    );
    expect(await does(office.head, 'assignUnassigned', input, fields), 'the same key gives nothing more').toEqual(run);
    expect(await preview(world)).toEqual({
      nodes: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  test('is shown by pages that go on as one', async () => {
    for (let i = 0; i < 7; i += 1) await world.client(`Страница ${i}`);
    const whole = await preview(world, { first: 500 });
    const seen: Proposal[] = [];
    for (let after: string | null = null; ; ) {
      const page: Preview = await preview(world, { first: 3, after });
      expect(page.totalCount).toBe(7);
      seen.push(...page.nodes);
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(whole.nodes);
    expect(await world.refused(previewed, { after: 'nowhere' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
    for (const [rule, field] of [
      [{ model: 'OTHER' }, 'rules.0.employeeId'],
      [{ model: 'OTHER', employeeId: '999999' }, 'rules.0.employeeId'],
      [{ model: 'OTHER', employeeId: 'x' }, 'rules.0.employeeId'],
    ] as const)
      expect(await world.refused(previewed, { rules: [rule] })).toMatchObject({ field });
    expect(await refused(world, 'assignUnassigned', { limit: 0 })).toMatchObject({ field: 'input.limit' });
    expect(await does(world, 'assignUnassigned', { limit: 2 }, 'given')).toEqual({ given: 2 });
    expect((await preview(world)).nodes.map(({ name }) => name)).toEqual(whole.nodes.slice(2).map(({ name }) => name));
  });

  test('asks as many statements for many as for one', async () => {
    for (let i = 0; i < 40; i += 1) await world.client(`Счёт ${i}`);
    const statements = async (first: number) => {
      const before = world.database.app.statements;
      await preview(world, { first });
      return world.database.app.statements - before;
    };
    expect(await statements(40)).toBe(await statements(1));
    expect(await does(world, 'assignUnassigned', { limit: 500 }, 'leftOver')).toEqual({ leftOver: 0 });
  });

  test('two who give it away at once give everything once', async () => {
    const clients: Named[] = [];
    for (let i = 0; i < 10; i += 1) clients.push(await world.client(`Гонка ${i}`));
    const runs = await Promise.all(
      [1, 2].map(() => does(world, 'assignUnassigned', {}, 'given assigned { subjectId }')),
    );
    const given = runs.flatMap(({ assigned }) => (assigned as Given[]).map(({ subjectId }) => subjectId));
    expect(given.toSorted()).toEqual(clients.map(({ id }) => id).toSorted());
  });

  test('goes to the stand-in of who has left', async () => {
    const dina = await world.manager('Дина', { team: office.farmers });
    await amends(world, 'Employee', dina.id, { standInId: office.vera.id });
    const rule = await does(world, 'addAssignmentRule', {
      name: 'Дине',
      position: 0,
      model: 'OTHER',
      employeeId: dina.id,
    });
    await world.client('Для Дины');
    expect(await promised()).toEqual({ 'Для Дины': 'Дина' });
    await does(world, 'dismissEmployee', { employeeId: dina.id, successorId: office.gleb.id }, 'deals');
    expect(await promised()).toEqual({ 'Для Дины': 'Вера' });
    await does(world, 'endAssignmentRule', { id: rule.id });
    await does(world, 'assignUnassigned', {}, 'given');
  });
});

async function ledgerSize(): Promise<number> {
  const [row] = await world.database.owner.query<{ n: number }>(sql`/* size */ select count(*)::int as n from ledger`);
  return row?.n ?? 0;
}
