import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { isCurrency } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { rateAt } from './current-rate.ts';
import type { Changes, Foreign } from './deal-fact.ts';
import type { Pricing, WorthInput } from './deal-lines.ts';
import type { NewFact } from './record-fact.ts';

type Rated = Pick<Foreign, 'rate'> & { currency: string; minorRate: number };

/** The currency a deal is opened in with its rate of that day; null: the department's. */
export async function openingCurrency(
  db: Queryable,
  ctx: Context,
  currency: string | null | undefined,
  at: Date,
): Promise<Rated | null> {
  if (currency === null || currency === undefined || currency === ctx.settings.currency) return null;
  if (!/^[A-Z]{3}$/.test(currency) || !isCurrency(currency))
    throw Refusal.badInput('input.currency', 'a currency by its three letters, such as USD', { got: currency });
  const found = await rateAt(db, ctx, currency, at);
  if (found?.minorRate) return { currency, rate: found.rate, minorRate: found.minorRate };
  throw Refusal.refused('RATE_UNKNOWN', `input.currency: no rate of ${currency} is known: set it first`, {
    field: 'input.currency',
    currency,
  });
}

interface Priced {
  currency: string | null;
  rate: string | null;
  amount: string | null;
  lines: { product_id: string | null; discount: number }[];
}

/** What an amendment's worth is told in: the deal's currency, or the one it changes to, which tells the worth anew. */
export async function currencyChange(
  db: Queryable,
  ctx: Context,
  dealId: string,
  input: WorthInput & { currency?: string | null; at?: Date | null },
): Promise<{ pricing: Pricing; change: Changes; check?: NewFact['check'] }> {
  const [deal] = await db.query<Priced>(sql`/* pricing-of-deal */ select d.currency, d.rate, d.amount,
      coalesce((select jsonb_agg(jsonb_build_object('product_id', l.product_id::text, 'discount', l.discount))
        from deal_line l where l.deal_id = d.id), '[]') as lines
    from deal d where d.id = ${dealId}`);
  const { lines = [], amount = null, currency = null } = deal ?? {};
  const discounts = new Map<string, number>();
  for (const { product_id: id, discount } of lines)
    if (id !== null) discounts.set(id, Math.max(discounts.get(id) ?? 0, discount));
  const at = input.at ?? ctx.clock.now();
  const asked = input.currency === undefined ? currency : input.currency;
  const foreign = await openingCurrency(db, ctx, asked, at);
  const pricing = { hasLines: lines.length > 0, foreign, discounts };
  if ((foreign?.currency ?? null) === currency) return { pricing, change: {} };
  const worth = {
    said: input.amount !== undefined || Boolean(input.lines),
    known: amount !== null || lines.length > 0,
  };
  if (worth.known && !worth.said)
    throw Refusal.badInput('input.amount', 'what the deal is worth in the other currency, or lines');
  const none = { currency: null, rate: null, minorRate: null, currencyAmount: null };
  return { pricing, change: foreign ?? none, check: refuseClosed };
}

const refuseClosed: NewFact['check'] = ({ status }) => {
  if (status === 'open') return;
  throw Refusal.refused('DEAL_ALREADY_CLOSED', 'input.currency: a closed deal keeps its currency: reopen it first', {
    field: 'input.currency',
    status: status.toUpperCase(),
  });
};
