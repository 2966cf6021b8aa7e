import { afterAll, beforeAll, expect, test } from 'vitest';
import { amends, does, findings } from '../department/house.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
let [old, now]: Named[] = [];
let [first, second]: Named[] = [];
let anna: Named;
beforeAll(async () => {
  world = await startWorld();
  [old, now] = [await world.department('Старый'), await world.department('Новый')];
  [first, second] = [await world.team('Первая', { department: old }), await world.team('Вторая', { department: now })];
  anna = await world.employee('Анна', { team: first });
});
afterAll(() => world.close());

async function dueByTeam(): Promise<Record<string, number>> {
  const rows = await world.database.owner.query<{ team: string; due: string }>({
    text: `/* due */ select noun || ' ' || team_id as team, sum(coalesce(tasks_due, late_answers, documents_due)) as due from ledger
      where coalesce(tasks_due, late_answers, documents_due) is not null group by 1`,
    values: [],
  });
  return Object.fromEntries(rows.map(({ team, due }) => [team, Number(due)]));
}

test('what somebody still has to do goes with them into another team, for their new head too', async () => {
  const employeeId = anna.id;
  const client = await world.client();
  const passed = await does(world, 'addTask', {
    title: 'А',
    assigneeId: employeeId,
    dueAt: '2026-03-18T13:00:00+03:00',
  });
  world.clock.advance({ hours: 2 });
  const ahead = await does(world, 'addTask', {
    title: 'Б',
    assigneeId: employeeId,
    dueAt: '2026-04-10T12:00:00+03:00',
  });
  const lead = await does(world, 'addLead', { name: 'Иван', employeeId });
  const about = { kind: 'PROPOSAL', clientId: client.id, employeeId, dueAt: '2026-04-11T12:00:00+03:00' };
  const document = await does(world, 'addDocument', about);
  await amends(world, 'Employee', anna.id, { teamId: second?.id });
  expect(await dueByTeam()).toEqual({
    // what fell due there stays there
    [`task ${first?.id}`]: 1,
    [`task ${second?.id}`]: 1,
    [`lead ${first?.id}`]: 0,
    [`lead ${second?.id}`]: 1,
    [`document ${first?.id}`]: 0,
    [`document ${second?.id}`]: 1,
  });
  const head = await world.enters('head_of_sales', { employee: await world.employee('Глава', { team: second }) });
  const seen = await head.ask<Record<string, { nodes: { id: string }[] }>>(
    '{ tasks { nodes { id } } leads { nodes { id } } documents { nodes { id } } }',
  );
  expect(seen.tasks?.nodes.map(({ id }) => id).toSorted()).toEqual([passed.id, ahead.id].toSorted());
  expect(seen.leads?.nodes).toEqual([{ id: lead.id }]);
  expect(seen.documents?.nodes).toEqual([{ id: document.id }]);
  await amends(world, 'Team', second?.id ?? '', { departmentId: old?.id });
  const { tasks } = await head.ask<{ tasks: { nodes: { department: Named }[] } }>(
    '{ tasks { nodes { department { id } } } }',
  );
  expect(tasks.nodes.map(({ department }) => department.id)).toEqual([old?.id, old?.id]);
  expect(await findings(world)).toEqual([]);
});
