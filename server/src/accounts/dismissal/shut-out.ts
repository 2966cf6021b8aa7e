import { revokeCredentials, withWhatTheyMade } from '../../access/credential.ts';
import type { Role } from '../../access/roles.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { keyholders } from '../account.rules.ts';
import { accountsOf } from '../accounts-of.ts';
import { closeAccount } from '../end-account.ts';
import { ensureKeyholderRemains, ensureNotOwn, lockAccount } from '../lock-account.ts';

/** Whom somebody may not dismiss, because they stand beside or above: nobody rises by dismissing. */
const untouchable: Partial<Record<Role | 'system', readonly Role[]>> = {
  deputy: keyholders,
  head_of_sales: [...keyholders, 'deputy', 'head_of_sales'],
};

/** Takes back everything that lets an employee in, by an account they have or had; gives how many credentials still held. */
export async function shutOut(tx: Transaction, ctx: Context, employeeId: string, field: string): Promise<number> {
  const accounts = await tx.query<{ id: string }>(
    sql`/* accounts-of */ select a.id from account a where ${accountsOf(employeeId)} and a.ended_at is null order by a.id`,
  );
  let revoked = 0;
  for (const { id } of accounts) {
    const account = await lockAccount(tx, id);
    ensureNotOwn(ctx, account, field);
    if (untouchable[ctx.viewer.role]?.includes(account.role)) {
      const message = `${field}: the role ${ctx.viewer.role} does not dismiss the role ${account.role}`;
      throw new Refusal('FORBIDDEN', message, { action: 'dismissEmployee', field });
    }
    await ensureKeyholderRemains(tx, account, field);
    revoked += await closeAccount(tx, ctx, id);
  }
  // tokens made for them, which belong to no account
  const tokens = withWhatTheyMade(sql`c.employee_id = ${employeeId}`);
  return revoked + (await revokeCredentials(tx, tokens, ctx.viewer.principal, ctx.clock.now()));
}
