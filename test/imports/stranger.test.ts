import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import { readMapping } from '../../server/src/imports/import-command.ts';
import { importFolder } from '../../server/src/imports/import-folder.ts';
import { printSummary } from '../../server/src/imports/summary.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { systemClock } from '../../server/src/lib/clock.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { startWorld, type World } from '../world/world.ts';
import { windows1251 } from './desk.ts';
import { type Cells, saved, strangersFolder } from './stranger.ts';
import { type Counted, countedBy, figuresBy, phonesKept } from './stranger-figures.ts';

const serverFolder = join(import.meta.dirname, '../../server');
const mapping = join(serverFolder, 'src/imports/examples/crm-export.json');
const { files, bad } = strangersFolder();
const autumn = 'period: { from: "2023-09-01", to: "2023-11-01" }';
const names = Object.keys(figuresBy([]));
const figures = names.map((name) => `${name} { value }`).join(' ');

type Row = Record<string, { value: number | null }> & {
  employee: { name: string } | null;
  period: { from: string } | null;
};

describe("a stranger's CRM, imported by the command line", () => {
  let world: World;
  let folder: string;
  let printed = '';

  const save = (changed: Record<string, Cells[]> = {}) => {
    for (const [name, rows] of Object.entries({ ...files, ...changed })) {
      const faulty = bad.filter(({ file }) => file === name).map(({ cells }) => cells);
      writeFileSync(join(folder, name), windows1251(saved([...rows, ...faulty])));
    }
  };
  const importing = async (): Promise<string> => {
    const words = ['--import', '@oxc-node/core/register', 'src/cli.ts', 'import', folder, '--map', mapping];
    const env = { ...process.env, DATABASE_URL: world.databaseUrl, LOG_LEVEL: 'warn' };
    const rejects = ['--rejects', join(folder, 'rejects')];
    const done = await promisify(execFile)(process.execPath, [...words, ...rejects], {
      cwd: serverFolder,
      env,
    });
    return done.stdout;
  };
  /** The same without a process of its own. */
  const importingHere = async (): Promise<string> => {
    const [stored] = await world.database.owner.query<{ department_name: string }>({
      text: 'select department_name from setting',
      values: [],
    });
    const settings = {
      ...{ departmentName: stored?.department_name ?? '', timeZone: 'Europe/Moscow', currency: 'RUB' },
      ...{ activityWindowDays: 365, demo: false },
    };
    const log = pino({ level: 'silent' });
    const around = { database: world.database, clock: systemClock, log, settings: () => settings, version: 'test' };
    const ctx = makeContext({ ...around, changed: () => undefined }, systemViewer('cli', 'import'));
    const options = { dryRun: false, rejectsDir: join(folder, 'rejects') };
    return printSummary(await importFolder(ctx, folder, await readMapping(mapping), options));
  };
  const entries = async (condition = 'true'): Promise<number> => {
    const text = `select count(*) as n from ledger where ${condition}`;
    const [row] = await world.database.owner.query<{ n: string }>({ text, values: [] });
    return Number(row?.n);
  };
  const ask = async (rest: string): Promise<Row[]> => {
    const question = `{ kpis(${autumn} ${rest}) { rows { period { from } employee { name } ${figures} } } }`;
    return (await world.ask<{ kpis: { rows: Row[] } }>(question)).kpis.rows;
  };

  /** Compares the figures of every group with those of the rows that fall into it. */
  const expectAsCounted = (
    rows: Row[],
    counted: readonly Counted[],
    keyOf: (row: Row) => string,
    key: keyof Counted,
  ) => {
    const groups = Map.groupBy(counted, (one) => one[key] as string);
    expect(new Set(rows.map(keyOf))).toEqual(new Set(groups.keys()));
    for (const row of rows) {
      const expected = figuresBy(groups.get(keyOf(row)) ?? []);
      for (const name of names) {
        // what nothing is known of is null, and nothing in the loops
        const [got, should] = [row[name]?.value ?? 0, expected[name] ?? 0];
        expect(got, `${name} of ${keyOf(row)}`).toBeCloseTo(should, 6);
      }
    }
  };
  const expectFigures = async (told: typeof files) => {
    const counted = countedBy(told);
    expectAsCounted(
      await ask(''),
      counted.map((one) => ({ ...one, month: 'all' })),
      () => 'all',
      'month',
    );
    const month = (row: Row) => row.period?.from.slice(0, 7) ?? '';
    expectAsCounted(await ask(', grain: MONTH'), counted, month, 'month');
    const employee = (row: Row) => row.employee?.name ?? '';
    expectAsCounted(await ask(', by: [EMPLOYEE], limit: 50'), counted, employee, 'employee');
  };

  beforeAll(async () => {
    world = await startWorld({ now: '2024-01-15T12:00:00+03:00' });
    folder = mkdtempSync(join(tmpdir(), 'voronka-stranger-'));
    save();
    printed = await importing();
  }, 60_000);
  afterAll(async () => {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the summary counts every noun', () => {
    const added = (title: string) => new RegExp(`^  ${title} +(\\d+) +(\\d+)`, 'm').exec(printed)?.[2];
    const titles = {
      clients: 20,
      contacts: 25,
      campaigns: 2,
      spends: 12,
      deals: 16,
      leads: 40,
      activities: 100,
      tasks: 30,
    };
    for (const [title, count] of Object.entries({ ...titles, tickets: 24, ratings: 15, 'nps answers': 15, plans: 4 })) {
      expect(added(title), `${title} in\n${printed}`).toBe(String(count));
    }
  });

  test('the figures are those of the rows, in all, by month and by employee', () => expectFigures(files));

  test('every faulty row is in the rejects file of its file, with its line, column and reason', () => {
    for (const { file, column, reason } of bad) {
      const written = readFileSync(join(folder, 'rejects', `${file}.rejects.csv`), 'latin1');
      const told = printed.split('\n').filter((line) => line.includes(`${file}:`));
      const ours = told.filter((line) => line.includes(column) && reason.test(line));
      expect(ours, `${file} ${column} among\n${told.join('\n')}`).toHaveLength(1);
      const line = /:(\d+) /.exec(ours[0] ?? '')?.[1];
      expect(written.split('\r\n').filter((row) => row.includes(`;${line};`))).not.toEqual([]);
    }
    expect(printed).toContain(`Refused rows (${bad.length})`);
  });

  test('people, phones, plans and what a figure cannot show are as the files tell', async () => {
    const query = <R>(text: string) => world.database.owner.query<R>({ text, values: [] });
    const clients = await query<{ phone: string }>('select phone from client order by external_id');
    expect(clients.map(({ phone }) => phone)).toEqual(phonesKept(files));
    expect(await query(`select count(*)::int as n from contact where decision_maker`)).toEqual([{ n: 8 }]);
    expect(await query('select note from client where note is not null')).toEqual([
      { note: 'просил "не звонить"; пишет сам' },
    ]);
    expect(await query('select count(*)::int as n from activity where note is not null')).toEqual([{ n: 10 }]);
    expect(
      await query(`select c.name, count(*)::int as n from activity a join contact_channel c on c.id = a.contact_channel_id
      group by 1 order by 1`),
    ).toEqual(
      ['WhatsApp', 'Телефон'].map((name) => ({
        name,
        n: files['Активности.csv']?.filter(({ Канал }) => Канал === name).length,
      })),
    );
    const { kpis } = await world.ask<{
      kpis: { rows: Row[] };
    }>(`{ kpis(period: { from: "2023-09-01", to: "2023-10-01" }, by: [EMPLOYEE]) {
      rows { employee { name } calls { plan { minimum optimal maximum } } } } }`);
    const ivan = kpis.rows.find(({ employee }) => employee?.name === 'Иван Петров');
    expect(ivan).toMatchObject({ calls: { plan: { minimum: 5, optimal: 12, maximum: 20 } } });
    expect(
      await query(`select kpi, grain, month, minimum::text, optimal::text, maximum::text from plan
      where kpi = 'revenue' or grain = 'QUARTER' order by kpi, month`),
    ).toEqual([
      { kpi: 'meetings', grain: 'QUARTER', month: '2023-10-01', minimum: null, optimal: '30', maximum: null },
      {
        kpi: 'revenue',
        grain: 'MONTH',
        month: '2023-09-01',
        minimum: '8000000',
        optimal: '10000050',
        maximum: '15000000',
      },
      { kpi: 'revenue', grain: 'MONTH', month: '2023-10-01', minimum: null, optimal: '5000000', maximum: null },
    ]);
  });

  test('imported again, nothing changes; with one file changed, only the difference is posted', async () => {
    const before = await entries();
    const others = `(noun is distinct from 'lead' or noun_id not in (select id from lead where external_id in ('1014', '1015')))`;
    const untouched = await entries(others);
    const changed: Record<string, Cells[]> = {
      'Лиды.csv': (files['Лиды.csv'] ?? []).map((lead) => {
        // one was answered later than was thought, one is a lead of somebody else
        if (lead['№'] === '1014')
          return { ...lead, 'Первый ответ': `${lead.Поступил?.slice(0, 10)} 15:59`, Квалифицирован: '' };
        return lead['№'] === '1015' ? { ...lead, Запрос: 'Нужна скидка' } : lead;
      }),
    };
    const again = await importingHere();
    expect(again).not.toMatch(/ (leads|tasks|activities) +\d+ +[1-9]/);
    expect(await entries(), again).toBe(before);
    save(changed);
    const third = await importingHere();
    expect(third).toMatch(/^ {2}leads +43 +0 +2 +38 +0 +3$/m);
    expect(await entries(others)).toBe(untouched);
    expect(await entries()).toBeGreaterThan(before);
    await expectFigures({ ...files, ...changed });
  }, 60_000);

  test('verify finds no difference', async () => {
    const records = registered.map(({ record }) => record);
    const checks = [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases, recordsEqualTheirRows(records)];
    expect(await verify(world.database.owner, checks)).toEqual([]);
  });
});
