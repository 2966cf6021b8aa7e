import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { addLead, does, isRefused, type Lead, logActivity, readLead } from './work-desk.ts';
import { Expected, standing, total } from './work-sums.ts';

let world: World;
let team: Named;
let anna: Named;
beforeAll(async () => {
  world = await startWorld({ now: '2026-05-20T12:00:00+03:00' });
  team = await world.team('Первая', { department: await world.department() });
  anna = await world.employee('Анна', { team });
});
afterAll(() => world.close());

const msk = (text: string): string => new Date(`2026-${text}:00+03:00`).toISOString();

describe('the first answer is counted in working time', () => {
  // Monday to Friday, 9 to 18; 9 March is a holiday moved there; 30 April is an hour shorter, 1 May is a holiday
  test.each([
    ['within an hour of the same day', '03-18T12:00', '03-18T12:25', 25, '03-18T13:00'],
    ['over the end of the day', '03-18T17:30', '03-19T09:10', 40, '03-19T09:30'],
    ['over a weekend', '03-20T17:30', '03-23T09:20', 50, '03-23T09:30'],
    ['arrived on a Saturday', '03-21T11:00', '03-23T09:15', 15, '03-23T10:00'],
    ['arrived before opening', '03-18T07:00', '03-18T09:05', 5, '03-18T10:00'],
    ['answered before opening', '03-18T07:00', '03-18T08:00', 0, '03-18T10:00'],
    ['over a holiday on a Monday', '03-06T17:00', '03-10T09:30', 90, '03-06T18:00'],
    ['over a shortened day and a holiday', '04-30T16:30', '05-04T09:10', 40, '05-04T09:30'],
    ['a whole working week', '03-16T09:00', '03-20T18:00', 5 * 9 * 60, '03-16T10:00'],
  ])('%s', async (_, arrived, answered, minutes, due) => {
    const lead = await addLead(world, { arrivedAt: msk(arrived), employeeId: anna.id });
    expect(lead).toMatchObject({ status: 'NEW', answerDueAt: msk(due), responseSeconds: null });
    const after = await does<Lead>(world, 'answerLead', { id: lead.id, at: msk(answered) });
    expect(after).toMatchObject({ status: 'ANSWERED', answeredAt: msk(answered), responseSeconds: minutes * 60 });
    expect(after.answeredBy).toMatchObject({ id: anna.id });
  });

  test('what the department has decided about a day holds, and the hours it keeps', async () => {
    const set = 'mutation ($input: SetCalendarDayInput!) { setCalendarDay(input: $input) { kind } }';
    await world.ask(set, { input: { key: 'saturday', day: '2026-02-14', kind: 'WORKING' } });
    const lead = await addLead(world, { arrivedAt: msk('02-13T17:00'), employeeId: anna.id });
    const after = await does<Lead>(world, 'answerLead', { id: lead.id, at: msk('02-14T09:30') });
    expect(after.responseSeconds).toBe(90 * 60);
  });

  test('the promise of an answer is a setting; those that have arrived keep theirs', async () => {
    const read = '{ settings { answerWithinMinutes revision } }';
    const { settings } = await world.ask<{ settings: { answerWithinMinutes: number; revision: number } }>(read);
    expect(settings.answerWithinMinutes).toBe(60);
    const amend =
      'mutation ($input: AmendSettingsInput!) { amendSettings(input: $input) { answerWithinMinutes revision } }';
    const set = (answerWithinMinutes: number, revision: number) => ({
      input: { key: `answer ${answerWithinMinutes}`, revision, answerWithinMinutes },
    });
    for (const minutes of [0, 43_201]) {
      const refused = await world.refused(amend, set(minutes, settings.revision));
      expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.answerWithinMinutes' });
    }
    const before = await addLead(world, { arrivedAt: msk('03-18T12:00') });
    await world.ask(amend, set(600, settings.revision));
    const long = await addLead(world, { arrivedAt: msk('03-18T12:00') });
    // six hours of Wednesday, four of Thursday
    expect(long.answerDueAt).toBe(msk('03-19T13:00'));
    expect(await readLead(world, before.id)).toMatchObject({ answerDueAt: msk('03-18T13:00') });
    await world.ask(amend, set(60, settings.revision + 1));
  });
});

describe('a late answer', () => {
  test('lies in the future from the arrival on, and goes when the answer comes in time', async () => {
    world.clock.set(msk('05-20T12:00'));
    const before = await total(world, 'late_answers');
    const lead = await addLead(world, { employeeId: anna.id });
    expect(await total(world, 'late_answers')).toBe(before);
    world.clock.advance({ minutes: 60 });
    expect(await total(world, 'late_answers')).toBe(before + 1);
    await does(world, 'answerLead', { id: lead.id, at: msk('05-20T12:59') });
    expect(await total(world, 'late_answers')).toBe(before);
  });

  test('stays late when it comes, with who had it when it was due', async () => {
    world.clock.set(msk('05-20T12:00'));
    const boris = await world.employee('Борис', { team });
    const lead = await addLead(world, { employeeId: anna.id });
    await does(world, 'assignLead', { id: lead.id, employeeId: boris.id });
    world.clock.advance({ hours: 2 });
    const vera = await world.employee('Вера', { team });
    await does(world, 'assignLead', { id: lead.id, employeeId: vera.id });
    await does(world, 'answerLead', { id: lead.id, employeeId: vera.id });
    const entries = await world.database.owner.query<{ employee_id: string; measure: string }>({
      text: `/* late */ select employee_id, case when late_answers > 0 then 'late' when leads > 0 then 'arrived' else 'answered' end as measure
        from ledger e where noun = 'lead' and noun_id = $1 and reverses is null and (late_answers > 0 or leads > 0 or answers > 0)
          and not exists (select from ledger r where r.reverses = e.id)`,
      values: [lead.id],
    });
    expect(new Map(entries.map(({ measure, employee_id: id }) => [measure, id]))).toEqual(
      new Map([
        ['arrived', anna.id],
        ['late', boris.id],
        ['answered', vera.id],
      ]),
    );
  });

  test('whoever is rejected in time waits for none; the rejection taken back, they do again', async () => {
    world.clock.set(msk('05-22T12:00'));
    const before = await total(world, 'late_answers');
    const lead = await addLead(world, { employeeId: anna.id });
    await does(world, 'rejectLead', { id: lead.id, reason: 'SPAM' });
    world.clock.advance({ hours: 3 });
    expect(await total(world, 'late_answers')).toBe(before);
    await does(world, 'reopenLead', { id: lead.id });
    expect(await total(world, 'late_answers')).toBe(before + 1);
  });
});

describe('a contact that is logged answers its lead', () => {
  const at = (minutes: number) => new Date(Date.parse(msk('05-20T12:00')) + minutes * 60_000).toISOString();

  test('the earliest one, whenever it is logged; a mistake taken back, the next one', async () => {
    world.clock.set(msk('05-20T17:00'));
    const lead = await addLead(world, { arrivedAt: at(0), employeeId: anna.id });
    const response = async () => (await readLead(world, lead.id)).responseSeconds;
    await logActivity(world, { kind: 'CALL_IN', leadId: lead.id, at: at(5) });
    await logActivity(world, { kind: 'EMAIL', leadId: lead.id, at: at(-5) });
    expect(await response()).toBeNull();
    await logActivity(world, { kind: 'CALL_OUT', leadId: lead.id, at: at(50), employeeId: anna.id });
    expect(await response()).toBe(50 * 60);
    const letter = await logActivity(world, { kind: 'EMAIL', leadId: lead.id, at: at(20), employeeId: anna.id });
    expect(await response()).toBe(20 * 60);
    expect(await isRefused(world, 'answerLead', { id: lead.id })).toMatchObject({ refusal: 'LEAD_ALREADY_ANSWERED' });
    await does(world, 'amendActivity', { id: letter.id, at: at(30) });
    expect(await response()).toBe(30 * 60);
    await does(world, 'endActivity', { id: letter.id });
    expect(await response()).toBe(50 * 60);
  });

  test('moved to another lead it answers that one; what was told stays under it', async () => {
    world.clock.set(msk('05-20T17:00'));
    const [one, other] = [await addLead(world, { arrivedAt: at(0) }), await addLead(world, { arrivedAt: at(0) })];
    await does(world, 'answerLead', { id: one.id, at: at(40), employeeId: anna.id });
    const call = await logActivity(world, { leadId: one.id, at: at(10), employeeId: anna.id });
    expect(await readLead(world, one.id)).toMatchObject({ responseSeconds: 600 });
    await does(world, 'amendActivity', { id: call.id, leadId: other.id });
    expect(await readLead(world, one.id)).toMatchObject({ responseSeconds: 2400, status: 'ANSWERED' });
    expect(await readLead(world, other.id)).toMatchObject({ responseSeconds: 600, status: 'ANSWERED' });
    await does(world, 'endActivity', { id: call.id });
    expect(await readLead(world, other.id)).toMatchObject({ responseSeconds: null, status: 'NEW', answeredBy: null });
  });
});

test('every answer and every late one stands in the ledger as a plain look at the rows says', async () => {
  interface Raw extends Record<string, string | number | Date | null> {
    arrived_at: Date;
    answer_due_at: Date;
    answered_at: Date | null;
    rejected_at: Date | null;
  }
  const rows = await world.database.owner.query<Raw>({ text: '/* raw */ select * from lead', values: [] });
  const expected = new Expected();
  const people = new Map(
    (
      await world.database.owner.query<{ id: string; team_id: string; department_id: string }>({
        text: '/* raw */ select e.id, e.team_id, t.department_id from employee e left join team t on t.id = e.team_id',
        values: [],
      })
    ).map((row) => [row.id, row]),
  );
  const response = rows.reduce((sum, { response_seconds: seconds }) => sum + Number(seconds ?? 0), 0);
  expect(await total(world, 'response_time')).toBe(response);
  for (const row of rows) {
    if (row.answered_at === null) continue;
    const by = String(row.answered_by_id ?? '');
    const place = people.get(by);
    const dimensions = {
      ...{ employee_id: row.answered_by_id === null ? null : by, team_id: place?.team_id ?? null },
      department_id: place?.department_id ?? null,
    };
    expected.add(row.answered_at, dimensions, 'answers', 1);
  }
  const answers = (await standing(world, ['lead'])).filter((line) => line.includes(' answers '));
  expect(answers).toEqual(expected.lines());
  const late = rows.filter((row) => {
    const ended = [row.answered_at, row.rejected_at].filter((end) => end !== null);
    return ended.every((end) => end > row.answer_due_at);
  });
  world.clock.advance({ days: 30 });
  expect(await total(world, 'late_answers')).toBe(late.length);
});
