import { revokeCredentials, shownTo, withWhatTheyMade } from '../access/credential.ts';
import type { Role } from '../access/roles.ts';
import type { Context } from '../context.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { sql } from '../lib/sql.ts';
import { accessChanged } from './access-changed.ts';
import { keyholders } from './account.rules.ts';
import { checkedAccountRole, checkedEmployee, checkedLabel, refuseTwin } from './account-fields.ts';
import { formerEmployees } from './accounts-of.ts';
import { ensureKeyholderRemains, ensureNotOwn, lockAccount } from './lock-account.ts';

/** What is to change in an account: what is left out stays; null clears the employee. */
export interface AmendAccount {
  key: string;
  accountId: string;
  version: number;
  name?: string | null;
  role?: Role | null;
  employeeId?: string | null;
}

/** Amends an account. Another role holds at once, on open sockets too. */
export function amendAccount(ctx: Context, input: AmendAccount): Promise<string> {
  const id = checkedId(input.accountId, 'input.accountId');
  const on = { subject: 'Account', id, field: 'input.accountId' };
  return runVerb(ctx, { verb: 'amendAccount', key: input.key, input, result: { id }, on }, async (tx) => {
    const before = await lockAccount(tx, id, input.version);
    const name = typeof input.name === 'string' ? checkedLabel(input.name, 'input.name') : null;
    const role = input.role ? checkedAccountRole(input.role, 'input.role') : before.role;
    if (role !== before.role) {
      ensureNotOwn(ctx, before, 'input.role');
      if (!keyholders.includes(role)) await ensureKeyholderRemains(tx, before, 'input.role');
    }
    const employeeId =
      input.employeeId === undefined || input.employeeId === before.employee_id
        ? before.employee_id
        : await checkedEmployee(tx, input.employeeId, 'input.employeeId');
    const update = sql`/* amend-account */ update account
      set name = coalesce(${name}, name), role = ${role}, employee_id = ${employeeId},
        former_employees = ${formerEmployees(before.employee_id, employeeId)}, version = version + 1 where id = ${id}`;
    await tx.query(update).catch((error: { constraint?: string }) => {
      throw error.constraint === 'account_of_employee' ? refuseTwin('account_of_employee', 'input.') : error;
    });
    if (keyholders.includes(before.role) && !keyholders.includes(role)) {
      // what they could let in with, others than themselves included
      const made = withWhatTheyMade(shownTo(`account:${id}`));
      await revokeCredentials(tx, made, ctx.viewer.principal, ctx.clock.now());
    }
    await accessChanged(tx, ctx, {
      ...{ action: 'amendAccount', subject: 'Account', subjectId: id },
      details: { role, roleBefore: before.role, employeeId },
    });
  });
}
