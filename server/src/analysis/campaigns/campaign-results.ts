import type { Context } from '../../context.ts';
import { withFirstDay } from '../../kpi/first-day.ts';
import { checkedFirst, type Page, pageOf } from '../../lib/connection.ts';
import { toMajor } from '../../lib/money.ts';
import { resolvePeriod } from '../../lib/period.ts';
import { Refusal } from '../../lib/refusal.ts';
import { dayOf, startOfDay } from '../../lib/zone.ts';
import { campaignResultsSql } from './campaign-results.sql.ts';
import { CampaignResult, type CampaignResultsArgs } from './campaign-results.types.ts';

type Sum = 'expenses' | 'leads' | 'qualified' | 'opened' | 'won' | 'revenue' | 'new_clients';
type Counted = Record<Sum, string> & { id: string | null; total: string; first: Date | null };

/** What campaigns have cost and brought in a period; one statement. */
export async function campaignResults(ctx: Context, args: CampaignResultsArgs): Promise<Page<CampaignResult>> {
  const size = checkedFirst(args.first);
  const after = checkedCursor(args.after);
  const { timeZone, currency } = ctx.settings;
  const all = args.period.named === 'ALL';
  const { rows } = await withFirstDay(ctx.database.app, timeZone, all, async (firstDay) => {
    const range = resolvePeriod(args.period, dayOf(ctx.clock.now(), timeZone), firstDay);
    const [from, to] = [startOfDay(range.from, timeZone), startOfDay(range.to, timeZone)];
    const asked = { from, to, size, after, model: args.model, first: all };
    const counted = await ctx.database.app.query<Counted>(campaignResultsSql(asked));
    return { rows: counted, first: counted[0]?.first ?? null };
  });
  const results = rows.filter((row) => row.id !== null).map((row) => resultOf(row, currency));
  return pageOf(results, size, Number(rows[0]?.total ?? 0), ({ id }) => id);
}

function resultOf(row: Counted, currency: string): CampaignResult {
  const money = (minor: string): number => toMajor(minor, currency) ?? 0;
  const [spend, revenue] = [money(row.expenses), money(row.revenue)];
  const [leads, newClients] = [Number(row.leads), Number(row.new_clients)];
  const over = (value: number, by: number): number | null => (by > 0 ? value / by : null);
  return Object.assign(new CampaignResult(), {
    ...{ id: String(row.id), spend, revenue, leads, newClients },
    ...{ qualified: Number(row.qualified), opened: Number(row.opened), won: Number(row.won) },
    ...{ cpl: over(spend, leads), cac: over(spend, newClients), romi: over(revenue - spend, spend) },
  });
}

/** Cursors are ids of campaigns; 0 is none. */
function checkedCursor(after: string | null | undefined): string | null {
  if (after === null || after === undefined) return null;
  if (/^\d{1,18}$/.test(after)) return after;
  throw Refusal.badInput('after', 'the endCursor of an earlier page');
}
