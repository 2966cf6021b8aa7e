import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MappingError, parseMapping } from '../../server/src/imports/mapping.ts';
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
  expect(await recordFindings(desk)).toEqual([]);
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

test('the examples of the documentation are understood', () => {
  const text = readFileSync(join(import.meta.dirname, '../../server/src/imports/MAPPING.md'), 'utf8');
  const [, block = ''] = /An example of each.*?```json\n(.*?)```/s.exec(text) ?? [];
  const examples = block.split(/\n(?=\{)/).map((example) => JSON.parse(example) as { noun: string });
  const nouns = [
    'client',
    'contact',
    'lead',
    'activity',
    'task',
    'ticket',
    'rating',
    'npsAnswer',
    'campaign',
    'spend',
    'plan',
  ];
  expect(examples.map(({ noun }) => noun)).toEqual(nouns);
  expect(parseMapping({ files: [{ file: 'all.csv', makes: examples }] }).files[0]?.makes).toHaveLength(nouns.length);
});
