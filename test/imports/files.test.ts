import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desk, startDesk, windows1251 } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const teams = (file: string, more: object = {}) => ({
  files: [{ file, makes: [{ noun: 'team', name: 'team' }], ...more }],
});
const names = async () =>
  (await desk.rows<{ name: string }>('select name from team order by id')).map(({ name }) => name);

/** The team names and how the file was understood. */
async function imported(file: string, more: object = {}): Promise<[string, string, string[]]> {
  const summary = await desk.import(teams(file, more));
  const [read] = summary.files;
  return [read?.encoding ?? '', read?.delimiter ?? '', await names()];
}

test('a byte order mark is no part of the first column', async () => {
  desk.put({ 'a.csv': '\ufeffteam,n\r\nСевер,1\r\n' });
  expect(await imported('a.csv')).toEqual(['utf-8', ',', ['Север']]);
});

test('UTF-16 with tabs, as spreadsheets save "Unicode text"', async () => {
  desk.put({ 'a.txt': Buffer.from('\ufeffteam\tn\r\nСевер\t1\r\n', 'utf16le') });
  expect(await imported('a.txt')).toEqual(['utf-16le', '\t', ['Север']]);
});

test('a file that is Latin for long and Russian at its end', async () => {
  const latin = Array.from({ length: 30_000 }, () => 'North,1').join('\n');
  desk.put({ 'a.csv': Buffer.concat([Buffer.from(`team,n\n${latin}\n`), windows1251('Южный,1')]) });
  expect(await imported('a.csv')).toEqual(['windows-1251', ',', ['North', 'Южный']]);
});

test('Western accents are not taken for Russian', async () => {
  desk.put({ 'a.csv': Buffer.from('team,n\nGröße Köln,1\nRhône,2\nFrançois à Nîmes,3\n', 'latin1') });
  const [, , found] = await imported('a.csv');
  expect(found).toEqual(['Größe Köln', 'Rhône', 'François à Nîmes']);
});

test('text in another encoding than the mapping says is refused, not stored broken', async () => {
  desk.put({ 'a.csv': Buffer.concat([Buffer.from('team,n\nNorth,1\n'), windows1251('Южный,1')]) });
  const summary = await desk.import(teams('a.csv', { encoding: 'utf-8' }));
  expect(summary.refused.map((r) => r.problems[0]?.reason)).toEqual(['not readable as utf-8']);
  expect(await names()).toEqual(['North']);
});

test('lines that end with a carriage return alone', async () => {
  desk.put({ 'a.csv': 'team|n\rNorth|1\rSouth|2' });
  expect(await imported('a.csv')).toEqual(['utf-8', '|', ['North', 'South']]);
});

test('lines above the header, and a file without one', async () => {
  desk.put({ 'a.csv': 'Report of teams\n\nteam;n\nNorth;1\n', 'b.csv': 'South,2\n' });
  expect(await imported('a.csv', { skipLines: 2 })).toEqual(['utf-8', ';', ['North']]);
  expect(await imported('b.csv', { columns: ['team', 'n'] })).toEqual(['utf-8', ',', ['North', 'South']]);
});

test('several files by pattern, folders between, and rows picked by a column', async () => {
  const header = 'kind,team\n';
  desk.put({
    '2025/a.csv': `${header}team,A\nother,X\n`,
    '2025/q1/b.csv': `${header}team,B\n`,
    'c.csv': `${header}team,C\n`,
    'd.txt': 'x',
  });
  const makes = [{ noun: 'team', name: 'team', when: { column: 'kind', is: ['team'] } }];
  const summary = await desk.import({ files: [{ file: '**/*.csv', makes }] });
  expect(summary.files.map((f) => f.file)).toEqual(['2025/a.csv', '2025/q1/b.csv', 'c.csv']);
  expect(await names()).toEqual(['A', 'B', 'C']);
});

test('what is missing or empty and optional is no problem', async () => {
  desk.put({ 'a.csv': '' });
  const makes = [{ noun: 'team', name: 'team' }];
  const summary = await desk.import({
    files: [
      { file: 'a.csv', optional: true, makes },
      { file: 'b.csv', optional: true, makes },
    ],
  });
  expect(summary.files).toEqual([]);
});

test('pipelines of the mapping take up those that stand, and keep the order of stages', async () => {
  await desk.nouns.pipeline(['Новая', 'Договор', 'Архив'], 'Продажи');
  desk.put({ 'a.csv': 'team\nA\n' });
  const pipelines = [{ name: 'Продажи', stages: ['Новая', 'Переговоры', 'Договор'] }];
  const summary = await desk.import({ pipelines, ...teams('a.csv') });
  expect(summary.counts).toMatchObject({ pipeline: { unchanged: 1, added: 0 }, stage: { added: 1, revised: 3 } });
  const stages = () => desk.rows('select name, position from stage order by pipeline_id, position');
  const order = [
    { name: 'Новая', position: 1 },
    { name: 'Переговоры', position: 2 },
    { name: 'Договор', position: 3 },
    { name: 'Архив', position: 4 },
  ];
  expect(await stages()).toEqual(order);
  expect((await desk.import({ pipelines, ...teams('a.csv') })).counts.stage).toMatchObject({
    unchanged: 3,
    revised: 0,
  });
  expect(await stages()).toEqual(order);
});

test('stages from a file, and people before the teams they name', async () => {
  desk.put({
    'stages.csv': 'way,step,n\nSales,New,1\nSales,Talks,2\nService,New,1\n',
    'people.csv': 'name,team,hired\nAnn,,01.02.2024\nBob,North,\n',
  });
  const pipeline = { column: 'way', create: true };
  const summary = await desk.import({
    defaults: { formats: ['dd.MM.yyyy'] },
    files: [
      { file: 'stages.csv', makes: [{ noun: 'stage', name: 'step', pipeline, position: 'n' }] },
      {
        file: 'people.csv',
        makes: [{ noun: 'employee', name: 'name', team: { column: 'team', create: true }, hiredOn: 'hired' }],
      },
    ],
  });
  expect(summary.refused).toEqual([]);
  expect(summary.counts).toMatchObject({
    pipeline: { added: 2 },
    stage: { added: 3 },
    employee: { added: 2 },
    team: { added: 1 },
  });
  expect(
    await desk.rows(
      'select e.name, t.name as team, hired_on from employee e left join team t on t.id = e.team_id order by 1',
    ),
  ).toEqual([
    { name: 'Ann', team: null, hired_on: '2024-02-01' },
    { name: 'Bob', team: 'North', hired_on: null },
  ]);
});
