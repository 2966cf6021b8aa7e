import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { amends, does, refused } from './house.ts';
import { hireSellers, preview, previewed, type Sellers } from './sellers.ts';

let world: World;
let office: Sellers;
beforeAll(async () => {
  world = await startWorld();
  office = await hireSellers(world);
});
afterAll(() => world.close());

describe('rules of assignment', () => {
  test('stand in their order, last unless told, and take another place', async () => {
    const order = async () =>
      (
        await world.ask<{ assignmentRules: { nodes: { name: string }[] } }>(
          '{ assignmentRules(where: { ended: false }) { nodes { name } } }',
        )
      ).assignmentRules.nodes.map(({ name }) => name);
    const first = await does(
      world,
      'addAssignmentRule',
      { name: 'Все', model: 'OTHER', teamId: office.hunters.id },
      'id position appliesTo',
    );
    expect(first).toMatchObject({ position: 1, appliesTo: 'BOTH' });
    const second = await does(
      world,
      'addAssignmentRule',
      { name: 'Урал', model: 'GEOGRAPHIC', territoryId: office.ural.id, employeeId: office.gleb.id },
      'id position',
    );
    expect(second).toMatchObject({ position: 2 });
    expect(await order()).toEqual(['Все', 'Урал']);
    await amends(world, 'AssignmentRule', second.id, { position: 0 });
    expect(await order()).toEqual(['Урал', 'Все']);
    await amends(world, 'AssignmentRule', first.id, { position: 0 });
    expect(await order(), 'of equals the one added first').toEqual(['Все', 'Урал']);
    for (const { id } of [first, second]) await does(world, 'endAssignmentRule', { id });
    expect(await order()).toEqual([]);
  });

  test.each<[string, () => Record<string, unknown>, string]>([
    ['no territory to divide by', () => ({ model: 'GEOGRAPHIC', employeeId: office.anna.id }), 'input.territoryId'],
    ['no product line', () => ({ model: 'PRODUCT', employeeId: office.anna.id }), 'input.productLineId'],
    ['somebody for no group', () => ({ model: 'CLIENT', employeeId: office.anna.id }), 'input.segmentId'],
    ['nobody to give it to', () => ({ model: 'OTHER' }), 'input.employeeId'],
    [
      'two to give it to',
      () => ({ model: 'OTHER', employeeId: office.anna.id, teamId: office.hunters.id }),
      'input.teamId',
    ],
    [
      'an amount below nothing',
      () => ({ model: 'OTHER', employeeId: office.anna.id, minimumAmount: -1 }),
      'input.minimumAmount',
    ],
    ['somebody who is not there', () => ({ model: 'OTHER', employeeId: '999999' }), 'input.employeeId'],
  ])('%s: refused, naming the field', async (_, rule, field) => {
    expect(await refused(world, 'addAssignmentRule', { name: 'x', ...rule() })).toMatchObject({ field });
  });

  test('are made by those who give work away, and read by all who work here', async () => {
    const rule = { name: 'x', model: 'OTHER', employeeId: office.anna.id };
    expect(await refused(office.manager, 'addAssignmentRule', rule)).toMatchObject({ code: 'FORBIDDEN' });
    await does(office.head, 'endAssignmentRule', { id: (await does(office.head, 'addAssignmentRule', rule)).id });
    await office.manager.ask(
      '{ assignmentRules { nodes { name } } clientGroupDuties { nodes { id } } handOverRules { nodes { id } } }',
    );
    expect(await office.manager.refused(previewed)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await office.manager.refused('{ assignmentRuns { nodes { given } } }')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(office.manager, 'assignUnassigned', {})).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(office.analyst, 'assignUnassigned', {})).toMatchObject({ code: 'FORBIDDEN' });
    expect((await preview(office.analyst)).totalCount).toBe((await preview(office.head)).totalCount);
  });

  test('a group is held by somebody once', async () => {
    const duty = { employeeId: office.boris.id, segmentId: office.chains.id };
    const held = await does(world, 'addClientGroupDuty', duty);
    expect(await refused(world, 'addClientGroupDuty', duty)).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.segmentId',
    });
    await does(world, 'addClientGroupDuty', { ...duty, territoryId: office.ural.id }).then(({ id }) =>
      does(world, 'endClientGroupDuty', { id }),
    );
    await does(world, 'endClientGroupDuty', { id: held.id });
    await does(world, 'addClientGroupDuty', duty).then(({ id }) => does(world, 'endClientGroupDuty', { id }));
  });
});
