import { afterAll, beforeAll, expect, test } from 'vitest';
import { does, findings } from '../department/house.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
});
afterAll(() => world.close());

test('a task that was handed over late and put off counts for who has it when it is due', async () => {
  const [anna, boris] = [await world.employee('Анна'), await world.employee('Борис')];
  const dueAt = '2026-03-18T13:00:00+03:00';
  const task = await does(world, 'addTask', { title: 'Позвонить', assigneeId: anna.id, dueAt });
  world.clock.advance({ hours: 2 });
  const given = await does(world, 'amendTask', { ...task, assigneeId: boris.id });
  const due = async (): Promise<Record<string, number>> => {
    const rows = await world.database.owner.query<{ id: string; due: string }>({
      text: `/* due */ select employee_id as id, sum(tasks_due) as due from ledger where tasks_due is not null group by 1`,
      values: [],
    });
    return Object.fromEntries(rows.map(({ id, due }) => [id, Number(due)]));
  };
  // what fell due was hers
  expect(await due()).toEqual({ [anna.id]: 1 });
  await does(world, 'amendTask', { ...given, dueAt: '2026-03-25T13:00:00+03:00' });
  expect(await due()).toEqual({ [anna.id]: 0, [boris.id]: 1 });
  expect(await findings(world)).toEqual([]);
});
