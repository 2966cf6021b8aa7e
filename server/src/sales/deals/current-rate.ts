import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { minorDigits } from '../../lib/money.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';
import type { Foreign } from './deal-fact.ts';

/** The rate of a currency on the day of an instant: the latest one known by then; null when none is. */
export async function rateAt(
  db: Queryable,
  ctx: Context,
  currency: string,
  at: Date,
): Promise<Pick<Foreign, 'rate' | 'minorRate'> | null> {
  const [row] = await db.query<{ rate: string }>(sql`/* rate-of-day */ select rate from currency_rate
    where currency = ${currency} and day <= ${dayOf(at, ctx.settings.timeZone)}::date and ended_at is null order by day desc limit 1`);
  if (!row) return null;
  const rate = Number(row.rate);
  const shift = minorDigits(ctx.settings.currency) - minorDigits(currency);
  return { rate, minorRate: Number((rate * 10 ** shift).toPrecision(15)) };
}
