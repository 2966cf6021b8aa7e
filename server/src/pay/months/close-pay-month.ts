import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type Day, dayOf } from '../../lib/zone.ts';
import { checkedMonth, monthAfter } from '../checked-month.ts';
import { openSchemes, payInTurn, postPayNews } from '../open-pay.ts';
import { type OpenSheet, readOpenSheets } from '../sheets/read-sheets.ts';
import { readScope, type Scope } from './read-scope.ts';
import { writeSheets } from './write-sheets.ts';

export interface ClosePayMonth {
  key: string;
  month: Day;
  /** null or left out: the whole house */
  departmentId?: string | null;
}

const verb = 'closePayMonth';
const mostTries = 5;

/** Something about pay has changed since the month was reckoned. */
class Moved extends Error {}

/**
 * Freezes a month: what everybody's pay came to, line by line, with the entries behind. Closing again closes it for those who have come since, and
 * does nothing when nobody has. Refuses a month that is not over, and one before which another is open for any of them. Returns the closing's id.
 *
 * The month is reckoned before it is the closing's turn, so that nobody waits for it; an entry that is posted meanwhile is not among those kept
 * and comes as a correction. When schemes, assignments or closings have changed meanwhile, it is reckoned anew.
 */
export async function closePayMonth(ctx: Context, input: ClosePayMonth): Promise<string> {
  ctx.access.ensure(verb);
  const month = checkedMonth(input.month, 'input.month');
  const departmentId = input.departmentId ? checkedId(input.departmentId, 'input.departmentId') : null;
  for (let attempt = 1; ; attempt += 1) {
    const seen = await openSchemes(ctx.database.app, ctx, (tx) => readScope(tx, month, departmentId));
    const sheets = canClose(ctx, month, seen) ? await readOpenSheets(ctx, seen.open, month) : [];
    try {
      return await runClosing(ctx, input, { month, departmentId, seen, sheets });
    } catch (error) {
      if (!(error instanceof Moved) || attempt === mostTries) throw error;
    }
  }
}

interface Closing {
  month: Day;
  departmentId: string | null;
  seen: Scope;
  sheets: readonly OpenSheet[];
}

function runClosing(
  ctx: Context,
  input: ClosePayMonth,
  { month, departmentId, seen, sheets }: Closing,
): Promise<string> {
  const result = seen.closing === null ? { newIn: 'pay_month' } : { id: seen.closing };
  return runVerb(ctx, { verb, key: input.key, input, result, audited: 'PayMonth' }, async (tx, id) => {
    await payInTurn(tx);
    await openSchemes(
      tx,
      ctx,
      async () => {
        await ensureDepartment(tx, departmentId);
        const scope = await readScope(tx, month, departmentId);
        if (hasMoved(seen, scope)) throw new Moved('pay has changed');
        if (!isOver(ctx, month)) {
          throw Refusal.badInput('input.month', 'a month that is over', { got: month });
        }
        if (scope.earlier !== null && scope.open.length > 0) throw earlierOpen(scope.earlier);
        if (seen.closing === null) await writeClosing(tx, ctx, { id, month, departmentId });
        if (sheets.length > 0) await writeSheets(tx, id, ctx.clock.now(), sheets);
      },
      verb,
    );
    if (seen.closing === null || sheets.length > 0) {
      await postPayNews(tx, ctx, 'record_added', { noun: 'pay_month', nounId: id });
    }
  });
}

function hasMoved(seen: Scope, now: Scope): boolean {
  const told = ({ closing, open, earlier, state }: Scope) => JSON.stringify([closing, open, earlier, state]);
  return told(seen) !== told(now);
}

function isOver(ctx: Context, month: Day): boolean {
  return monthAfter(month) <= dayOf(ctx.clock.now(), ctx.settings.timeZone);
}

/** What will be refused anyway need not be reckoned. */
function canClose(ctx: Context, month: Day, { earlier }: Scope): boolean {
  return isOver(ctx, month) && earlier === null;
}

function earlierOpen(earlier: Day): Refusal {
  const message = `input.month: ${earlier.slice(0, 7)} is open for some of them: close it first`;
  return Refusal.refused('EARLIER_PAY_MONTH_OPEN', message, { field: 'input.month', earlier });
}

async function ensureDepartment(tx: Transaction, id: string | null): Promise<void> {
  if (id === null) return;
  const [row] = await tx.query(sql`/* department-paid */ select from department where id = ${id} for share`);
  if (!row) throw Refusal.notFound('input.departmentId', 'department', id);
}

async function writeClosing(
  tx: Transaction,
  ctx: Context,
  { id, month, departmentId }: { id: string; month: Day; departmentId: string | null },
): Promise<void> {
  await tx.query(sql`/* write-pay-month */ insert into pay_month (id, month, department_id, closed_at, closed_by)
    values (${id}, ${month}, ${departmentId}, ${ctx.clock.now()}, ${ctx.viewer.employeeId})`);
}
