import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { contextOf } from './work-context.ts';
import { addLead, addTask, does, logActivity } from './work-desk.ts';

const lists = ['tasksDue', 'tasksOverdue', 'tasksDone', 'meetings', 'activities', 'leadsToAnswer', 'deals'] as const;
type Lists = Record<(typeof lists)[number], { nodes: { id: string }[]; totalCount: number }>;
const query = `query ($employeeId: ID, $date: Date) { day(employeeId: $employeeId, date: $date) { date employee { id }
  ${lists.map((list) => `${list} { totalCount nodes { id } }`).join(' ')} } }`;

let world: World;
let team: Named;
let anna: Named;
let manager: Visitor;
beforeAll(async () => {
  world = await startWorld();
  team = await world.team('Первая', { department: await world.department() });
  anna = await world.employee('Анна', { team });
  manager = await world.enters('manager', { employee: anna });
  await world.pipeline();
});
afterAll(() => world.close());

async function dayOf(asker: Visitor | World, variables: object = {}) {
  const { day } = await asker.ask<{ day: Lists & { date: string; employee: Named } }>(query, { ...variables });
  return { ...day, ...Object.fromEntries(lists.map((list) => [list, day[list].nodes.map(({ id }) => id)])) };
}

const msk = (text: string): string => new Date(`2026-03-${text}:00+03:00`).toISOString();

test("a manager's day: what is to be done and what was, nothing of yesterday, tomorrow or others", async () => {
  world.clock.set(msk('17T10:00'));
  const lead = await addLead(manager);
  const answered = await addLead(manager);
  await does(manager, 'answerLead', { id: answered.id });
  const missed = await addTask(manager, { dueAt: msk('17T18:00') });
  const due = await addTask(manager, { dueAt: msk('18T00:00') });
  const off = await addTask(manager, { dueAt: msk('18T15:00') });
  await does(manager, 'cancelTask', { id: off.id });
  const meeting = await addTask(manager, { kind: 'MEETING', dueAt: msk('18T23:59') });
  await addTask(manager, { dueAt: msk('19T00:00') });
  await logActivity(manager, { at: msk('16T23:59') });
  world.clock.set(msk('18T12:00'));
  const done = await addTask(manager, { dueAt: msk('25T12:00') });
  await does(manager, 'completeTask', { id: done.id });
  const call = await logActivity(manager, { at: msk('18T09:00') });
  const mistake = await logActivity(manager, {});
  await does(manager, 'endActivity', { id: mistake.id });
  const today = await addLead(manager);
  // with whom others have to do
  const boris = await world.employee('Борис', { team });
  await addTask(world, { assigneeId: boris.id, dueAt: msk('18T12:00') });
  await addLead(world, { employeeId: boris.id });
  expect(await dayOf(manager)).toEqual({
    ...{ date: '2026-03-18', employee: { id: anna.id } },
    ...{ tasksDue: [due.id, meeting.id], tasksOverdue: [missed.id], tasksDone: [done.id], meetings: [meeting.id] },
    ...{ activities: [call.id], leadsToAnswer: [lead.id, today.id], deals: [] },
  });
  const yesterday = await dayOf(manager, { date: '2026-03-17' });
  expect(yesterday).toMatchObject({ tasksDue: [missed.id], tasksOverdue: [], leadsToAnswer: [lead.id] });
  // what is due tomorrow is not overdue the day after yet
  const later = await dayOf(manager, { date: '2026-03-20' });
  expect(later.tasksOverdue).toEqual([missed.id, due.id]);
});

test('deals with a next step or an expected close that day', async () => {
  const vera = await world.manager('Вера', { team });
  const deals = {
    expected: await vera.opens({ expectedCloseAt: msk('18T18:00') }),
    tomorrow: await vera.opens({ expectedCloseAt: msk('19T00:00') }),
    step: await vera.opens({}),
    won: await vera.opens({ expectedCloseAt: msk('18T18:00') }),
  };
  await vera.wins(deals.won);
  await world.database.owner.query({
    text: '/* fixture */ update deal set next_step_at = $2 where id = $1',
    values: [deals.step.id, msk('18T15:00')],
  });
  expect((await dayOf(world, { employeeId: vera.id, date: '2026-03-18' })).deals).toEqual([
    deals.step.id,
    deals.expected.id,
  ]);
});

test('is shown as far as its rows may be seen', async () => {
  const gleb = await world.employee('Глеб', { team });
  const other = await world.employee('Другой', {
    team: await world.team('Чужая', { department: await world.department('Второй') }),
  });
  const [task, theirs] = [
    await addTask(world, { assigneeId: gleb.id, dueAt: msk('18T12:00') }),
    await addTask(world, { assigneeId: other.id, dueAt: msk('18T12:00') }),
  ];
  const due = async (asker: Visitor, { id }: Named) =>
    (await dayOf(asker, { employeeId: id, date: '2026-03-18' })).tasksDue;
  const head = await world.enters('head_of_sales', { employee: await world.employee('Глава', { team }) });
  expect([await due(manager, gleb), await due(head, gleb), await due(head, other)]).toEqual([[], [task.id], []]);
  const deputy = await world.enters('deputy');
  expect([await due(deputy, gleb), await due(deputy, other)]).toEqual([[task.id], [theirs.id]]);
  expect(await (await world.enters('screen')).refused(query, { employeeId: gleb.id })).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('refuses nobody and no day', async () => {
  expect(await world.refused(query)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'employeeId' });
  expect(await world.refused(query, { employeeId: '999999' })).toMatchObject({
    code: 'NOT_FOUND',
    field: 'employeeId',
  });
  const ancient = { employeeId: anna.id, date: '1900-01-01' };
  expect(await world.refused(query, ancient)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'date' });
});

test('is as many statements as lists, however much there is, and no list is endless', async () => {
  const dora = await world.employee('Дора', { team });
  const contextValue = await contextOf(world);
  const variableValues = { employeeId: dora.id, date: '2026-03-18' };
  const counted = async () => {
    const before = world.database.app.statements;
    const { data, errors } = await graphql({
      schema: buildVoronkaSchema(),
      source: query,
      contextValue,
      variableValues,
    });
    expect(errors).toBeUndefined();
    return { statements: world.database.app.statements - before, day: (data as unknown as { day: Lists }).day };
  };
  const empty = await counted();
  // the employee twice (asked for, and shown), and a list each
  expect(empty.statements).toBe(lists.length + 2);
  await world.database.owner.query({
    text: `/* fixture */ insert into task (title, kind, status, priority, employee_id, due_at, repeats, repeat_day)
      select 'Много ' || n, 'meeting', 'open', 'normal', $1, $2, 'none', 18 from generate_series(1, 130) n`,
    values: [dora.id, msk('18T12:00')],
  });
  const full = await counted();
  expect(full.day.tasksDue.totalCount).toBe(130);
  expect(full.day.tasksDue.nodes).toHaveLength(100);
  expect(full.statements).toBe(empty.statements);
});
