import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { toMinor } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { checkedMonth } from '../checked-month.ts';
import { openSchemes, payInTurn, postPayNews } from '../open-pay.ts';
import { monthClosed } from '../schemes/amend-pay-scheme.ts';

export interface AssignPayScheme {
  key: string;
  employeeId: string;
  /** null: they are paid by none from then on */
  schemeId?: string | null;
  /** the month it holds from */
  from: Day;
  /** their own salary of a whole month, instead of the scheme's */
  salary?: number | null;
}

const verb = 'assignPayScheme';

/** Says how somebody is paid from a month on, up to the next month something else is said of. Told twice of one month, the later one holds. */
export function assignPayScheme(ctx: Context, input: AssignPayScheme): Promise<string> {
  const call = {
    verb,
    key: input.key,
    input,
    result: { newIn: 'pay_assignment', fenced: true },
    audited: 'PayAssignment',
  } as const;
  return runVerb(ctx, call, async (tx, id) => {
    const employeeId = checkedId(input.employeeId, 'input.employeeId');
    const month = checkedMonth(input.from, 'input.from');
    const { schemeId = null, salary = null } = input;
    if (schemeId === null && salary !== null)
      throw Refusal.badInput('input.salary', 'nothing: without a scheme nothing is paid');
    const minor = salary === null ? null : toMinor(salary, ctx.settings.currency, 'input.salary');
    await payInTurn(tx);
    await ensureEmployee(tx, employeeId);
    const scheme = schemeId === null ? null : checkedId(schemeId, 'input.schemeId');
    await openSchemes(
      tx,
      ctx,
      async () => {
        if (scheme !== null) await ensureScheme(tx, scheme, month);
        const [closed] = await tx.query<{ month: Day | null }>(sql`/* closed-of-employee */ select max(month) as month
          from pay_sheet where employee_id = ${employeeId}`);
        if (closed?.month && month <= closed.month) throw monthClosed('input.from', closed.month);
        await tx.query(sql`/* assign-pay-scheme */ insert into pay_assignment (id, employee_id, month, scheme_id, salary, made_at, made_by)
          values (${id}, ${employeeId}, ${month}, ${scheme}, ${minor}, ${ctx.clock.now()}, ${ctx.viewer.employeeId})`);
      },
      verb,
    );
    await postPayNews(tx, ctx, 'record_added', { noun: 'pay_assignment', nounId: id });
  });
}

async function ensureEmployee(tx: Transaction, id: string): Promise<void> {
  const [row] = await tx.query(sql`/* employee-paid */ select from employee where id = ${id} for share`);
  if (!row) throw Refusal.notFound('input.employeeId', 'employee', id);
}

/** Refuses a scheme that has ended, and one that says nothing of the month yet. */
async function ensureScheme(tx: Transaction, id: string, month: Day): Promise<void> {
  const [row] = await tx.query<{
    ended: boolean;
    first: Day | null;
  }>(sql`/* scheme-assigned */ select s.ended_at is not null as ended,
    (select min(v.month) from pay_scheme_version v where v.scheme_id = s.id) as first from pay_scheme s where s.id = ${id}`);
  const field = 'input.schemeId';
  if (!row) throw Refusal.notFound(field, 'pay scheme', id);
  if (row.ended) throw Refusal.refused('ENDED', `${field}: pay scheme ${id} has ended`, { field, id });
  if (row.first !== null && month < row.first) {
    throw Refusal.badInput('input.from', `a month not before the scheme’s first: ${row.first}`, { got: month });
  }
}
