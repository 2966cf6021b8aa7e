import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFolder } from '../../server/src/imports/import-folder.ts';
import { parseMapping } from '../../server/src/imports/mapping.ts';
import type { ImportSummary } from '../../server/src/imports/summary.ts';
import { type Desk, startDesk } from './desk.ts';
import { bruteForce, type Figures, folder, present, repository, told } from './maven-rows.ts';

const sums = `coalesce(sum(won), 0)::int as won, coalesce(sum(lost), 0)::int as lost, coalesce(sum(in_stage), 0)::int as open,
  (coalesce(sum(revenue), 0) / 100)::int as revenue, (coalesce(sum(cycle), 0) / 86400)::int as "cycleDays"`;

describe.skipIf(!present)('the Maven history', () => {
  let desk: Desk;
  let summary: ImportSummary;
  const mapping = () =>
    parseMapping(JSON.parse(readFileSync(join(repository, 'server/src/imports/examples/maven.json'), 'utf8')));

  beforeAll(async () => {
    desk = await startDesk();
    summary = await importFolder(desk.ctx, folder, mapping(), { dryRun: false });
  });
  afterAll(() => desk.close());

  const ledgerBy = async (column: string, noun: string): Promise<Record<string, Figures>> => {
    const rows = await desk.rows<Figures & { key: string }>(`select coalesce(n.name, '') as key, ${sums} from ledger e
      left join ${noun} n on n.id = e.${column} where deal_id is not null group by 1`);
    return Object.fromEntries(rows.map(({ key, ...figures }) => [key, figures]));
  };

  test('is read whole', () => {
    expect(summary.refusedRows).toBe(0);
    expect(summary.counts.deal).toMatchObject({ read: 8800, added: 8800 });
    expect(summary.counts.client).toMatchObject({ added: 85 });
    expect(summary.counts.segment).toMatchObject({ added: 10 });
    expect(summary.counts.product).toMatchObject({ added: 7 });
  });

  test('has the figures everybody knows of it', async () => {
    const [all] = await desk.rows<Figures>(`select ${sums} from ledger`);
    expect(all).toMatchObject({ won: 4238, lost: 2473, open: 2089, revenue: 10_005_534 });
    if (!all) return;
    expect(((all.won / (all.won + all.lost)) * 100).toFixed(4)).toBe('63.1501');
    expect((all.revenue / all.won).toFixed(3)).toBe('2360.909');
    expect((all.cycleDays / all.won).toFixed(3)).toBe('51.782');
  });

  test.each([
    ['agent', 'employee_id', 'employee'],
    ['manager', 'team_id', 'team'],
    ['region', 'territory_id', 'territory'],
    ['product', 'product_id', 'product'],
    ['series', 'product_line_id', 'product_line'],
    ['sector', 'segment_id', 'segment'],
    ['account', 'client_id', 'client'],
  ])('equals the file by %s', async (key, column, noun) => {
    expect(await ledgerBy(column, noun)).toEqual(bruteForce(told(), (row) => row[key] ?? ''));
  });

  test.each([
    ['month', (day: string) => day.slice(0, 7), `to_char(day, 'YYYY-MM')`],
    [
      'quarter',
      (day: string) => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
      `to_char(day, 'YYYY-Q')`,
    ],
  ])('equals the file by %s of closing', async (_grain, bucket, expression) => {
    const closed = told().filter((row) => row.close_date !== '');
    const rows = await desk.rows<Figures & { key: string }>(`select ${expression} as key, ${sums} from ledger
      where won is not null or lost is not null or revenue is not null group by 1`);
    const found = Object.fromEntries(
      rows.map(({ key, won, lost, revenue, cycleDays }) => [key, { won, lost, revenue, cycleDays }]),
    );
    const expected = Object.entries(bruteForce(closed, (row) => bucket(row.close_date ?? '')));
    expect(found).toEqual(Object.fromEntries(expected.map(([key, { open: _, ...figures }]) => [key, figures])));
  });

  test('leaves unknown what is not known: amounts of open and lost deals, clients, and dates only by the mapping', async () => {
    expect(await desk.count('select count(*) from deal where status <> $$won$$ and amount is not null')).toBe(0);
    expect(await desk.count('select coalesce(sum(pipeline), 0) + coalesce(sum(priced), 0) from ledger')).toBe(0);
    expect(await desk.count('select count(*) from deal where client_id is null')).toBe(1088 + 337);
    expect(await desk.count(`select count(*) from deal where opened_at = '2017-12-31T00:00:00Z'`)).toBe(500);
    expect(await desk.rows(`select time_zone, currency from setting`)).toEqual([{ time_zone: 'UTC', currency: 'USD' }]);
  });

  test('told again changes nothing', async () => {
    const before = await desk.count('select count(*) from ledger');
    const again = await importFolder(desk.ctx, folder, mapping(), { dryRun: false });
    expect(await desk.count('select count(*) from ledger')).toBe(before);
    expect(again.counts.deal).toEqual({ read: 8800, added: 0, revised: 0, unchanged: 8800, kept: 0, refused: 0 });
    for (const counts of Object.values(again.counts))
      expect(counts).toMatchObject({ added: 0, revised: 0, kept: 0, refused: 0 });
    expect(await desk.count('select count(*) from deal_fact')).toBe(8800 + 4238 + 2473);
  });

  test('is what the facts project to, and fires no celebration', async () => {
    expect(await desk.findings()).toEqual([]);
    expect(await desk.count(`select count(*) from ledger where origin <> 'import'`)).toBe(0);
  });
});
