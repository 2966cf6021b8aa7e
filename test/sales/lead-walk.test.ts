import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Measure } from '../../server/src/ledger/measures.ts';
import { seeded } from '../ledger/random-department.ts';
import { startWorld, type World } from '../world/world.ts';
import { findings } from './deal-desk.ts';
import { liveWork } from './random-work.ts';
import { Expected, standing } from './work-sums.ts';

type Raw = Record<string, string | null> & { ended_at: Date | null };
type Dated = Raw & Record<`${string}_at` | 'at', Date | null>;

let world: World;
/** by id */
let people: Map<string | null, Record<string, string | null>>;
let places: Map<string | null, Record<string, string | null>>;
beforeAll(async () => {
  world = await startWorld({ now: '2026-03-05T12:00:00+03:00' });
  const random = seeded(20_260_305);
  await liveWork(world, (sides) => Math.floor(random() * sides), 330);
  const employees = await read(
    'select e.id, e.team_id, t.department_id from employee e left join team t on t.id = e.team_id',
  );
  people = new Map(
    employees.map((row) => [
      row.id ?? null,
      { employee_id: row.id ?? null, team_id: row.team_id ?? null, department_id: row.department_id ?? null },
    ]),
  );
  const clients = await read('select id, segment_id, territory_id from client');
  places = new Map(
    clients.map((row) => [
      row.id ?? null,
      { client_id: row.id ?? null, segment_id: row.segment_id ?? null, territory_id: row.territory_id ?? null },
    ]),
  );
});
afterAll(() => world.close());

const read = (text: string) => world.database.owner.query<Dated>({ text: `/* raw */ ${text}`, values: [] });

/** Lines without some dimensions: what is not known from the row alone is not compared. */
function without(lines: readonly string[], hidden: RegExp): string[] {
  const net = new Map<string, number>();
  for (const line of lines) {
    const [, what = '', amount = '0'] = /^(.*): (-?\d+)$/.exec(line) ?? [];
    const [head = '', tail = ''] = what.split(' by ');
    const kept = tail.split(', ').filter((part) => part !== '' && !hidden.test(part));
    const key = `${head} by ${kept.join(', ')}`;
    net.set(key, (net.get(key) ?? 0) + Number(amount));
  }
  return [...net].map(([key, amount]) => `${key}: ${amount}`).toSorted();
}

describe('after a walk through daily work', () => {
  test('something of everything has happened', async () => {
    const [row] =
      await read(`select (select count(distinct status) from lead)::int as leads, (select count(distinct kind) from activity)::int as activities,
      (select count(distinct status) from task)::int as tasks, (select count(*) > 0 from task where repeat_of_id is not null) as again,
      (select count(*) > 0 from lead where answer_told_at is distinct from answered_at and answered_at is not null) as logged`);
    expect(row).toEqual({ leads: 5, activities: 6, tasks: 3, again: true, logged: true });
  });

  test('everything verifies, rolled up or not', async () => {
    expect(await findings(world)).toEqual([]);
    await world.roll();
    expect(await findings(world)).toEqual([]);
  });

  test('every activity that stands counts once, by who did it and with whom', async () => {
    const expected = new Expected();
    const measures: Record<string, Measure> = {
      ...{ call_in: 'calls_in', call_out: 'calls_out', meeting: 'meetings', email: 'emails', message: 'messages' },
      presentation: 'presentations',
    };
    for (const row of await read('select * from activity where ended_at is null')) {
      const dimensions = { ...people.get(row.employee_id ?? null), ...places.get(row.client_id ?? null) };
      expected.add(row.at ?? '', dimensions, measures[row.kind ?? ''] as Measure, 1);
      expected.add(row.at ?? '', dimensions, 'talk_time', Number(row.talk_seconds ?? 0));
    }
    expect(await standing(world, ['activity'])).toEqual(expected.lines());
  });

  test('every task that was not called off is due once, and on time if it was done by then', async () => {
    const expected = new Expected();
    for (const row of await read('select * from task where ended_at is null')) {
      const dimensions = places.get(row.client_id ?? null) ?? {};
      expected.add(row.due_at ?? '', dimensions, 'tasks_due', 1);
      const isOnTime = row.done_at !== null && row.done_at !== undefined && row.due_at && row.done_at <= row.due_at;
      if (isOnTime) expected.add(row.due_at ?? '', dimensions, 'tasks_on_time', 1);
    }
    const stands = without(await standing(world, ['task']), /^(employee|team|department)_id/);
    expect(stands).toEqual(expected.lines());
  });

  test('every lead counts at its instants, and answers in working time', async () => {
    const expected = new Expected();
    const contacts = await read('select * from activity where ended_at is null and lead_id is not null');
    for (const lead of await read('select * from lead where ended_at is null')) {
      const origin = { source_id: lead.source_id ?? null, campaign_id: lead.campaign_id ?? null };
      const place = places.get(lead.client_id ?? null);
      const about = { ...origin, segment_id: lead.segment_id ?? null, territory_id: lead.territory_id ?? null };
      const answer = { ...about, client_id: place?.client_id ?? null };
      const arrived = lead.arrived_at as Date;
      expected.add(arrived, about, 'leads', 1);
      const turnedTo = contacts
        .filter(
          ({ lead_id: id, kind, at }) =>
            id === lead.id && kind !== 'call_in' && at !== null && at !== undefined && at >= arrived,
        )
        .map(({ at }) => at as Date);
      const told = lead.answer_told_at ? [lead.answer_told_at] : [];
      const [first] = [...turnedTo, ...told].toSorted((a, b) => a.getTime() - b.getTime());
      expect(lead.answered_at ?? undefined, `lead ${lead.id}`).toEqual(first);
      if (first) {
        expected.add(first, answer, 'answers', 1);
        expected.add(first, answer, 'response_time', worked(arrived, first));
      }
      const due = lead.answer_due_at as Date;
      const isLate = ![first, lead.rejected_at].some((at) => at && at <= due);
      if (isLate) expected.add(due, answer, 'late_answers', 1);
      if (lead.qualified_at) expected.add(lead.qualified_at, about, 'qualified', 1);
      if (lead.rejected_at) expected.add(lead.rejected_at, about, 'rejected', 1);
      if (lead.converted_at) {
        expected.add(lead.converted_at, about, 'converted', 1);
        expected.add(
          lead.converted_at,
          about,
          'conversion_time',
          Math.floor((lead.converted_at.getTime() - arrived.getTime()) / 1000),
        );
      }
    }
    const stands = without(await standing(world, ['lead']), /^(employee|team|department)_id/);
    expect(stands).toEqual(expected.lines());
  });

  test('the KPIs say the same by employee', async () => {
    const query = `{ kpis(period: { from: "2020-01-01", to: "2100-01-01" }, by: [EMPLOYEE]) { rows { employee { id }
      callsOut { value } talkTime { value } meetings { value } emails { value } responseTime { denominator } } } }`;
    interface Row {
      employee: { id: string } | null;
      [kpi: string]: { value?: number | null; denominator?: number | null; id?: string } | null;
    }
    const { kpis } = await world.ask<{ kpis: { rows: Row[] } }>(query);
    const activities = await read('select * from activity where ended_at is null');
    const leads = await read('select * from lead where ended_at is null and answered_at is not null');
    for (const { employee, ...figures } of kpis.rows) {
      const of = (id: string | null | undefined) => (id ?? null) === (employee?.id ?? null);
      const theirs = activities.filter((row) => of(row.employee_id));
      const count = (kind: string) => theirs.filter((row) => row.kind === kind).length;
      expect(figures).toEqual({
        ...{
          callsOut: { value: count('call_out') },
          meetings: { value: count('meeting') },
          emails: { value: count('email') },
        },
        talkTime: { value: theirs.reduce((sum, row) => sum + Number(row.talk_seconds ?? 0), 0) },
        responseTime: { denominator: leads.filter((row) => of(row.answered_by_id)).length },
      });
    }
    expect(kpis.rows.length).toBeGreaterThan(2);
  });
});

/** Seconds worked between two instants, one minute after another: nine to six, Monday to Friday but the holiday of 9 March. */
function worked(from: Date, to: Date): number {
  let seconds = 0;
  for (let at = Math.floor(from.getTime() / 1000); at < Math.floor(to.getTime() / 1000); ) {
    const step = Math.min(60 - (at % 60), Math.floor(to.getTime() / 1000) - at);
    const moscow = new Date((at + 3 * 3600) * 1000);
    const isWorked = moscow.getUTCDay() % 6 !== 0 && moscow.getUTCHours() >= 9 && moscow.getUTCHours() < 18;
    if (isWorked && !moscow.toISOString().startsWith('2026-03-09')) seconds += step;
    at += step;
  }
  return seconds;
}
