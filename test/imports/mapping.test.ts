import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MappingError, parseMapping } from '../../server/src/imports/mapping.ts';
import { type Desk, dealsFile, dealsMapping, startDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function problems(work: () => unknown): Promise<string[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof MappingError) return error.problems;
    throw error;
  }
  throw new Error('expected the mapping to be refused');
}

test('everything wrong with a mapping is named at once, with its path', async () => {
  const wrong = {
    department: { timeZone: 'Moscow', currency: 'RUR' },
    files: [
      {
        file: 'a.csv',
        delimitter: ';',
        makes: [
          { noun: 'client', name: { column: 'a', constant: 'b' }, colour: 'red' },
          {
            noun: 'deal',
            externalId: 'id',
            openedAt: { column: 'x', formats: ['YYYY'] },
            status: { column: 's', values: { W: { status: 'winning' } } },
          },
          { noun: 'ghost', name: 'x' },
        ],
      },
    ],
  };
  const named = await problems(() => parseMapping(wrong));
  expect(named).toEqual([
    'department.timeZone: expected an IANA time zone such as Europe/Moscow',
    'department.currency: expected an ISO 4217 currency such as RUB',
    expect.stringContaining('files[0].makes[0].name: expected exactly one of "column", "constant" and "template"'),
    expect.stringMatching(/files\[0\]\.makes\[0\]: .*colour/),
    'files[0].makes[1].openedAt.formats[0]: expected a date format such as yyyy-MM-dd or dd.MM.yyyy HH:mm',
    expect.stringMatching(/^files\[0\]\.makes\[1\]\.status\.values\.W\.status: .*open.*won.*lost/),
    expect.stringContaining('files[0].makes[2].noun: expected "noun" to be one of department, territory'),
    expect.stringMatching(/^files\[0\]: .*delimitter/),
  ]);
});

test('missing files and columns are named before anything is written', async () => {
  desk.put({ 'deals.csv': dealsFile('a1,Acme,Ann,open,2025-01-05,,1'), 'empty.csv': '', 'twice.csv': 'a,a\n1,2\n' });
  const mapping = dealsMapping({ amount: 'sum', channel: 'way', title: { template: '{id} of {nobody}' } }) as {
    files: object[];
  };
  mapping.files.push(
    { file: 'nowhere*.csv', makes: [{ noun: 'team', name: 'a' }] },
    { file: 'empty.csv', makes: [{ noun: 'team', name: 'a' }] },
    { file: 'twice.csv', makes: [{ noun: 'team', name: 'a' }] },
    { file: '../secret.csv', makes: [{ noun: 'team', name: 'a' }] },
    { file: 'twice.csv', encoding: 'klingon', makes: [{ noun: 'team', name: 'a' }] },
  );
  const has = 'the file has id, client, owner, status, opened, closed, amount';
  expect(await problems(() => desk.import(mapping))).toEqual([
    `deals.csv: files[0].makes[0].channel.column: there is no column "way"; ${has}`,
    `deals.csv: files[0].makes[0].title.template: there is no column "nobody"; ${has}`,
    `deals.csv: files[0].makes[0].amount.column: there is no column "sum"; ${has}`,
    'files[1].file: there is no file "nowhere*.csv" in the folder',
    'files[2].file: empty.csv: the file is empty',
    'twice.csv: files[3].makes[0].name.column: the file has more than one column "a"',
    'files[4].file: "../secret.csv" leads out of the folder',
    'files[5].encoding: "klingon" is not known',
  ]);
  expect(await desk.count('select count(*) from ledger')).toBe(0);
  expect(await desk.count('select count(*) from pipeline')).toBe(0);
});

test('stages the pipeline does not have are named before anything is written', async () => {
  desk.put({ 'deals.csv': dealsFile('a1,Acme,Ann,open,2025-01-05,,1') });
  const mapping = dealsMapping({
    openingStage: 'Old',
    status: { column: 'status', values: { open: { status: 'open', stage: 'Tals' } } },
  });
  expect(await problems(() => desk.import(mapping))).toEqual([
    'files[0].makes[0].openingStage: "Old" is no stage of pipeline "Sales"; it has New, Talks, Contract',
    'files[0].makes[0].status.values.open.stage: "Tals" is no stage of pipeline "Sales"; it has New, Talks, Contract',
  ]);
});

test('a link that leads out of the folder is not in it', async () => {
  symlinkSync(join(import.meta.dirname, 'mapping.test.ts'), join(desk.folder, 'linked.csv'));
  const mapping = { files: [{ file: 'linked.csv', makes: [{ noun: 'team', name: 'a' }] }] };
  expect(await problems(() => desk.import(mapping))).toEqual([
    'files[0].file: there is no file "linked.csv" in the folder',
  ]);
});

test('time zone and currency come from the mapping while the ledger is empty, and are fixed after', async () => {
  const other = await startDesk();
  other.put({ 'deals.csv': dealsFile('a1,Acme,Ann,open,2025-01-05,,1') });
  const department = { name: 'Acme sales', timeZone: 'Asia/Tokyo', currency: 'JPY' };
  await other.import({ department, ...dealsMapping() });
  expect(await other.rows('select department_name, time_zone, currency from setting')).toEqual([
    { department_name: 'Acme sales', time_zone: 'Asia/Tokyo', currency: 'JPY' },
  ]);
  expect(await other.rows('select amount, opened_at from deal')).toEqual([
    { amount: '1', opened_at: new Date('2025-01-05T00:00:00+09:00') },
  ]);
  const moved = { ...department, timeZone: 'UTC' };
  const [problem] = await problems(() => other.import({ department: moved, ...dealsMapping() }));
  expect(problem).toContain('timeZone is Asia/Tokyo, not UTC');
  await other.close();
});
