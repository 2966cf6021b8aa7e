import pino from 'pino';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import type { Context } from '../../server/src/context.ts';
import type { Database, Pool, Transaction } from '../../server/src/database/database.ts';
import { readSettings } from '../../server/src/department/settings/read-settings.ts';
import { type DealHistory, importHistories } from '../../server/src/sales/deals/import-histories.ts';
import { seeded } from '../ledger/random-department.ts';
import { withDatabase } from './cluster.ts';
import { nouns } from './generate-sql.ts';
import { type Histories, histories } from './histories.ts';
import { type Line, median } from './table.ts';

const rounds = 6;
const batchesARound = 4;
/** as many as the importer writes at a time */
const dealsABatch = 2_000;
/** what an import writes, and the column that tells which deal a row belongs to */
const tables = { deal: 'id', deal_line: 'deal_id', deal_fact: 'deal_id', ledger: 'deal_id' } as const;
type Table = keyof typeof tables;

interface Round {
  entries: number;
  ours: number;
  copied: Record<Table, number>;
}

/** Deals through the importer's door beside a COPY of the very rows it has written, from files of PostgreSQL's own, into the same tables. */
export async function benchImport(url: string): Promise<Line[]> {
  return withDatabase(url, 4, async (database) => {
    for (const text of nouns) await database.owner.query({ text, values: [] });
    const ctx = await contextOf(database);
    const next = histories(seeded(7));
    await round(database.owner, ctx, next, 0);
    const done: Round[] = [];
    for (let i = 1; i <= rounds; i += 1) done.push(await round(database.owner, ctx, next, i));
    return lines(done);
  });
}

async function contextOf(database: Database): Promise<Context> {
  const settings = await readSettings(database.app);
  if (!settings) throw new Error('a database without settings');
  const around = { database, clock: { now: () => new Date() }, log: pino({ level: 'silent' }), version: 'bench' };
  return makeContext(
    { ...around, settings: () => settings, changed: () => undefined },
    systemViewer('bench', 'import'),
  );
}

async function round(owner: Pool, ctx: Context, next: Histories, n: number): Promise<Round> {
  const batches = Array.from({ length: batchesARound }, () => next(dealsABatch));
  const before = await highest(owner);
  const ours = await timed(async () => {
    for (const batch of batches) await importBatch(owner, ctx, batch);
  });
  const result: Round = { entries: 0, ours, copied: { deal: 0, deal_line: 0, deal_fact: 0, ledger: 0 } };
  for (const table of Object.keys(tables) as Table[]) {
    const { columns, rows } = await exported(owner, table, before, n);
    if (table === 'ledger') result.entries = rows;
    const copy = { text: `/* peer */ copy ${table} (${columns}) from ${await fileOf(owner, table)}`, values: [] };
    result.copied[table] = await timed(() => owner.query(copy));
  }
  return result;
}

/** Committed like every batch of an import. */
function importBatch(owner: Pool, ctx: Context, batch: readonly DealHistory[]): Promise<unknown> {
  return owner.transaction((tx: Transaction) => importHistories(tx, ctx, batch));
}

/** Writes a round's rows of a table to a file, under other ids. */
async function exported(owner: Pool, table: Table, above: string, round: number) {
  const [found] = await owner.query<{ names: string[] }>({
    text: `select array_agg(attname::text order by attnum) as names from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'xid'`,
    values: [table],
  });
  const offset = 1_000_000_000 * (round + 1);
  const moved = new Set(['id', 'deal_id', 'fact_id']);
  const names = found?.names ?? [];
  const values = names.map((name) =>
    moved.has(name) ? `${name} + ${offset}` : name === 'external_id' ? `'copy-${round}-' || external_id` : name,
  );
  const order = table === 'deal_line' ? 'deal_id, position' : 'id';
  const select = `select ${values.join(', ')} from ${table} where ${tables[table]} > ${above} and ${tables[table]} < 1000000000 order by ${order}`;
  await owner.query({ text: `/* export */ copy (${select}) to ${await fileOf(owner, table)}`, values: [] });
  const [{ rows } = { rows: 0 }] = await owner.query<{ rows: number }>({
    text: `select count(*)::int as rows from (${select}) exported`,
    values: [],
  });
  return { columns: names.join(', '), rows };
}

/** In the data folder, where PostgreSQL may write whoever it runs as. */
async function fileOf(owner: Pool, table: Table): Promise<string> {
  const [found] = await owner.query<{ path: string }>({
    text: `select quote_literal(current_setting('data_directory') || '/bench-' || $1::text) as path`,
    values: [table],
  });
  return found?.path ?? '';
}

async function highest(owner: Pool): Promise<string> {
  const text = 'select coalesce(max(id), 0)::text as id from deal where id < 1000000000';
  const [found] = await owner.query<{ id: string }>({ text, values: [] });
  return found?.id ?? '0';
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function lines(done: readonly Round[]): Line[] {
  const all = ({ copied }: Round) => Object.values(copied).reduce((sum, ms) => sum + ms, 0);
  const rate = (of: (round: Round) => number) =>
    Math.round(median(done.map((r) => (1000 * r.entries) / of(r)))).toLocaleString('en');
  const detail = [
    `entries a second: imported with their deals ${rate((r) => r.ours)}; COPY of the same rows ${rate(all)}, of the entries alone ${rate((r) => r.copied.ledger)}`,
    `the entries alone would make it ${median(done.map((r) => r.copied.ledger / r.ours)).toFixed(2)}×`,
  ];
  return [
    {
      what: `bulk import: ${dealsABatch.toLocaleString('en')} deals a transaction (checked, projected; deals, lines, facts, entries)`,
      against: 'COPY of the same finished rows from files into the same indexed tables',
      goal: '≥ 0.6×',
      ratios: done.map((r) => all(r) / r.ours),
      detail,
    },
  ];
}
