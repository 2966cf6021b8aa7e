import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { checkedFirst, type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import { openPay } from '../open-pay.ts';
import type { LineEntry } from '../reckoning/line.ts';
import type { SheetLine } from './sheet.ts';

const loaders = new WeakMap<Context, DataLoader<string, LineEntry[]>>();

/** The entries behind a line: those of kept lines are read once, all lines' of a question in one statement. */
export async function entriesOf(ctx: Context, line: SheetLine): Promise<readonly LineEntry[]> {
  if (line.id === null) return line.entries;
  let loader = loaders.get(ctx);
  if (!loader) {
    loader = new DataLoader((ids) => readEntries(ctx, ids), { maxBatchSize: 1000 });
    loaders.set(ctx, loader);
  }
  return loader.load(line.id);
}

async function readEntries(ctx: Context, lineIds: readonly string[]): Promise<LineEntry[][]> {
  const rows = await openPay(ctx.database.app, ctx, (tx) =>
    tx.query<
      { line: string; base: string | null; amount: string | null } & Pick<
        LineEntry,
        'entryId' | 'dealId' | 'productLineId'
      >
    >(
      sql`/* pay-line-entries */ select line_id as line, entry_id as "entryId", deal_id as "dealId",
          product_line_id as "productLineId", base, amount
        from pay_line_entry where line_id = any(${lineIds}::bigint[]) order by entry_id`,
    ),
  );
  const number = (value: string | null) => (value === null ? null : Number(value));
  const byLine = Map.groupBy(rows, ({ line }) => line);
  return lineIds.map((id) =>
    (byLine.get(id) ?? []).map(({ entryId, dealId, productLineId, base, amount }) => ({
      ...{ entryId, dealId, productLineId, base: number(base), amount: number(amount) },
    })),
  );
}

/** A page of the entries behind a line, in the order they were posted. */
export async function pageOfEntries(
  ctx: Context,
  line: SheetLine,
  given: { first: number | null; after: string | null },
): Promise<Page<LineEntry>> {
  const all = (await entriesOf(ctx, line)).toSorted((a, b) => Number(BigInt(a.entryId) - BigInt(b.entryId)));
  return cut(all, given, ({ entryId }) => entryId);
}

/** What one deal adds to a line, in one product line. */
export interface DealShare {
  dealId: string;
  productLineId: string | null;
  base: number;
  amount: number;
}

/** A page of the deals behind a line, product line by product line. */
export async function pageOfDeals(
  ctx: Context,
  line: SheetLine,
  given: { first: number | null; after: string | null },
): Promise<Page<DealShare>> {
  const shares = new Map<string, DealShare>();
  for (const { dealId, productLineId, base, amount } of await entriesOf(ctx, line)) {
    if (dealId === null || base === null) continue;
    const key = cursorOf({ dealId, productLineId });
    const share = shares.get(key) ?? { dealId, productLineId, base: 0, amount: 0 };
    shares.set(key, { ...share, base: share.base + base, amount: share.amount + (amount ?? 0) });
  }
  const all = [...shares.values()].toSorted(
    (a, b) =>
      Number(BigInt(a.dealId) - BigInt(b.dealId)) ||
      Number(BigInt(a.productLineId ?? 0) - BigInt(b.productLineId ?? 0)),
  );
  return cut(all, given, cursorOf);
}

function cursorOf({ dealId, productLineId }: Pick<DealShare, 'dealId' | 'productLineId'>): string {
  return productLineId === null ? dealId : `${dealId}-${productLineId}`;
}

/** A page of what is at hand. Refuses a cursor that is none of it. */
function cut<Node>(
  all: readonly Node[],
  { first, after }: { first: number | null; after: string | null },
  cursor: (node: Node) => string,
): Page<Node> {
  const size = checkedFirst(first);
  const at = after === null ? 0 : all.findIndex((node) => cursor(node) === checkedCursor(after)) + 1;
  const from = after !== null && at === 0 ? all.length : at;
  return pageOf(all.slice(from, from + size + 1), size, all.length, cursor);
}

function checkedCursor(after: string): string {
  for (const part of after.split('-')) checkedId(part, 'after');
  return after;
}
