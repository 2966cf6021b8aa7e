import type { Context } from '../../context.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { addUnits, monthsBetween } from '../../lib/period.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type Day, dayOf } from '../../lib/zone.ts';
import { begunMonth, checkedMonth } from '../checked-month.ts';
import { noteViewing, openPay, openSchemes } from '../open-pay.ts';
import { totalOf } from '../reckoning/line.ts';
import { readCreditSums } from '../reckoning/read-credits.ts';
import { readFacts } from '../reckoning/read-facts.ts';
import { reckonPay } from '../reckoning/reckon-pay.ts';
import { checkedTerms, type ToldTerms } from '../schemes/check-terms.ts';
import { readSchemes } from '../schemes/read-schemes.ts';
import type { PayTerms } from '../schemes/terms.ts';
import { readClosed } from '../sheets/read-closed.ts';

export interface SimulatePay {
  /** whom: one person, or those of a department who are paid by some scheme */
  employeeId: string | null;
  departmentId: string | null;
  /** first days of months, half-open */
  from: Day;
  to: Day;
  /** the scheme to try: one that there is, or one that is only told */
  schemeId: string | null;
  terms: ToldTerms | null;
}

/** A month of somebody, in minor units. `paid`: what was paid of it, corrections included; null: the month is open. */
export interface SimulatedMonth {
  month: Day;
  paid: number | null;
  /** what their own schemes make of the entries as they stand */
  actual: number;
  /** what the other one would make of them */
  simulated: number;
}

export interface Simulated {
  employeeId: string;
  months: SimulatedMonth[];
}

const most = { months: 24, people: 200 };

/**
 * What months of people would have come to under another scheme, beside what they come to under their own. Nothing is stored. A stored scheme
 * keeps a salary that is the person's own; terms that are only told do not. A fixed number of statements.
 */
export async function simulatePay(ctx: Context, input: SimulatePay): Promise<Simulated[]> {
  if (!ctx.access.can('read', 'PaySimulation')) {
    throw new Refusal('FORBIDDEN', `simulatePay: not for the role ${ctx.viewer.role}`, { action: 'simulatePay' });
  }
  const months = monthsOf(ctx, input);
  const simulated = schemeOf(ctx, input);
  const employeeIds = await peopleOf(ctx, input);
  await noteViewing(ctx, 'simulatePay', { employeeIds, from: input.from });
  if (employeeIds.length === 0) return [];
  const asked = { employeeIds, months };
  const [own, other, closed] = await openSchemes(ctx.database.app, ctx, async (tx) => {
    if ('schemeId' in simulated) await ensureScheme(tx, simulated.schemeId, input.from);
    return [
      await readSchemes(tx, employeeIds),
      await readSchemes(tx, employeeIds, simulated),
      await readClosed(tx, employeeIds, input.from),
    ] as const;
  });
  const creditsOf = await readCreditSums(ctx.database.app, asked);
  const ownFacts = await readFacts(ctx, asked, own);
  const otherFacts = await readFacts(ctx, asked, other);
  const paid = new Map(closed.map((sheet) => [`${sheet.employeeId} ${sheet.month}`, sheet.own + sheet.corrected]));
  const reckoned = (factsOf: typeof ownFacts, employeeId: string, month: Day): number => {
    const found = factsOf(employeeId, month);
    return found ? totalOf(reckonPay(found.facts, creditsOf(employeeId, month, found.facts.terms.sales))) : 0;
  };
  return employeeIds.map((employeeId) => ({
    employeeId,
    months: months.map((month) => ({
      ...{ month, paid: paid.get(`${employeeId} ${month}`) ?? null },
      ...{ actual: reckoned(ownFacts, employeeId, month), simulated: reckoned(otherFacts, employeeId, month) },
    })),
  }));
}

function monthsOf(ctx: Context, { from, to }: SimulatePay): Day[] {
  const today = dayOf(ctx.clock.now(), ctx.settings.timeZone);
  begunMonth(from, today, 'from');
  begunMonth(addUnits(checkedMonth(to, 'to'), 'MONTH', -1), today, 'to');
  const count = monthsBetween(from, to);
  if (count < 1 || count > most.months) {
    throw Refusal.badInput('to', `the first day of a month, 1 to ${most.months} months after \`from\``, { got: to });
  }
  return Array.from({ length: count }, (_, i) => addUnits(from, 'MONTH', i));
}

function schemeOf(ctx: Context, { schemeId, terms }: SimulatePay): { schemeId: string } | { terms: PayTerms } {
  if ((schemeId === null) === (terms === null)) throw Refusal.badInput('schemeId', 'exactly one of schemeId and terms');
  if (terms) return { terms: checkedTerms(terms, { currency: ctx.settings.currency, path: 'terms' }) };
  return { schemeId: checkedId(schemeId ?? '', 'schemeId') };
}

async function ensureScheme(tx: Parameters<typeof readSchemes>[0], id: string, from: Day): Promise<void> {
  const [row] = await tx.query<{ first: Day | null }>(sql`/* scheme-simulated */ select
    (select min(v.month) from pay_scheme_version v where v.scheme_id = s.id) as first from pay_scheme s where s.id = ${id}`);
  if (!row) throw Refusal.notFound('schemeId', 'pay scheme', id);
  if (row.first !== null && from < row.first) {
    throw Refusal.badInput('from', `a month not before the scheme’s first: ${row.first}`, { got: from });
  }
}

/** Who is meant: those of a department who are paid by some scheme before the period ends. Refuses too many. */
async function peopleOf(ctx: Context, { employeeId, departmentId, to }: SimulatePay): Promise<string[]> {
  if ((employeeId === null) === (departmentId === null)) {
    throw Refusal.badInput('employeeId', 'exactly one of employeeId and departmentId');
  }
  const [id, field, noun] =
    employeeId === null ? [departmentId ?? '', 'departmentId', 'department'] : [employeeId, 'employeeId', 'employee'];
  checkedId(id, field);
  const known =
    noun === 'employee'
      ? sql`/* employee-paid */ select id from employee where id = ${id}`
      : sql`/* department-paid */ select id from department where id = ${id}`;
  const [row] = await ctx.database.app.query<{ id: string }>(known);
  if (!row) throw Refusal.notFound(field, noun, id);
  if (noun === 'employee') return [row.id];
  const found = await openPay(ctx.database.app, ctx, (tx) =>
    tx.query<{ id: string }>(sql`/* people-simulated */ select e.id from employee e join team t on t.id = e.team_id
      where t.department_id = ${id} and exists (select from pay_assignment a where a.employee_id = e.id and a.month < ${to}::date)
      order by e.id limit ${most.people + 1}`),
  );
  if (found.length > most.people) {
    throw Refusal.badInput('departmentId', `a department of at most ${most.people} people; ask for others one by one`);
  }
  return found.map((person) => person.id);
}
