import DataLoader from 'dataloader';
import type { Context, Row } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import { leadNoun } from './lead.ts';

const loaders = new WeakMap<Context, DataLoader<string, object | null>>();

/** The lead a deal came from, if the viewer may see it; however many deals are asked for in a tick, it is one statement. */
export function leadOfDeal(ctx: Context, dealId: string): Promise<object | null> {
  const loader = loaders.get(ctx) ?? new DataLoader((ids) => leadsOf(ctx, ids), { maxBatchSize: 1000, cache: false });
  loaders.set(ctx, loader);
  return loader.load(dealId);
}

async function leadsOf(ctx: Context, dealIds: readonly string[]): Promise<(object | null)[]> {
  const rows = await ctx.database.app.query<Row>(sql`/* leads-of-deals */ select t.* from lead t
    where t.deal_id = any(${[...new Set(dealIds)]}::bigint[]) and ${ctx.access.rows('read', 'Lead', 't')}`);
  const byDeal = new Map(rows.map((row) => [String(row.deal_id), leadNoun.fromRow(row)]));
  return dealIds.map((id) => byDeal.get(id) ?? null);
}
