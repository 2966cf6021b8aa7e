import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameKey } from '../../server/src/imports/likenesses.ts';
import { MappingError } from '../../server/src/imports/mapping.ts';
import { verify } from '../../server/src/ledger/verify.ts';
import { amendRecord } from '../../server/src/records/change-record.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { taskNoun } from '../../server/src/sales/tasks/task.ts';
import { type Desk, startDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const byCode = { column: 'client', by: 'externalId' };
const parts: Record<string, Record<string, unknown>> = {
  clients: { noun: 'client', externalId: 'id', name: 'name', owner: { column: 'owner', create: true } },
  contacts: {
    noun: 'contact',
    externalId: 'id',
    client: byCode,
    name: 'name',
    phone: 'phone',
    decisionMaker: 'decides',
  },
  leads: {
    ...{ noun: 'lead', externalId: 'id', name: 'name', arrivedAt: 'at', employee: { column: 'who', create: true } },
    ...{ answeredAt: 'answered', rejectedAt: 'rejected', rejectionReason: 'reason' },
  },
  activities: {
    noun: 'activity',
    kind: 'kind',
    at: 'at',
    client: byCode,
    lead: 'lead',
    contact: { column: 'with', by: 'name' },
  },
  tasks: { noun: 'task', externalId: 'id', title: 'title', dueAt: 'due', doneAt: 'done' },
  tickets: {
    ...{ noun: 'ticket', externalId: 'id', kind: { constant: 'complaint' }, subject: 'about', client: byCode },
    ...{ arrivedAt: 'at', answeredAt: 'answered', resolvedAt: 'resolved' },
  },
  ratings: { noun: 'rating', externalId: 'id', ticket: 'ticket', at: 'at', score: 'score' },
  spends: { noun: 'spend', campaign: { column: 'campaign', create: true }, day: 'day', amount: 'amount' },
  plans: {
    noun: 'plan',
    kpi: 'kpi',
    grain: { constant: 'MONTH' },
    from: 'from',
    optimal: 'optimal',
    maximum: 'maximum',
  },
};

const folder: Record<string, string[]> = {
  clients: ['id,name,owner', 'c1,Acme,Ann', 'c2,Bolt,'],
  contacts: ['id,client,name,phone,decides', 'p1,c1,Mary,+79161112233,yes', 'p2,c2,Mary,,no'],
  leads: [
    'id,name,at,who,answered,rejected,reason',
    'l1,Zed,2026-03-02 10:00,Ann,2026-03-02 10:30,,',
    'l2,Yan,2026-03-02 11:00,Ann,,2026-03-03 11:00,spam',
  ],
  activities: [
    'kind,at,client,lead,with',
    'call_in,2026-03-03 10:00,c1,,Mary',
    'message,2026-03-03 10:00,c2,,',
    'message,2026-03-03 10:00,c2,,',
    'call_out,2026-03-03 12:00,,l2,',
  ],
  tasks: ['id,title,due,done', 't1,Ring,2026-03-04 12:00,2026-03-04 11:00', 't2,Write,2026-04-04 12:00,'],
  tickets: [
    'id,about,client,at,answered,resolved',
    'k1,Broken,c1,2026-03-05 10:00,2026-03-05 10:20,2026-03-05 15:00',
    'k2,Lost,c2,2026-03-05 10:00,,',
  ],
  ratings: ['id,ticket,at,score', 'r1,k1,2026-03-06 10:00,4'],
  spends: ['campaign,day,amount', 'Spring,2026-03-01,1000.50', 'Spring,2026-03-02,20'],
  plans: ['kpi,from,optimal,maximum', 'revenue,2026-03-01,5000,', 'calls,2026-03-01,40,60'],
};

/** Files of the folder, some of their rows replaced, and the mapping for them. */
function files(changed: Record<string, string[]> = {}, more: Record<string, Record<string, unknown>> = {}) {
  for (const [name, lines] of Object.entries({ ...folder, ...changed }))
    desk.put({ [`${name}.csv`]: lines.join('\n') });
  const formats = ['yyyy-MM-dd HH:mm', 'yyyy-MM-dd'];
  const each = Object.entries(parts).map(([name, make]) => ({
    file: `${name}.csv`,
    makes: [{ ...make, ...more[name] }],
  }));
  return { defaults: { formats }, files: each };
}

const entries = () => desk.count('select count(*) from ledger');
const sums = () =>
  desk.rows(`select sum(leads)::int as leads, sum(answers)::int as answers, sum(late_answers)::int as late,
    sum(response_time)::int as response, sum(rejected)::int as rejected, sum(messages)::int as messages, sum(tasks_due)::int as due,
    sum(tasks_on_time)::int as on_time, sum(resolved)::int as resolved, sum(resolution_time)::int as resolution, sum(rating_sum)::int as ratings,
    sum(expenses)::int as expenses from ledger`);
const findings = async () => [
  ...(await desk.findings()),
  ...(await verify(desk.database.owner, [
    clientsEqualTheirPurchases,
    recordsEqualTheirRows(registered.map(({ record }) => record)),
  ])),
];
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
  const { counts, refused } = await desk.import(mapping);
  expect(refused).toEqual([]);
  const added = Object.fromEntries(Object.entries(counts).map(([noun, count]) => [noun, count?.added]));
  expect(added).toMatchObject({ contact: 2, lead: 2, activity: 4, task: 2, ticket: 2, rating: 1, spend: 2, plan: 2 });
  expect(await sums()).toEqual([first]);
  const before = await entries();
  const again = await desk.import(mapping);
  for (const [noun, count] of Object.entries(again.counts))
    expect(count, noun).toMatchObject({ read: count?.unchanged });
  expect(await entries()).toBe(before);
  expect(await findings()).toEqual([]);
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
  expect(await findings()).toEqual([]);
});

test('what people have changed here stays as they left it', async () => {
  await desk.import(files());
  const [task] = await desk.rows<{ id: string }>(`select id from task where external_id = 't2'`);
  await amendRecord(desk.ctx, taskNoun, { key: 'k', id: task?.id ?? '', title: 'Write to Mary' });
  const tasks = ['id,title,due,done', 't1,Ring,2026-03-04 12:00,2026-03-04 11:00', 't2,Call,2026-04-05 12:00,'];
  const { counts } = await desk.import(files({ tasks }));
  expect(counts.task).toEqual({ read: 2, added: 0, revised: 0, unchanged: 1, kept: 1, refused: 0 });
  expect(await desk.rows(`select title, due_at from task where external_id = 't2'`)).toEqual([
    { title: 'Write to Mary', due_at: new Date('2026-04-04T12:00:00+03:00') },
  ]);
});

test('rows that make no sense are refused by their column, and leave nothing behind', async () => {
  const rows = {
    contacts: ['id,client,name,phone,decides', 'p1,c1,Mary,nobody,yes', 'p2,c9,Mary,,no', 'p3,c1,Mary,,maybe'],
    leads: [
      'id,name,at,who,answered,rejected,reason',
      'l1,Zed,2026-03-02 10:00,Ann,2026-03-01 10:30,,',
      'l2,Yan,2026-03-02 11:00,Ann,,2026-03-03 11:00,',
      'l3,Yan,2027-03-02 11:00,Ann,,,',
      'l4,Yan,2026-03-02 11:00,Ann,,,',
      'l4,Yan,2026-03-02 11:00,Ann,,,',
    ],
    activities: [
      'kind,at,client,lead,with',
      'nod,2026-03-03 10:00,c1,,',
      'call_in,2026-03-03 10:00,c1,l1,',
      'call_in,2026-03-03 10:00,c1,,Bob',
    ],
    ratings: ['id,ticket,at,score', 'r1,k1,2026-03-06 10:00,9', 'r2,k9,2026-03-06 10:00,5'],
    spends: ['campaign,day,amount', 'Spring,2026-03-01,10', 'Spring,2026-03-01,12', 'Spring,2026-12-01,12'],
    plans: ['kpi,from,optimal,maximum', 'revenue,2026-03-02,5000,', 'calls,2026-03-01,40,30', 'luck,2026-03-01,1,'],
  };
  const { refused } = await desk.import(files(rows));
  expect(
    refused.map(({ file, line, problems: [p] }) => `${file}:${line} ${p?.column}: ${p?.value}: ${p?.reason}`),
  ).toEqual([
    'contacts.csv:2 phone: nobody: expected a phone number with the code of its country, like +7 916 123-45-67',
    'contacts.csv:3 client: c9: there is no such client',
    'contacts.csv:4 decides: maybe: expected one of true, да, yes, y, д, 1, +, истина, ✓, false, нет, no',
    'leads.csv:4 at: 2027-03-02 11:00: lies in the future',
    'leads.csv:6 id: l4: was told already earlier in this import',
    'leads.csv:2 answered: 2026-03-01T07:30:00.000Z: expected an instant not before it arrived, 2026-03-02T07:00:00.000Z',
    'leads.csv:3 reason: : expected why it was rejected',
    'activities.csv:2 kind: nod: expected one of call_in, call_out, meeting, email, message, presentation',
    'activities.csv:3 lead: l1: there is no such lead',
    'activities.csv:4 with: Bob: there is no such contact',
    'ratings.csv:2 score: 9: expected a whole number from 1 to 5',
    'ratings.csv:3 ticket: k9: there is no such ticket',
    'spends.csv:3 : : was told already earlier in this import',
    'spends.csv:4 day: 2026-12-01: expected a day from 1970-01-02 to today, 2026-03-18',
    'plans.csv:4 kpi: luck: expected one of revenue, margin, invoiced, payments, sellingExpenses, averageDeal, cac, costPerLead, pipelineAmount, wonDeals, openedDeals, lostDeals',
    'plans.csv:2 from: 2026-03-02: expected the first day of a month: 2026-03-01',
    'plans.csv:3 maximum: 30: expected minimum ≤ optimal ≤ maximum',
  ]);
  expect(desk.rejects()['leads.csv.rejects.csv']).toContain('l2,Yan,2026-03-02 11:00,Ann,,2026-03-03 11:00,,3,');
  expect(await desk.rows('select external_id from lead')).toEqual([{ external_id: 'l4' }]);
  expect(await findings()).toEqual([]);
});

test('duplicates of clients are one client where the mapping asks for it', async () => {
  const clients = [
    'id,name,owner,inn,phone,email',
    'a1,ООО «Ромашка»,Ann,7707083893,,',
    'a2,Ромашка (офис),,7707083893,8 916 123-45-67,',
    'a3,Кто-то,Bob,,+7 916 1234567,x@firm.ru',
    'a4,"Ромашка, ООО",,,,',
    'a5,Другие,,,,x@FIRM.ru',
    'a6,Совсем другие,,,,',
  ];
  const told = { inn: 'inn', phone: 'phone', email: 'email' };
  const contacts = ['id,client,name,phone,decides', 'p1,a4,Mary,,', 'p2,a6,Mary,,'];
  const none = {
    leads: ['id,name,at,who,answered,rejected,reason'],
    activities: ['kind,at,client,lead,with'],
    tickets: ['id,about,client,at,answered,resolved'],
  };
  const changed = { clients, contacts, ...none, ratings: ['id,ticket,at,score'] };
  const mapping = files(changed, { clients: { ...told, match: ['inn', 'phone', 'email', 'name'] } });
  const { refused, counts } = await desk.import(mapping);
  expect(refused).toEqual([]);
  expect(counts.client).toMatchObject({ read: 2, added: 2 });
  const stored = () => desk.rows('select external_id, name, inn, phone, email from client order by id');
  const both = [
    { external_id: 'a1', name: 'ООО «Ромашка»', inn: '7707083893', phone: '+79161234567', email: 'x@firm.ru' },
    { external_id: 'a6', name: 'Совсем другие', inn: null, phone: null, email: null },
  ];
  expect(await stored()).toEqual(both);
  expect(
    await desk.rows(`select c.external_id from contact p join client c on c.id = p.client_id order by p.id`),
  ).toEqual([{ external_id: 'a1' }, { external_id: 'a6' }]);
  const before = await entries();
  expect((await desk.import(mapping)).counts.client).toMatchObject({ read: 2, unchanged: 2 });
  expect(await entries()).toBe(before);
  expect(await stored()).toEqual(both);
});

test('names are compared as the database compares them', async () => {
  const names = [
    'ООО «Ёлка»',
    'Общество с ограниченной ответственностью "Ёлка"',
    'елка',
    'ИП Королёв А. Б.',
    'ООО',
    'Acme Ltd.',
    '3D-печать № 1',
  ];
  const keys = await desk.rows<{ key: string }>(
    'select client_name_key(name) as key from unnest($1::text[]) with ordinality as t(name, n) order by n',
    [names],
  );
  expect(names.map(nameKey)).toEqual(keys.map(({ key }) => key));
});

test('a mapping that means what a noun does not know is refused before anything is read', async () => {
  const mapping = files(
    {},
    {
      activities: { kind: { column: 'kind', values: { x: 'waving' } }, lead: { column: 'lead', by: 'name' } },
      ratings: { ticket: { column: 'ticket', create: true } },
    },
  );
  const problems = await desk
    .import(mapping)
    .catch((error: unknown) => (error instanceof MappingError ? error.problems : []));
  expect(problems).toEqual([
    expect.stringContaining('files[3].makes[0].kind.values.x: "waving" is none of call_in'),
    expect.stringContaining('files[3].makes[0].lead.by: a lead is referred to by its external id'),
    expect.stringContaining('files[6].makes[0].ticket.create: a ticket is more than its name'),
  ]);
  expect(await entries()).toBe(0);
});
