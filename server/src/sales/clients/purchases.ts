import type { Queryable } from '../../database/database.ts';
import type { DimensionColumn, Dimensions } from '../../ledger/dimensions.ts';
import { measures } from '../../ledger/measures.ts';
import { raw, sql } from '../../lib/sql.ts';
import type { Purchase } from './life.ts';

/** What a client's entries carry: of a deal everything but its products and where it stood. */
export const carried: readonly DimensionColumn[] = measures.active.by;

/** What a fact of a deal added to won deals and to revenue, with the dimensions it was credited to. */
export interface Credited extends Dimensions {
  client_id: string;
  deal_id: string;
  fact_id: string;
  effective_at: Date;
  won: number;
  revenue: number;
}

/** What the deals of clients stand for in the ledger: every winning, and every winning that was taken back. */
export async function readCredits(db: Queryable, ids: readonly string[]): Promise<Credited[]> {
  const columns = raw(carried.join(', '));
  return db.query<Credited>(sql`/* purchases-of-clients */ select deal_id, fact_id, effective_at, ${columns},
      coalesce(sum(won), 0)::int as won, coalesce(sum(revenue), 0)::float8 as revenue
    from ledger where client_id = any(${[...ids]}::bigint[]) and (won is not null or revenue is not null)
    group by deal_id, fact_id, effective_at, ${columns}
    having coalesce(sum(won), 0) <> 0 or coalesce(sum(revenue), 0) <> 0`);
}

/** The purchases that credits tell of, in order. */
export function purchasesOf(credits: readonly Credited[]): Purchase[] {
  const purchases: Purchase[] = [];
  for (const ofDeal of Map.groupBy(credits, ({ deal_id }) => deal_id).values()) {
    let open: Purchase | undefined;
    for (const credit of ofDeal.filter(({ won }) => won !== 0).toSorted(inOrder)) {
      const { deal_id: dealId, fact_id: factId, effective_at: at, revenue: amount } = credit;
      if (credit.won > 0) {
        const dimensions = Object.fromEntries(carried.map((column) => [column, credit[column] ?? null]));
        open = { dealId, factId, at, amount, dimensions, undone: null };
        purchases.push(open);
      } else if (open) open.undone = { at, factId };
    }
  }
  return purchases.toSorted((a, b) => order(a.at, a.factId, b.at, b.factId));
}

function inOrder(a: Credited, b: Credited): number {
  return order(a.effective_at, a.fact_id, b.effective_at, b.fact_id);
}

function order(a: Date, aFact: string, b: Date, bFact: string): number {
  return a.getTime() - b.getTime() || Number(BigInt(aFact) - BigInt(bFact));
}
