import { afterEach, beforeEach, expect, test } from 'vitest';
import { amendRecord } from '../../server/src/records/change-record.ts';
import { convertLead } from '../../server/src/sales/leads/convert-lead.ts';
import { taskNoun } from '../../server/src/sales/tasks/task.ts';
import { type Desk, startDesk } from './desk.ts';
import { recordFiles, recordFindings } from './record-files.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const files = (...how: [changed?: Parameters<typeof recordFiles>[1], more?: Parameters<typeof recordFiles>[2]]) =>
  recordFiles(desk, ...how);
const entries = () => desk.count('select count(*) from ledger');
const sums = () =>
  desk.rows(`select sum(leads)::int as leads, sum(answers)::int as answers, sum(late_answers)::int as late,
    sum(response_time)::int as response, sum(rejected)::int as rejected, sum(messages)::int as messages, sum(tasks_due)::int as due,
    sum(tasks_on_time)::int as on_time, sum(resolved)::int as resolved, sum(resolution_time)::int as resolution, sum(rating_sum)::int as ratings,
    sum(expenses)::int as expenses from ledger`);
const first = {
  ...{
    leads: 2,
    answers: 3,
    late: 2,
    response: 1800 + 1200 + 9 * 3600 + 3600,
    rejected: 1,
    messages: 2,
    due: 2,
    on_time: 1,
  },
  ...{ resolved: 1, resolution: 5 * 3600, ratings: 4, expenses: 102_050 },
};

test('every noun is added once, however often it is told, and counts what its rows say', async () => {
  const mapping = files();
  const dry = await desk.import(mapping, { dryRun: true });
  expect(await entries()).toBe(0);
  const { counts, refused } = await desk.import(mapping);
  expect(refused).toEqual([]);
  expect(dry.counts).toEqual(counts);
  const added = Object.fromEntries(Object.entries(counts).map(([noun, count]) => [noun, count?.added]));
  expect(added).toMatchObject({ contact: 2, lead: 2, activity: 4, task: 2, ticket: 2, rating: 1, spend: 2, plan: 2 });
  expect(await sums()).toEqual([first]);
  const before = await entries();
  const again = await desk.import(mapping);
  for (const [noun, count] of Object.entries(again.counts))
    expect(count, noun).toMatchObject({ read: count?.unchanged });
  expect(await entries()).toBe(before);
  expect(await recordFindings(desk)).toEqual([]);
});

test('what is told differently is revised, and only that; a dry run foresees it', async () => {
  await desk.import(files());
  const changed = {
    contacts: ['id,client,name,phone,decides', 'p1,c1,Mary,89160000000,yes', 'p2,c2,Mary,,no'],
    leads: [
      'id,name,at,who,answered,rejected,reason',
      'l1,Zed,2026-03-02 10:00,Ann,2026-03-02 10:10,,',
      'l2,Yan,2026-03-02 11:00,Ann,,2026-03-03 11:00,no_need',
    ],
    tasks: ['id,title,due,done', 't1,Ring,2026-03-03 12:00,2026-03-04 11:00', 't2,Write,2026-04-04 12:00,'],
    tickets: [
      'id,about,client,at,answered,resolved',
      'k1,Broken,c1,2026-03-05 10:00,2026-03-05 10:20,2026-03-05 16:00',
      'k2,Lost,c2,2026-03-05 10:00,2026-03-05 10:10,',
    ],
    ratings: ['id,ticket,at,score', 'r1,k1,2026-03-06 10:00,5'],
    spends: ['campaign,day,amount', 'Spring,2026-03-01,900', 'Spring,2026-03-02,20'],
    plans: ['kpi,from,optimal,maximum', 'revenue,2026-03-01,6000,', 'calls,2026-03-01,40,60'],
  };
  const before = await entries();
  const dry = await desk.import(files(changed), { dryRun: true });
  expect(await entries()).toBe(before);
  const { counts, refused } = await desk.import(files(changed));
  expect(refused).toEqual([]);
  expect(dry.counts).toEqual(counts);
  const one = { revised: 1, added: 0, kept: 0 };
  expect(counts).toMatchObject({
    contact: one,
    task: one,
    rating: one,
    spend: one,
    plan: one,
    activity: { unchanged: 4 },
  });
  expect(counts).toMatchObject({ lead: { revised: 2 }, ticket: { revised: 2 } });
  expect(await sums()).toEqual([
    {
      ...{ ...first, answers: 4, late: 1, response: 600 + 1200 + 600 + 9 * 3600 + 3600, on_time: null },
      ...{ resolution: 6 * 3600, ratings: 5, expenses: 92_000 },
      on_time: 0,
    },
  ]);
  expect(await desk.rows('select phone from contact order by id')).toEqual([
    { phone: '+79160000000' },
    { phone: null },
  ]);
  expect(await recordFindings(desk)).toEqual([]);
});

test('what people have changed here stays as they left it', async () => {
  await desk.import(files());
  const [task] = await desk.rows<{ id: string }>(`select id from task where external_id = 't2'`);
  await amendRecord(desk.ctx, taskNoun, { key: 'k', id: task?.id ?? '', title: 'Write to Mary' });
  const [lead] = await desk.rows<{ id: string }>(`select id from lead where external_id = 'l1'`);
  await convertLead(desk.ctx, { key: 'c', id: lead?.id ?? '' });
  const tasks = ['id,title,due,done', 't1,Ring,2026-03-04 12:00,2026-03-04 11:00', 't2,Call,2026-04-05 12:00,'];
  const { counts } = await desk.import(files({ tasks }));
  expect(counts.task).toEqual({ read: 2, added: 0, revised: 0, unchanged: 1, kept: 1, refused: 0 });
  expect(counts.lead).toMatchObject({ unchanged: 2, kept: 0, refused: 0 });
  const rejected = ['id,name,at,who,answered,rejected,reason', 'l1,Zed,2026-03-02 10:00,Ann,,2026-03-02 11:00,spam'];
  expect((await desk.import(files({ leads: rejected }))).counts.lead).toMatchObject({ read: 1, kept: 1 });
  expect(await desk.rows(`select title, due_at from task where external_id = 't2'`)).toEqual([
    { title: 'Write to Mary', due_at: new Date('2026-04-04T12:00:00+03:00') },
  ]);
});
