import type { Queryable } from '../../database/database.ts';
import { type Measure, measureNames } from '../../ledger/measures.ts';
import { type Fragment, join, raw, sql } from '../../lib/sql.ts';
import { type Day, startOfDay } from '../../lib/zone.ts';
import { monthAfter } from '../checked-month.ts';
import type { SalesTerms } from '../schemes/terms.ts';
import type { Credit, LineEntry } from './line.ts';

/** Whose entries of which months. */
export interface EntriesAsked {
  employeeIds: readonly string[];
  months: readonly Day[];
}

/** An entry that pay may be a percentage of, or the sum of many; money in minor units as text. */
interface Sold {
  id: string | null;
  employee: string;
  month: Day;
  deal: string | null;
  line: string | null;
  revenue: string | null;
  margin: string | null;
  paid: string | null;
}

export type CreditsOf = (employeeId: string, month: Day, sales: SalesTerms | null) => Credit[];

/** what is sold or paid: also the condition of the index `ledger_credited` */
const sold = raw('l.employee_id is not null and (l.revenue is not null or l.cost is not null or l.paid is not null)');
/** null where the cost of what was sold is not known */
const margin = raw(
  'case when l.costed is not null or l.cost is not null then coalesce(l.costed, 0) - coalesce(l.cost, 0) end',
);

/** The entries people are credited with, in the order they took effect: one statement. */
export async function readCredits(db: Queryable, { employeeIds, months }: EntriesAsked): Promise<CreditsOf> {
  const rows = await db.query<Sold>(sql`/* pay-credits */ select l.id, l.employee_id as employee, l.month,
      coalesce(l.deal_id, p.deal_id) as deal, l.product_line_id as line, l.revenue, ${margin} as margin, l.paid
    from ledger l left join payment p on l.noun = 'payment' and p.id = l.noun_id
    where ${sold} and l.employee_id = any(${employeeIds}::bigint[]) and l.month = any(${months}::date[])
    order by l.effective_at, l.id`);
  return creditsFrom(rows);
}

/** The same added up by product line: as good for what pay comes to, and few however much was sold. */
export async function readCreditSums(db: Queryable, { employeeIds, months }: EntriesAsked): Promise<CreditsOf> {
  const rows =
    await db.query<Sold>(sql`/* pay-credit-sums */ select null as id, l.employee_id as employee, l.month, null as deal,
      l.product_line_id as line, sum(l.revenue) as revenue, sum(${margin}) as margin, sum(l.paid) as paid
    from ledger l where ${sold} and l.employee_id = any(${employeeIds}::bigint[]) and l.month = any(${months}::date[])
    group by l.employee_id, l.month, l.product_line_id`);
  return creditsFrom(rows);
}

/** The months of people in which they are credited with entries that nothing keeps: one statement, within the door of pay. */
export async function readUnkept(
  tx: Queryable,
  { employeeIds, months }: EntriesAsked,
): Promise<{ employeeId: string; month: Day }[]> {
  return tx.query(sql`/* pay-unkept */ select distinct l.employee_id as "employeeId", l.month from ledger l
    where ${sold} and l.employee_id = any(${employeeIds}::bigint[]) and l.month = any(${months}::date[])
      and not exists (select from pay_line_entry k where k.entry_id = l.id)`);
}

function creditsFrom(rows: readonly Sold[]): CreditsOf {
  const of = Map.groupBy(rows, ({ employee, month }) => `${employee} ${month}`);
  return (employeeId, month, sales) =>
    sales === null
      ? []
      : (of.get(`${employeeId} ${month}`) ?? []).flatMap(({ id, deal, line, ...row }): Credit[] => {
          const amount = row[baseOf(sales)];
          return amount === null ? [] : [{ entryId: id, dealId: deal, productLineId: line, amount: Number(amount) }];
        });
}

function baseOf({ base, on }: SalesTerms): 'revenue' | 'margin' | 'paid' {
  return on === 'paid' ? 'paid' : base;
}

/** The measures that a percentage is taken of. */
export function measuresOf(sales: SalesTerms | null): Measure[] {
  if (sales === null) return [];
  const measures = { revenue: ['revenue'], margin: ['costed', 'cost'], paid: ['paid'] } as const;
  return [...measures[baseOf(sales)]];
}

/** An entry that some figures are made of. */
export interface Counted extends Pick<LineEntry, 'entryId' | 'dealId' | 'productLineId'> {
  employeeId: string;
  month: Day;
  measures: Measure[];
}

/** The entries that touch any of the measures, with those they touch; `and`: only those of them, a condition on the alias `l`. One statement. */
export async function readCounted(
  db: Queryable,
  { employeeIds, months, measures, timeZone }: EntriesAsked & { measures: readonly string[]; timeZone: string },
  and: Fragment = sql`true`,
): Promise<Counted[]> {
  const asked = measureNames.filter((name) => measures.includes(name));
  const [first] = months.toSorted();
  const last = months.toSorted().at(-1);
  if (asked.length === 0 || employeeIds.length === 0 || !first || !last) return [];
  const touched = asked.map((name) => raw(`case when l.${name} is not null then '${name}' end`));
  const any = asked.map((name) => raw(`l.${name} is not null`));
  return db.query<Counted>(sql`/* pay-counted */ select l.id as "entryId", l.employee_id as "employeeId", l.month,
      coalesce(l.deal_id, p.deal_id) as "dealId", l.product_line_id as "productLineId",
      array_remove(array[${join(touched)}], null) as measures
    from ledger l left join payment p on l.noun = 'payment' and p.id = l.noun_id
    where l.employee_id = any(${employeeIds}::bigint[]) and l.month = any(${months}::date[]) and (${join(any, ' or ')})
      and l.effective_at >= ${startOfDay(first, timeZone)} and l.effective_at < ${startOfDay(monthAfter(last), timeZone)}
      and ${and}
    order by l.effective_at, l.id`);
}
