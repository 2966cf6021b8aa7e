import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCalendar, type WorkingCalendar } from '../../server/src/department/calendar/working-days.ts';
import { nextDue, type Repeating } from '../../server/src/sales/tasks/next-due.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { addTask, does, readTasks, type Task } from './work-desk.ts';
import { total } from './work-sums.ts';

let world: World;
let anna: Named;
let calendar: WorkingCalendar;
beforeAll(async () => {
  world = await startWorld();
  anna = await world.employee('Анна', { team: await world.team('Первая', { department: await world.department() }) });
  calendar = await readCalendar(world.database.app);
});
afterAll(() => world.close());

const msk = (text: string): Date => new Date(`${text.length > 11 ? text : `2026-${text}T10:00`}:00+03:00`);

describe('when it is due again', () => {
  test.each<[string, Repeating['repeats'], string, string, string | null]>([
    ['the next day', 'daily', '03-18', '03-18', '03-19'],
    ['the next day, though it was done before', 'daily', '03-18', '03-16', '03-19'],
    ['what was missed is not made up for', 'daily', '03-18', '2026-03-22T09:00', '03-22'],
    ['nor when its time of that day has passed', 'daily', '03-18', '2026-03-22T11:00', '03-23'],
    ['over the weekend', 'working_daily', '03-20', '03-20', '03-23'],
    ['over a holiday on a Monday', 'working_daily', '03-06', '03-06', '03-10'],
    ['a working day is done on a Saturday', 'working_daily', '03-18', '03-21', '03-23'],
    ['a week later', 'weekly', '03-18', '03-18', '03-25'],
    ['the same weekday, two weeks later', 'weekly', '03-18', '03-26', '04-01'],
    ['today, done in the morning', 'weekly', '03-18', '2026-03-25T09:00', '03-25'],
    ['a month later', 'monthly', '03-18', '03-18', '04-18'],
    ['the last day of a shorter month', 'monthly', '01-31', '01-31', '02-28'],
    ['and of the next its own again', 'monthly', '02-28', '02-28', '03-31'],
    ['months later', 'monthly', '01-31', '04-30', '05-31'],
    ['today still, months later', 'monthly', '01-31', '2026-04-30T09:59', '04-30'],
    ['over the year', 'monthly', '12-31', '12-31', '2027-01-31T10:00'],
    ['once', 'none', '03-18', '03-18', null],
  ])('%s', (_, repeats, due, done, next) => {
    const repeatDay = repeats === 'monthly' && due === '02-28' ? 31 : Number(due.slice(-2));
    const at = nextDue({ repeats, repeatDay, repeatsUntil: null, dueAt: msk(due) }, msk(done), calendar);
    expect(at).toEqual(next === null ? null : msk(next));
  });

  test('by the clock on the wall where clocks are changed', () => {
    const berlin = { ...calendar, timeZone: 'Europe/Berlin' };
    const task = {
      repeats: 'daily',
      repeatDay: 28,
      repeatsUntil: null,
      dueAt: new Date('2026-03-28T10:00:00+01:00'),
    } as const;
    expect(nextDue(task, task.dueAt, berlin)).toEqual(new Date('2026-03-29T10:00:00+02:00'));
  });

  test.each([
    ['2026-03-19', '03-19'],
    ['2026-03-18', null],
  ])('not after %s', (repeatsUntil, next) => {
    const task = { repeats: 'daily', repeatDay: 18, repeatsUntil, dueAt: msk('03-18') } as const;
    expect(nextDue(task, msk('03-18'), calendar)).toEqual(next && msk(next));
  });
});

describe('a task that repeats', () => {
  const following = (id: string): Promise<Task[]> => readTasks(world, { repeatOf: [id] });

  test('is there again when it is done, once, with everything that was said of it', async () => {
    world.clock.set(msk('03-20'));
    const client = await world.client();
    const about = { title: 'Сверка', clientId: client.id, assigneeId: anna.id, kind: 'CALL', priority: 'HIGH' };
    const task = await addTask(world, { ...about, dueAt: msk('03-20'), repeats: 'WORKING_DAILY' });
    const done = { key: 'done', id: task.id };
    await Promise.all([does(world, 'completeTask', done), does(world, 'completeTask', done)]);
    const [next, ...others] = await following(task.id);
    expect(others).toEqual([]);
    expect(next).toMatchObject({
      ...{ title: 'Сверка', client, assignee: anna, kind: 'CALL', status: 'OPEN', doneAt: null, version: 1 },
      dueAt: msk('03-23').toISOString(),
    });
    await does(world, 'reopenTask', { id: task.id });
    await does(world, 'completeTask', { id: task.id });
    expect(await following(task.id)).toHaveLength(1);
  });

  test('monthly keeps its day, however short the months between, until its end', async () => {
    world.clock.set(msk('01-31'));
    let task = await addTask(world, {
      dueAt: msk('01-31'),
      repeats: 'MONTHLY',
      repeatsUntil: '2026-06-30',
      assigneeId: anna.id,
    });
    const due = [task.dueAt];
    for (;;) {
      world.clock.set(task.dueAt);
      await does(world, 'completeTask', { id: task.id });
      const [next] = await following(task.id);
      if (!next) break;
      due.push(next.dueAt);
      task = next;
    }
    expect(due).toEqual(['01-31', '02-28', '03-31', '04-30', '05-31', '06-30'].map((day) => msk(day).toISOString()));
  });

  test('comes again too when it is called off, and each of them is due once', async () => {
    world.clock.set(msk('03-18'));
    const before = await total(world, 'tasks_due');
    const task = await addTask(world, { dueAt: msk('03-18'), repeats: 'DAILY', assigneeId: anna.id });
    await does(world, 'cancelTask', { id: task.id });
    const [next] = await following(task.id);
    expect(next).toMatchObject({ status: 'OPEN', dueAt: msk('03-19').toISOString() });
    world.clock.set(msk('03-19'));
    expect(await total(world, 'tasks_due')).toBe(before + 1);
    await does(world, 'amendTask', { id: next?.id, repeats: 'NONE' });
    await does(world, 'cancelTask', { id: next?.id });
    expect(await following(next?.id ?? '')).toEqual([]);
    expect(await total(world, 'tasks_due')).toBe(before);
  });

  test("is nobody's when who had it has left", async () => {
    world.clock.set(msk('03-18'));
    const gone = await world.employee('Ушедшая');
    const task = await addTask(world, { dueAt: msk('03-18'), repeats: 'DAILY', assigneeId: gone.id });
    await world.database.owner.query({
      text: '/* leave */ update employee set ended_at = now() where id = $1',
      values: [gone.id],
    });
    await does(world, 'completeTask', { id: task.id });
    expect(await following(task.id)).toMatchObject([{ assignee: null }]);
  });
});
