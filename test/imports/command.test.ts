import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desk, dealsFile, dealsMapping, startDesk } from './desk.ts';

const serverFolder = join(import.meta.dirname, '../../server');

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

/** Runs `voronka import` in a process of its own: what it printed, and the code it ended with. */
function run(...args: string[]): Promise<{ out: string; err: string; code: number }> {
  const entry = ['--import', '@oxc-node/core/register', 'src/cli.ts', 'import', desk.folder];
  const env = { ...process.env, DATABASE_URL: desk.url, LOG_LEVEL: 'silent' };
  return new Promise((resolve) => {
    const flags = ['--map', join(desk.folder, 'map.json'), '--rejects', join(desk.folder, 'rejects'), ...args];
    const child = execFile(process.execPath, [...entry, ...flags], { cwd: serverFolder, env }, (_error, out, err) =>
      resolve({ out, err, code: child.exitCode ?? -1 }),
    );
  });
}

test('prints the summary and ends with 0, also when rows were refused', async () => {
  desk.put({ 'deals.csv': dealsFile('a1,Acme,Ann,open,2025-01-05,,1', 'a2,Acme,Ann,gone,2025-01-05,,1') });
  writeFileSync(join(desk.folder, 'map.json'), JSON.stringify(dealsMapping()));
  const dry = await run('--dry-run');
  expect(dry.out).toContain('Dry run: nothing was written');
  expect(await desk.count('select count(*) from deal')).toBe(0);
  const done = await run();
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toMatch(/deals +2 +1 +0 +0 +0 +1\n/);
  expect(done.out).toContain('deals.csv:3');
  expect(desk.rejects()['deals.csv.rejects.csv']).toContain('a2,Acme,Ann,gone');
  expect(await desk.count(`select count(*) from ledger where origin <> 'import'`)).toBe(0);
});

test.each([
  ['a mapping that is not there', null, 'no such file'],
  ['a mapping that is not JSON', '{', 'is not JSON'],
  ['a mapping that is not understood', '{"files": []}', 'files: '],
  ['a file that is missing', JSON.stringify(dealsMapping()), 'there is no file "deals.csv"'],
])('%s ends with 2', async (_what, mapping, said) => {
  if (mapping !== null) writeFileSync(join(desk.folder, 'map.json'), mapping);
  const { code, err, out } = await run();
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(said);
});
