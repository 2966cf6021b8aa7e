import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { audit } from '../access/audit.ts';
import { currentHolders } from '../access/credential.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { join, sql } from '../lib/sql.ts';
import { type Column, type Export, exportable, type Locale } from './export.ts';

const page = 1000;

/** What is about to leave the house. */
export interface PreparedExport {
  rows: number;
  /** as CSV that spreadsheets open: with a byte order mark, and without anything they would take for a formula */
  writeTo(target: Writable): Promise<void>;
}

/**
 * Prepares an export: checks the right, counts, and notes in the audit log what leaves before anything does. Rows that come to be later are
 * not part of it, so that the note is true.
 */
export async function prepareExport(ctx: Context, what: Export, locale: Locale): Promise<PreparedExport> {
  const { name, action, subject, alarming = Number.POSITIVE_INFINITY } = what;
  const { viewer, access } = ctx;
  if (viewer.kind === 'guest' || !access.can(action, subject)) {
    throw new Refusal(
      'FORBIDDEN',
      `${action}: not for ${viewer.kind === 'guest' ? 'a guest of the demo' : `the role ${viewer.role}`}`,
      {
        action,
      },
    );
  }
  const columns = what.columns(ctx, locale).filter(({ of: [type, field] }) => access.sees(type, field));
  const enter = what.enter ?? ((_ctx, work) => ctx.database.app.transaction(work));
  const { rows, last } = await enter(ctx, (tx) => extent(tx, ctx, what));
  const alert = rows > alarming;
  await audit(ctx.database.app, viewer, ctx.clock.now(), { action, subject, alert, details: { rows } });
  if (alert) ctx.log.warn({ principal: viewer.principal, rows }, `many ${name} were exported at once`);
  return {
    rows,
    writeTo: async (target) => {
      const csv = stringify({
        ...{ bom: true, delimiter: locale === 'ru' ? ';' : ',', record_delimiter: 'windows', escape_formulas: true },
        ...{ header: true, columns: columns.map(({ title }) => title[locale]) },
      });
      const read = async (after: string) => {
        // what was taken back meanwhile takes nothing along any more
        if (after !== '0') await ensureStillHeld(ctx);
        return enter(ctx, (tx) => readPage(tx, ctx, what, columns, after, last));
      };
      await pipeline(Readable.from(pages(read)), csv, target);
    },
  };
}

async function ensureStillHeld({ viewer, database, clock }: Context): Promise<void> {
  if (viewer.credentialId === null) return;
  const now = await currentHolders(database.app, [viewer.credentialId], clock.now());
  if (now.get(viewer.credentialId)?.role === viewer.role) return;
  throw new Refusal('UNAUTHENTICATED', 'The credential does not hold any more');
}

async function extent(tx: Transaction, ctx: Context, what: Export): Promise<{ rows: number; last: string }> {
  const [found] = await tx.query<{ rows: string; last: string }>(sql`/* export-extent */ select count(*) as rows,
    coalesce(max(t.id), 0) as last from ${what.from} where ${exportable(ctx, what)}`);
  return { rows: Number(found?.rows ?? 0), last: found?.last ?? '0' };
}

interface PageRow {
  key: string;
  cells: (string | null)[];
}

function readPage(
  tx: Transaction,
  ctx: Context,
  what: Export,
  columns: readonly Column[],
  after: string,
  last: string,
): Promise<PageRow[]> {
  const cells = join(columns.map(({ value }) => sql`(${value})::text`));
  return tx.query<PageRow>(sql`/* export-page */ select t.id as key, array[${cells}] as cells from ${what.from}
    where t.id > ${after}::bigint and t.id <= ${last}::bigint and ${exportable(ctx, what)} order by t.id limit ${page}`);
}

/** Page after page: however slowly it is taken, nothing piles up and no transaction stays open. */
async function* pages(read: (after: string) => Promise<PageRow[]>): AsyncIterable<(string | null)[]> {
  for (let after = '0'; ; ) {
    const rows = await read(after);
    for (const { cells } of rows) yield cells;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.key;
  }
}
