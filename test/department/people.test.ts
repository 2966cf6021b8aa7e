import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { amends, does, refused } from './house.ts';

let world: World;
let visitors: Record<'deputy' | 'manager' | 'screen' | 'head_of_sales', Visitor>;

beforeAll(async () => {
  world = await startWorld();
  const [deputy, manager, screen, head_of_sales] = [
    await world.enters('deputy'),
    await world.enters('manager', { employee: await world.employee('Ольга') }),
    await world.enters('screen'),
    await world.enters('head_of_sales', { employee: await world.employee('Громов') }),
  ];
  visitors = { deputy, manager, screen, head_of_sales };
});
afterAll(() => world.close());

/** What the ledger tells of a row, in order. */
async function told(noun: string, id: string): Promise<string[]> {
  const rows = await world.database.owner.query<{ kind: string }>(
    sql`/* told */ select kind from ledger where noun = ${noun} and noun_id = ${id} and event order by id`,
  );
  return rows.map(({ kind }) => kind);
}

describe('a department', () => {
  test('has a name, a purpose, tasks in order, and somebody who leads it', async () => {
    const input = { name: ' Сервис ', kind: 'SERVICE', tasks: ['Жалобы', 'Отзывы'] };
    const fields = 'id version name kind tasks head { name } endedAt';
    const added = await does(world, 'addDepartment', { key: 'service', ...input }, fields);
    expect(added).toEqual({
      ...{ id: added.id, version: 1, name: 'Сервис', kind: 'SERVICE', tasks: ['Жалобы', 'Отзывы'] },
      ...{ head: null, endedAt: null },
    });
    expect(await does(world, 'addDepartment', { key: 'service', ...input }, fields)).toEqual(added);
    const viktor = await does(world, 'addEmployee', { name: 'Виктор', headsId: added.id });
    const amended = await amends(world, 'Department', added.id, { tasks: ['Отзывы'] }, fields);
    expect(amended).toMatchObject({ version: 2, tasks: ['Отзывы'], head: { name: 'Виктор' } });
    expect(await refused(world, 'addEmployee', { name: 'Второй', headsId: added.id })).toMatchObject({
      code: 'REFUSED',
      refusal: 'TAKEN',
      field: 'input.headsId',
    });
    await amends(world, 'Employee', viktor.id, { headsId: null });
    const second = await does(world, 'addEmployee', { name: 'Второй', headsId: added.id }, 'id version heads { name }');
    expect(second).toMatchObject({ heads: { name: 'Сервис' } });
    expect(await does(world, 'endDepartment', { id: added.id }, fields)).toMatchObject({
      endedAt: world.clock.now().toISOString(),
    });
    expect(await told('department', added.id)).toEqual(['reference_added', 'reference_amended', 'reference_ended']);
  });

  test('that has ended takes nobody', async () => {
    const gone = await does(world, 'addDepartment', { name: 'Закрытый' });
    await does(world, 'endDepartment', { id: gone.id });
    for (const [verb, field] of [
      ['addTeam', 'departmentId'],
      ['addPosition', 'departmentId'],
      ['addEmployee', 'headsId'],
    ] as const)
      expect(await refused(world, verb, { name: 'x', [field]: gone.id })).toMatchObject({
        refusal: 'ENDED',
        field: `input.${field}`,
      });
  });
});

describe('a position', () => {
  test('is of level 1 unless told, and lists by level', async () => {
    const fields = 'id version name level duties department { id }';
    const worker = await does(world, 'addPosition', { name: 'Стажёр', duties: ['Учиться'] }, fields);
    expect(worker).toMatchObject({ level: 1, duties: ['Учиться'], department: null });
    const boss = await does(world, 'addPosition', { name: 'Коммерческий директор', level: 3 }, fields);
    const list = await world.ask<{ positions: { nodes: { id: string }[] } }>(
      `{ positions(where: { level: { from: 2 } }, orderBy: { by: level, direction: DESC }) { nodes { id } } }`,
    );
    expect(list.positions.nodes).toEqual([{ id: boss.id }]);
    expect(await amends(world, 'Position', worker.id, { level: 2, name: 'Старший' }, fields)).toMatchObject({
      level: 2,
      name: 'Старший',
      duties: ['Учиться'],
    });
    for (const level of [0, 4, 2.5])
      expect(
        await world.refused(`mutation { addPosition(input: { key: "l${level}", name: "x", level: ${level} }) { id } }`),
      ).toMatchObject({ message: expect.stringContaining(level === 2.5 ? 'Int' : 'input.level') });
    await does(world, 'endPosition', { id: worker.id });
    expect(await refused(world, 'addEmployee', { name: 'x', positionId: worker.id })).toMatchObject({
      refusal: 'ENDED',
    });
    expect(await told('position', worker.id)).toEqual(['reference_added', 'reference_amended', 'reference_ended']);
  });
});

describe('an employee', () => {
  const fields = `id version name email hiredOn probationUntil leftOn position { name level } team { name kind department { name } }
    territory { name } superior { name } standIn { name } heads { name } needsStandIn`;

  test('has all a personnel file begins with, and is amended field by field', async () => {
    const department = await world.department('Продажи');
    const team = await does(world, 'addTeam', { name: 'Охотники', kind: 'ACQUISITION', departmentId: department.id });
    const position = await world.position('Менеджер');
    const boss = await world.employee('Алексей');
    const input = {
      ...{ name: 'Ирина', email: 'irina@example.org', positionId: position.id, teamId: team.id, superiorId: boss.id },
      ...{ hiredOn: '2026-03-02', probationUntil: '2026-06-01', territoryId: (await world.territory('Урал')).id },
    };
    const irina = await does(world, 'addEmployee', input, fields);
    expect(irina).toEqual({
      ...{ id: irina.id, version: 1, name: 'Ирина', email: 'irina@example.org', hiredOn: '2026-03-02', leftOn: null },
      ...{ probationUntil: '2026-06-01', position: { name: 'Менеджер', level: 1 }, territory: { name: 'Урал' } },
      ...{ team: { name: 'Охотники', kind: 'ACQUISITION', department: { name: 'Продажи' } }, heads: null },
      ...{ superior: { name: 'Алексей' }, standIn: null, needsStandIn: false },
    });
    const amended = await amends(world, 'Employee', irina.id, { probationUntil: null, standInId: boss.id }, fields);
    expect(amended).toEqual({ ...irina, version: 2, probationUntil: null, standIn: { name: 'Алексей' } });
    expect(await told('employee', irina.id)).toEqual(['reference_added', 'reference_amended']);
    const late = { id: irina.id, version: 1, name: 'Поздно' };
    expect(await refused(world, 'amendEmployee', late)).toMatchObject({ code: 'CONFLICT', version: 2 });
  });

  test.each([
    [{ name: '' }, 'input.name'],
    [{ name: 'x', email: 'nowhere' }, 'input.email'],
    [{ name: 'x', hiredOn: '2026-03-02', probationUntil: '2026-03-01' }, 'input.probationUntil'],
    [{ name: 'x', teamId: '999999' }, 'input.teamId'],
    [{ name: 'x', standInId: '999999' }, 'input.standInId'],
  ])('is refused with %j, naming the field', async (input, field) => {
    expect(await refused(world, 'addEmployee', input)).toMatchObject({ field });
  });

  test('answers to nobody who answers to them, over however many, and stands in for nobody but others', async () => {
    const ids: string[] = [];
    for (const name of ['Первый', 'Второй', 'Третий', 'Четвёртый']) {
      const superiorId = ids.at(-1) ?? null;
      ids.push((await does(world, 'addEmployee', { name, superiorId })).id);
    }
    for (const superiorId of ids) {
      expect(await refused(world, 'amendEmployee', { id: ids[0], version: 1, superiorId })).toMatchObject({
        refusal: 'SUPERIOR_CYCLE',
        field: 'input.superiorId',
      });
    }
    expect(await refused(world, 'amendEmployee', { id: ids[0], version: 1, standInId: ids[0] })).toMatchObject({
      refusal: 'OWN_STAND_IN',
      field: 'input.standInId',
    });
    // the last may come under the first: that is no circle
    expect(await amends(world, 'Employee', ids[3] ?? '', { superiorId: ids[0] }, 'superior { name }')).toEqual({
      superior: { name: 'Первый' },
    });
  });

  test('two changes at once make no circle together', async () => {
    for (let round = 0; round < 3; round += 1) {
      // a over b, c over d: then b over c and d over a, at once
      const a = await does(world, 'addEmployee', { name: 'а' });
      const b = await does(world, 'addEmployee', { name: 'б', superiorId: a.id });
      const c = await does(world, 'addEmployee', { name: 'в' });
      const d = await does(world, 'addEmployee', { name: 'г', superiorId: c.id });
      const done = await Promise.allSettled([
        does(world, 'amendEmployee', { id: c.id, version: 1, superiorId: b.id }),
        does(world, 'amendEmployee', { id: a.id, version: 1, superiorId: d.id }),
      ]);
      expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('needs a stand-in in a key post: leading, or answering for a group of clients', async () => {
    const head = await world.position('РОП', { level: 2 });
    const helper = await does(world, 'addEmployee', { name: 'Заместитель' });
    const needs = (id: string) =>
      world
        .ask<{ employee: { needsStandIn: boolean } }>(`{ employee(id: "${id}") { needsStandIn } }`)
        .then((a) => a.employee.needsStandIn);
    const boss = await does(world, 'addEmployee', { name: 'РОП', positionId: head.id });
    const keeper = await does(world, 'addEmployee', { name: 'Хранитель' });
    expect([await needs(boss.id), await needs(keeper.id), await needs(helper.id)]).toEqual([true, false, false]);
    const duty = await does(world, 'addClientGroupDuty', {
      employeeId: keeper.id,
      segmentId: (await world.segment('Сети')).id,
    });
    expect(await needs(keeper.id)).toBe(true);
    await amends(world, 'Employee', keeper.id, { standInId: helper.id });
    await amends(world, 'Employee', boss.id, { standInId: helper.id });
    expect([await needs(boss.id), await needs(keeper.id)]).toEqual([false, false]);
    await world.ask(
      `mutation { dismissEmployee(input: { key: "bye", employeeId: "${helper.id}", successorId: "${boss.id}" }) { deals } }`,
    );
    expect([await needs(boss.id), await needs(keeper.id)]).toEqual([true, true]);
    await does(world, 'endClientGroupDuty', { id: duty.id });
    expect(await needs(keeper.id)).toBe(false);
  });
});

describe('who may', () => {
  test('those who decide change the house, the rest of it reads', async () => {
    for (const verb of ['addDepartment', 'addTeam', 'addPosition', 'addEmployee']) {
      expect(await refused(visitors.manager, verb, { name: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(visitors.head_of_sales, verb, { name: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await does(visitors.deputy, verb, { name: verb })).toMatchObject({ version: 1 });
    }
    await visitors.manager.ask(
      '{ employees { nodes { name email hiredOn probationUntil leftOn position { duties } } } }',
    );
  });

  test('a wall knows names, posts, teams and territories, and nothing else', async () => {
    await visitors.screen.ask(
      '{ employees { nodes { id name position { id name } team { name department { name } } territory { name } } } }',
    );
    for (const hidden of [
      'email',
      'hiredOn',
      'probationUntil',
      'leftOn',
      'superior { id }',
      'standIn { id }',
      'needsStandIn',
    ])
      expect(await visitors.screen.refused(`{ employees { nodes { ${hidden} } } }`)).toMatchObject({
        code: 'FORBIDDEN',
      });
    for (const hidden of [
      '{ departments { nodes { tasks } } }',
      '{ positions { nodes { duties } } }',
      '{ orgChart { nodes { id } } }',
    ])
      expect(await visitors.screen.refused(hidden)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
