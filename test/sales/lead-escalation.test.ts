import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escalateOverdue } from '../../server/src/sales/leads/escalate-overdue.ts';
import { startEscalator } from '../../server/src/sales/leads/escalation-worker.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { contextOf } from './work-context.ts';
import { addLead, does, isRefused, type Lead, readLead, readTasks } from './work-desk.ts';

let world: World;
let anna: Named;
let chief: Named;
let head: Named;
let manager: Visitor;
let screen: Visitor;
beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  const department = await world.department();
  const team = await world.team('Первая', { department });
  anna = await world.employee('Анна', { team });
  chief = await world.employee('Старшая', { team });
  head = await world.employee('Глава', { team });
  const set = (id: string, column: 'superior_id' | 'heads_id', value: string) =>
    world.database.owner.query({
      text: `/* fixture */ update employee set ${column} = $2 where id = $1`,
      values: [id, value],
    });
  await set(anna.id, 'superior_id', chief.id);
  await set(head.id, 'heads_id', department.id);
  manager = await world.enters('manager', { employee: anna });
  screen = await world.enters('screen');
});
afterAll(() => world.close());

/** What the server does every half a minute. */
async function look(): Promise<number> {
  return escalateOverdue(await contextOf(world));
}

const escalations = (lead: Lead) => readTasks(world, { lead: [lead.id], kind: ['ESCALATION'] });

interface Waiting {
  leadsWaiting: { waiting: number; overdue: number; longestSince: string | null };
}
const waiting = async (asker: Visitor) =>
  (await asker.ask<Waiting>('{ leadsWaiting { waiting overdue longestSince } }')).leadsWaiting;

async function overdue(asker: Pick<Visitor, 'ask'>): Promise<string[]> {
  const query = '{ overdueLeads { nodes { id } totalCount } }';
  return (await asker.ask<{ overdueLeads: { nodes: Lead[] } }>(query)).overdueLeads.nodes.map(({ id }) => id);
}

describe('an answer that is overdue', () => {
  test('is told to the superior once, with a task for the next working hour', async () => {
    const lead = await addLead(world, { employeeId: anna.id, arrivedAt: '2026-03-18T12:00:00+03:00' });
    expect(await look()).toBe(0);
    expect(await overdue(world)).toEqual([]);
    expect(await waiting(screen)).toEqual({ waiting: 1, overdue: 0, longestSince: lead.arrivedAt });
    world.clock.set('2026-03-18T13:00:00+03:00');
    expect(await overdue(world)).toEqual([lead.id]);
    expect(await overdue(manager)).toEqual([lead.id]);
    expect(await waiting(screen)).toEqual({ waiting: 1, overdue: 1, longestSince: lead.arrivedAt });
    world.clock.set('2026-03-18T17:30:00+03:00');
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(await escalations(lead)).toMatchObject([
      { assignee: chief, status: 'OPEN', dueAt: new Date('2026-03-19T09:30:00+03:00').toISOString() },
    ]);
    const told = await readLead(world, lead.id);
    expect(told).toMatchObject({ escalatedTo: chief, escalatedAt: world.clock.now().toISOString(), status: 'NEW' });
    await does(world, 'answerLead', { id: lead.id });
    expect(await overdue(world)).toEqual([]);
    expect(await waiting(screen)).toEqual({ waiting: 0, overdue: 0, longestSince: null });
  });

  test('of somebody without a superior to the head, of the head to another head, else to nobody', async () => {
    const team = await world.team('Вторая');
    const alone = await world.employee('Одна', { team });
    const leads = [
      await addLead(world, { employeeId: chief.id }),
      await addLead(world, { employeeId: head.id }),
      await addLead(world, { employeeId: alone.id }),
    ];
    world.clock.advance({ days: 2 });
    expect(await look()).toBe(3);
    const told = await Promise.all(leads.map(({ id }) => readLead(world, id)));
    expect(told.map(({ escalatedTo }) => escalatedTo)).toEqual([head, null, null]);
    for (const [i, lead] of leads.entries())
      expect(await escalations(lead)).toMatchObject([{ assignee: told[i]?.escalatedTo }]);
    await world.database.owner.query({ text: `/* fixture */ update department set kind = 'sales'`, values: [] });
    const another = await addLead(world, { employeeId: alone.id });
    world.clock.advance({ days: 3 });
    await look();
    expect(await readLead(world, another.id)).toMatchObject({ escalatedTo: head });
  });

  test('by several who look at once each is told once', async () => {
    const leads: Lead[] = [];
    for (let i = 0; i < 12; i += 1) leads.push(await addLead(world, { employeeId: anna.id }));
    world.clock.advance({ days: 5 });
    const told = await Promise.all([look(), look(), look()]);
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(12);
    for (const lead of leads) expect(await escalations(lead)).toHaveLength(1);
    for (const { id } of leads) await does(world, 'rejectLead', { id, reason: 'SPAM' });
    expect(await look()).toBe(0);
  });

  test('one that cannot be told keeps no other waiting', async () => {
    const [odd, sound] = [await addLead(world, { employeeId: anna.id }), await addLead(world, { employeeId: anna.id })];
    // somebody has put its task there already
    await world.database.owner.query({
      text: `/* fixture */ insert into task (title, kind, status, priority, lead_id, due_at, repeats, repeat_day)
        values ('Чужая', 'escalation', 'open', 'normal', $1, now(), 'none', 1)`,
      values: [odd.id],
    });
    world.clock.advance({ days: 5 });
    expect(await look()).toBe(1);
    expect(await escalations(sound)).toHaveLength(1);
    expect(await readLead(world, odd.id)).toMatchObject({ escalatedAt: null });
    await world.database.owner.query({ text: `/* fixture */ delete from task where title = 'Чужая'`, values: [] });
    expect(await look()).toBe(1);
  });

  test('is not made by hand', async () => {
    const dueAt = world.clock.now();
    const refused = await isRefused(world, 'addTask', { title: 'Сама', kind: 'ESCALATION', dueAt });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.kind' });
  });
});

test('the worker looks by itself, and again after a failure', async () => {
  const lead = await addLead(world, { employeeId: anna.id });
  world.clock.advance({ days: 5 });
  const given = await contextOf(world);
  let looks = 0;
  const makeContext = () => {
    looks += 1;
    if (looks === 1) throw new Error('not yet');
    return given;
  };
  let known: (() => void) | undefined;
  const told = new Promise<void>((resolve) => (known = resolve));
  const changed = () => known?.();
  const worker = startEscalator({ makeContext: () => ({ ...makeContext(), changed }), log: given.log, interval: 1 });
  await told;
  await worker.stop();
  expect(await escalations(lead)).toHaveLength(1);
});
