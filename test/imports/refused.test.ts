import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImportSummary, printSummary } from '../../server/src/imports/summary.ts';
import { type Desk, dealsFile, dealsMapping, startDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk({ timeZone: 'UTC', currency: 'USD' });
});
afterEach(() => desk.close());

/** `line column reason` of every refused row. */
function reasons({ refused }: ImportSummary): string[] {
  return refused.map(({ line, problems }) => `${line} ${problems.map((p) => `${p.column} ${p.reason}`).join('; ')}`);
}

test('a refused row is reported with its line, column and reason, and stops nothing', async () => {
  desk.put({
    'deals.csv': dealsFile(
      'a1,Acme,Ann,won,2025-01-05,2025-02-01,100',
      'a2,Acme,Ann,victorious,2025-01-05,2025-02-01,100',
      'a3,Acme,Ann,won,2025-13-05,2025-02-01,"1,5"',
      'a4,Acme,Ann,won,2025-01-05,,100',
      'a5,Acme,Ann,open,2026-03-19,,100',
      'a6,Acme,Ann,won,2025-03-05,2025-02-01,-5',
      'a7,Acme,Ann,open,2025-01-05,',
      'a8,Acme,Ann,open,2025-01-05,,1,2',
      ',Acme,Ann,open,2025-01-05,,1',
      'a1,Acme,Ann,open,2025-01-05,,1',
      'a9,Newcomer,Nobody,open,30.01.2025,,1',
      'a10,Acme,Ann,lost,2025-01-05,2025-01-06,0.125',
      'a11,Acme,Ann,lost,2025-01-05,2025-01-06,7',
    ),
  });
  const summary = await desk.import(dealsMapping());
  expect(reasons(summary)).toEqual([
    '3 status expected one of open, won, lost',
    "4 opened expected a date as yyyy-MM-dd or yyyy-MM-dd'T'HH:mm:ssXXX; amount expected an amount with a decimal point",
    '5 closed must not be blank',
    '6 opened lies in the future',
    '7 closed lies before the opening (2025-03-05); amount expected an amount of 0 or more',
    '8  expected 7 columns, found 6',
    '9  expected 7 columns, found 8',
    '10 id must not be blank',
    '11 id was told already earlier in this import',
    "12 opened expected a date as yyyy-MM-dd or yyyy-MM-dd'T'HH:mm:ssXXX",
    '13 amount expected at most 2 decimal places ("round": true rounds)',
  ]);
  expect(summary.counts.deal).toEqual({ read: 13, added: 2, revised: 0, unchanged: 0, kept: 0, refused: 11 });
  expect(await desk.count('select count(*) from deal')).toBe(2);
  // what only refused rows named was not made
  expect(await desk.rows('select name from client')).toEqual([{ name: 'Acme' }]);
  const printed = printSummary(summary);
  expect(printed).toMatch(/deals +13 +2 +0 +0 +0 +11/);
  expect(printed).toContain('deals.csv:3  status "victorious" expected one of open, won, lost');
});

test('the rejects file holds the rows as they were, and imports with the same mapping once they are put right', async () => {
  desk.put({
    'deals.csv': dealsFile(
      'b1,"Smith, Jones",Ann,wonn,2025-01-05,2025-02-01,100',
      'b2,Acme,Ann,won,2025-01-05,2025-02-01,100',
    ),
  });
  await desk.import(dealsMapping());
  const rejects = desk.rejects()['deals.csv.rejects.csv'] ?? '';
  expect(rejects.split('\r\n')).toEqual([
    '\ufeffid,client,owner,status,opened,closed,amount,line,reason',
    'b1,"Smith, Jones",Ann,wonn,2025-01-05,2025-02-01,100,2,"status: expected one of open, won, lost"',
    '',
  ]);
  desk.put({ 'deals.csv': rejects.replace('wonn', 'won') });
  const again = await desk.import(dealsMapping());
  expect(again.counts.deal).toMatchObject({ read: 1, added: 1, refused: 0 });
  expect(desk.rejects()).toEqual({});
});

test('a forgotten quote costs its own line; quoted line ends are counted', async () => {
  desk.put({
    'deals.csv': dealsFile(
      'c1,"Two\nlines",Ann,open,2025-01-05,,1',
      'c2,"Acme,Ann,open,2025-01-05,,1',
      'c3,Acme,Ann,open,2025-01-05,,1',
      'c4,"Acme" and sons,Ann,open,2025-01-05,,1',
      'c5,"Fine, too",Ann,open,2025-01-05,,nothing',
      'c6,Acme,Ann,open,2025-01-05,,"1',
    ),
  });
  const summary = await desk.import(dealsMapping());
  expect(reasons(summary)).toEqual([
    '4  text follows a closing quote',
    '6  text follows a closing quote',
    '7 amount expected an amount with a decimal point',
    '8  a quote is opened and never closed',
  ]);
  expect(await desk.rows('select external_id from deal order by 1')).toEqual([
    { external_id: 'c1' },
    { external_id: 'c3' },
  ]);
});

test('several rows of one deal are taken or refused together', async () => {
  const mapping = dealsMapping({
    grouped: true,
    lines: [{ product: { column: 'product', create: true }, quantity: 'quantity', price: 'price' }],
    amount: undefined,
  });
  desk.put({
    'deals.csv': [
      'id,client,owner,status,opened,closed,product,quantity,price',
      'd1,Acme,Ann,won,2025-01-05,2025-02-01,Bed,2,100.50',
      'd1,Acme,Ann,won,2025-01-05,2025-02-01,Chair,3,10',
      'd2,Acme,Ann,open,2025-01-05,,Bed,1,100',
      'd2,Acme,Ann,open,2025-01-05,,Bed,none,100',
      'd3,Acme,Ann,open,2025-01-05,,Bed,1,100',
      'd1,Acme,Ann,won,2025-01-05,2025-02-01,Table,1,10',
    ].join('\n'),
  });
  const summary = await desk.import(mapping);
  expect(reasons(summary)).toEqual([
    '4  another row of the same deal is refused',
    '5 quantity expected a number with a decimal point',
    '7 id was told already earlier in this import',
  ]);
  expect(
    await desk.rows(`select d.external_id, d.amount, p.name, l.quantity::int, l.amount as line from deal d
    join deal_line l on l.deal_id = d.id join product p on p.id = l.product_id order by 1, l.position`),
  ).toEqual([
    { external_id: 'd1', amount: '23100', name: 'Bed', quantity: 2, line: '20100' },
    { external_id: 'd1', amount: '23100', name: 'Chair', quantity: 3, line: '3000' },
    { external_id: 'd3', amount: '10000', name: 'Bed', quantity: 1, line: '10000' },
  ]);
  expect(await desk.findings()).toEqual([]);
});

test('one noun told in two ways is refused the second time; the same told twice is the same', async () => {
  desk.put({ 'people.csv': 'name,team\nAnn,North\nBob,North\nAnn,North\nAnn,South\n' });
  const team = { column: 'team', create: true };
  const summary = await desk.import({
    files: [{ file: 'people.csv', makes: [{ noun: 'employee', name: 'name', team }] }],
  });
  expect(reasons(summary)).toEqual(['5  told differently on line 2 of people.csv: team_id']);
  expect(await desk.rows('select name from team')).toEqual([{ name: 'North' }]);
  expect(summary.counts.employee).toMatchObject({ added: 2, refused: 1 });
});
