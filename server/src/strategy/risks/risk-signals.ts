import type { Context } from '../../context.ts';
import { keyPostsWithoutStandIn } from '../../department/organisation/stand-ins.ts';
import { addUnits } from '../../lib/period.ts';
import { sql } from '../../lib/sql.ts';
import { addDays, dayOf, startOfDay } from '../../lib/zone.ts';

export type SignalKind =
  | 'LARGEST_CLIENT'
  | 'LARGEST_TEN'
  | 'NO_STAND_IN'
  | 'OVERDUE_COMPLAINTS'
  | 'FALLING_SATISFACTION';

/** A risk that shows by itself: what was measured, and where it begins to be one. */
export interface RiskSignal {
  /** the same as long as it is the same thing */
  id: string;
  kind: SignalKind;
  /** shares as fractions of one, ratings 1 to 5, everything else counts */
  value: number;
  threshold: number;
  clientId: string | null;
  employeeId: string | null;
  /** the risk that answers it */
  riskId: string | null;
}

/** revenue is looked at over a year, satisfaction over a quarter against the one before */
const [yearOfMonths, quarterOfDays] = [12, 90];
/** by how much the mean rating may fall in a quarter, and how few ratings say nothing */
const [mayFall, fewest] = [0.3, 10];
/** working without an answer for longer than the deadline: one is an accident */
const fewComplaints = 3;

interface Measured {
  revenue: string;
  largest: string;
  client_id: string | null;
  ten: string;
  one_share: string;
  ten_share: string;
  complaints: string;
  rating: number | null;
  ratings: string;
  before: number | null;
  ratings_before: string;
}

/**
 * The risks that raise their own signals (S3): revenue that hangs on few clients, key posts without a stand-in, complaints that wait too
 * long, satisfaction that falls. Three statements, however many signals.
 */
export async function riskSignals(ctx: Context): Promise<RiskSignal[]> {
  const measured = await measure(ctx);
  const posts = await keyPostsWithoutStandIn(ctx);
  const signals: Omit<RiskSignal, 'riskId'>[] = [];
  const revenue = Number(measured.revenue);
  const share = (minor: string) => (revenue > 0 ? Number(minor) / revenue : 0);
  const none = { clientId: null, employeeId: null };
  if (share(measured.largest) > Number(measured.one_share)) {
    const { client_id: clientId } = measured;
    signals.push({
      ...{ ...none, id: `LARGEST_CLIENT:${clientId}`, kind: 'LARGEST_CLIENT', clientId },
      ...{ value: share(measured.largest), threshold: Number(measured.one_share) },
    });
  }
  if (share(measured.ten) > Number(measured.ten_share)) {
    const figures = { value: share(measured.ten), threshold: Number(measured.ten_share) };
    signals.push({ ...none, id: 'LARGEST_TEN', kind: 'LARGEST_TEN', ...figures });
  }
  for (const { employeeId } of posts) {
    signals.push({ ...none, id: `NO_STAND_IN:${employeeId}`, kind: 'NO_STAND_IN', employeeId, value: 0, threshold: 1 });
  }
  if (Number(measured.complaints) >= fewComplaints) {
    const figures = { value: Number(measured.complaints), threshold: fewComplaints };
    signals.push({ ...none, id: 'OVERDUE_COMPLAINTS', kind: 'OVERDUE_COMPLAINTS', ...figures });
  }
  const { rating, before } = measured;
  const enough = Number(measured.ratings) >= fewest && Number(measured.ratings_before) >= fewest;
  if (enough && rating !== null && before !== null && rating < before - mayFall) {
    const figures = { value: rating, threshold: before - mayFall };
    signals.push({ ...none, id: 'FALLING_SATISFACTION', kind: 'FALLING_SATISFACTION', ...figures });
  }
  const answered = await risksOf(
    ctx,
    signals.map(({ id }) => id),
  );
  return signals.map((signal) => ({ ...signal, riskId: answered.get(signal.id) ?? null }));
}

async function measure(ctx: Context): Promise<Measured> {
  const { timeZone } = ctx.settings;
  const now = ctx.clock.now();
  const today = dayOf(now, timeZone);
  const begin = (day: string) => startOfDay(day, timeZone);
  const year = begin(addUnits(today, 'MONTH', -yearOfMonths));
  const [quarter, earlier] = [begin(addDays(today, -quarterOfDays)), begin(addDays(today, -2 * quarterOfDays))];
  const [row] = await ctx.database.app.query<Measured>(sql`/* risk-signals */ with
    bought as (select client_id, sum(revenue) as amount from ledger
      where revenue <> 0 and effective_at >= ${year} and effective_at <= ${now} group by client_id),
    ranked as (select client_id, amount, row_number() over (order by amount desc, client_id) as place from bought where client_id is not null),
    rated as (select effective_at >= ${quarter} as fresh, sum(rating_sum) as points, sum(ratings) as given from ledger
      where ratings <> 0 and effective_at >= ${earlier} and effective_at <= ${now} group by 1)
    select (select coalesce(sum(amount), 0) from bought) as revenue,
      (select coalesce(max(amount), 0) from ranked where place = 1) as largest,
      (select client_id from ranked where place = 1) as client_id,
      (select coalesce(sum(amount), 0) from ranked where place <= 10) as ten,
      s.largest_client_share as one_share, s.largest_ten_share as ten_share,
      (select count(*) from ticket t where t.kind = 'complaint' and t.resolved_at is null and t.ended_at is null
        and t.resolve_due_at <= ${now}) as complaints,
      (select points::float8 / nullif(given, 0) from rated where fresh) as rating,
      (select coalesce(max(given), 0) from rated where fresh) as ratings,
      (select points::float8 / nullif(given, 0) from rated where not fresh) as before,
      (select coalesce(max(given), 0) from rated where not fresh) as ratings_before
    from setting s`);
  if (!row) throw new Error('there are no settings');
  return row;
}

async function risksOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.database.app.query<{
    id: string;
    raised_by: string;
  }>(sql`/* risks-of-signals */ select id, raised_by
    from risk where ended_at is null and raised_by = any(${[...ids]}::text[])`);
  return new Map(rows.map(({ id, raised_by }) => [raised_by, id]));
}
