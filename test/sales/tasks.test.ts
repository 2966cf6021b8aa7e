import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { addLead, addTask, does, isRefused, readLead, readTasks, type Task } from './work-desk.ts';
import { Expected, standing, total } from './work-sums.ts';

let world: World;
let team: Named;
let department: Named;
let anna: Named;
let boris: Named;
let manager: Visitor;
let head: Visitor;
beforeAll(async () => {
  world = await startWorld();
  department = await world.department();
  team = await world.team('Первая', { department });
  anna = await world.employee('Анна', { team });
  boris = await world.employee('Борис', { team });
  manager = await world.enters('manager', { employee: anna });
  head = await world.enters('head_of_sales', { employee: await world.employee('Глава', { team }) });
  await world.pipeline();
});
afterAll(() => world.close());

const inHours = (hours: number): string => new Date(world.clock.now().getTime() + hours * 3_600_000).toISOString();
const placeOf = (employee: Named) => ({ employee_id: employee.id, team_id: team.id, department_id: department.id });

describe('a task', () => {
  test('counts at the instant it is due, on time or not', async () => {
    const expected = new Expected();
    const [soon, late, never, missed] = [inHours(2), inHours(1), inHours(5), inHours(3)];
    const tasks = [
      await addTask(manager, { dueAt: soon }),
      await addTask(manager, { dueAt: late }),
      await addTask(manager, { dueAt: never }),
      await addTask(manager, { dueAt: missed }),
    ];
    for (const at of [soon, late, never, missed]) expected.add(at, placeOf(anna), 'tasks_due', 1);
    expect(await standing(world, ['task'])).toEqual(expected.lines());
    expect(await total(world, 'tasks_due')).toBe(0);
    world.clock.advance({ hours: 2 });
    const [first, second, third] = tasks;
    // by then, with the last second
    await does(manager, 'completeTask', { id: first?.id, result: 'Дозвонилась' });
    expected.add(soon, placeOf(anna), 'tasks_on_time', 1);
    await does(manager, 'completeTask', { id: second?.id });
    await does(manager, 'cancelTask', { id: third?.id });
    expected.add(never, placeOf(anna), 'tasks_due', -1);
    expect(await standing(world, ['task'])).toEqual(expected.lines());
    expect([await total(world, 'tasks_due'), await total(world, 'tasks_on_time')]).toEqual([2, 1]);
    // said later that it had been done in time
    await does(manager, 'reopenTask', { id: second?.id });
    await does(manager, 'completeTask', { id: second?.id, at: late });
    expected.add(late, placeOf(anna), 'tasks_on_time', 1);
    expect(await standing(world, ['task'])).toEqual(expected.lines());
    await does(manager, 'reopenTask', { id: third?.id });
    expected.add(never, placeOf(anna), 'tasks_due', 1);
    expect(await standing(world, ['task'])).toEqual(expected.lines());
  });

  test('put off, it is due then and not before', async () => {
    world.clock.advance({ days: 1 });
    const before = await total(world, 'tasks_due');
    const task = await addTask(manager, { dueAt: inHours(1) });
    await does(manager, 'amendTask', { id: task.id, dueAt: inHours(30) });
    world.clock.advance({ hours: 29 });
    expect(await total(world, 'tasks_due')).toBe(before);
    world.clock.advance({ hours: 1 });
    expect(await total(world, 'tasks_due')).toBe(before + 1);
    const query = '{ kpis(period: { named: ALL }) { total { taskCompletion { numerator denominator } } } }';
    const { kpis } = await world.ask<{ kpis: { total: { taskCompletion: object } } }>(query);
    expect(kpis.total.taskCompletion).toEqual({
      numerator: await total(world, 'tasks_on_time'),
      denominator: before + 1,
    });
  });

  test('given to another before it is due, it is due for them; after it, it was due for who had it', async () => {
    const [early, late] = [
      await addTask(head, { assigneeId: anna.id, dueAt: inHours(2) }),
      await addTask(head, { assigneeId: anna.id, dueAt: inHours(1) }),
    ];
    await does(head, 'amendTask', { id: early.id, assigneeId: boris.id });
    world.clock.advance({ hours: 1, minutes: 30 });
    const moved = await does<Task>(head, 'amendTask', { id: late.id, assigneeId: boris.id });
    expect(moved.assignee).toEqual(boris);
    const due = await world.database.owner.query<{ noun_id: string; employee_id: string }>({
      text: `/* due */ select noun_id, employee_id from ledger where noun = 'task' and noun_id = any($1)
        group by 1, 2 having sum(tasks_due) > 0 order by 1`,
      values: [[early.id, late.id]],
    });
    expect(due.map(({ employee_id: id }) => id)).toEqual([boris.id, anna.id]);
  });

  test('done, it stays as it was promised', async () => {
    const task = await addTask(manager, { dueAt: inHours(1) });
    await does(manager, 'completeTask', { id: task.id });
    expect(await isRefused(manager, 'completeTask', { id: task.id })).toMatchObject({ refusal: 'TASK_ALREADY_DONE' });
    expect(await isRefused(manager, 'amendTask', { id: task.id, dueAt: inHours(9) })).toMatchObject({
      ...{ refusal: 'TASK_ALREADY_DONE', field: 'input.dueAt' },
    });
    expect(await isRefused(manager, 'cancelTask', { id: task.id })).toMatchObject({ refusal: 'TASK_ALREADY_DONE' });
    await does(manager, 'amendTask', { id: task.id, note: 'Перезвонят сами' });
    await does(manager, 'reopenTask', { id: task.id });
    expect(await isRefused(manager, 'reopenTask', { id: task.id })).toMatchObject({ refusal: 'TASK_NOT_DONE' });
  });

  test('about a deal is about its client', async () => {
    const client = await world.client('ООО «Бук»', { owner: anna });
    const person = await world.manager('Продавец', { team });
    const deal = await person.opens({ client });
    expect(await addTask(world, { dealId: deal.id, dueAt: inHours(1) })).toMatchObject({ client });
    const other = await world.client('ООО «Вяз»');
    expect(
      await isRefused(world, 'addTask', { title: 'Письмо', dealId: deal.id, clientId: other.id, dueAt: inHours(1) }),
    ).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'input.clientId' },
    });
  });
});

describe('refuses, naming the field', () => {
  test.each([
    [{ title: ' ' }, 'input.title'],
    [{ title: 'x', dueAt: '2300-01-01T00:00:00Z' }, 'input.dueAt'],
    [{ title: 'x', note: 'x'.repeat(5001) }, 'input.note'],
    [{ title: 'x', repeatsUntil: '2026-12-31' }, 'input.repeatsUntil'],
  ])('%j', async (input, field) => {
    const refused = await isRefused(manager, 'addTask', { dueAt: inHours(1), ...input });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test.each(['clientId', 'dealId', 'leadId', 'assigneeId'])('an unknown %s', async (name) => {
    const refused = await isRefused(world, 'addTask', { title: 'x', dueAt: inHours(1), [name]: '999999' });
    expect(refused).toMatchObject({ code: 'NOT_FOUND', field: `input.${name}` });
  });

  test('what is not theirs, and doing it before it happened', async () => {
    const given = { title: 'x', assigneeId: boris.id, dueAt: inHours(1) };
    expect(await isRefused(manager, 'addTask', given)).toMatchObject({ code: 'FORBIDDEN', field: 'input.assigneeId' });
    const theirs = await addTask(head, given);
    for (const verb of ['amendTask', 'completeTask', 'reopenTask', 'cancelTask'])
      expect(await isRefused(manager, verb, { id: theirs.id }), verb).toMatchObject({
        code: 'NOT_FOUND',
        field: 'input.id',
      });
    expect(await isRefused(head, 'completeTask', { id: theirs.id, at: inHours(1) })).toMatchObject({
      field: 'input.at',
    });
  });

  test('walls, and whoever else has nothing to do with it', async () => {
    const screen = await world.enters('screen');
    expect(await screen.refused('{ tasks { totalCount } }')).toMatchObject({ code: 'FORBIDDEN' });
    const analyst = await world.employee('Аналитик', { team });
    const asker = await world.enters('analyst', { employee: analyst });
    const own = await addTask(head, { assigneeId: analyst.id, dueAt: inHours(1) });
    expect(await does<Task>(asker, 'completeTask', { id: own.id })).toMatchObject({ status: 'DONE' });
    const other = await addTask(head, { assigneeId: anna.id, dueAt: inHours(1) });
    expect(await isRefused(asker, 'completeTask', { id: other.id })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.id',
    });
    const assistant = await world.enters('assistant', { employee: await world.employee('Помощница', { team }) });
    expect(await addTask(assistant, { assigneeId: anna.id, dueAt: inHours(1) })).toMatchObject({ assignee: anna });
  });
});

test('every verb is done once per key', async () => {
  const twice = async (verb: string, input: Record<string, unknown>): Promise<Task> => {
    const call = { key: `once ${verb}`, ...input };
    const first = await does<Task>(manager, verb, call);
    expect(await does<Task>(manager, verb, call), verb).toEqual(first);
    return first;
  };
  const { id } = await twice('addTask', { title: 'Раз', dueAt: inHours(1) });
  await twice('amendTask', { id, version: 1, priority: 'URGENT' });
  expect(await isRefused(manager, 'amendTask', { id, version: 1 })).toMatchObject({ code: 'CONFLICT', version: 2 });
  await twice('completeTask', { id });
  await twice('reopenTask', { id });
  expect(await twice('cancelTask', { id })).toMatchObject({ status: 'CANCELLED', version: 5 });
});

test('whoever leaves hands open leads and tasks on; what fell due stays theirs', async () => {
  const leaver = await world.employee('Уходящая', { team });
  const lead = await addLead(world, { employeeId: leaver.id });
  const rejected = await addLead(world, { employeeId: leaver.id });
  await does(world, 'rejectLead', { id: rejected.id, reason: 'SPAM' });
  const late = await addTask(world, { assigneeId: leaver.id, dueAt: inHours(1) });
  const open = await addTask(world, { assigneeId: leaver.id, dueAt: inHours(9) });
  const done = await addTask(world, { assigneeId: leaver.id, dueAt: inHours(1) });
  await does(world, 'completeTask', { id: done.id });
  world.clock.advance({ hours: 2 });
  const dismiss = 'mutation ($input: DismissEmployeeInput!) { dismissEmployee(input: $input) { deals } }';
  await world.ask(dismiss, { input: { key: 'leave', employeeId: leaver.id, successorId: boris.id } });
  expect([await readLead(world, lead.id), await readLead(world, rejected.id)]).toMatchObject([
    { employee: boris },
    { employee: leaver },
  ]);
  const tasks = await readTasks(world, { id: [late.id, open.id, done.id] });
  expect(tasks.map(({ assignee }) => assignee)).toEqual([boris, boris, leaver]);
  const due = await world.database.owner.query<{ noun_id: string; employee_id: string }>({
    text: `/* due */ select noun_id, employee_id from ledger where noun = 'task' and noun_id = any($1)
      group by 1, 2 having sum(tasks_due) > 0 order by 1`,
    values: [[late.id, open.id, done.id]],
  });
  expect(due.map(({ employee_id: id }) => id)).toEqual([leaver.id, boris.id, leaver.id]);
});
