import { accountsOf } from '../accounts/accounts-of.ts';
import { shutOut } from '../accounts/dismissal/shut-out.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { postNews } from '../ledger/news.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { clearDeals } from './clear-deals.ts';
import { clearMachineNames, clearMentions } from './clear-mentions.ts';
import { forgetAccounts } from './erase-account.ts';
import { type Erase, type Erased, erased, keptExternalId } from './erased.ts';
import { mentionsOf } from './mentions.ts';
import { noteErasure } from './note-erasure.ts';

interface EmployeeRow {
  name: string;
  email: string | null;
  external_id: string | null;
  team_id: string | null;
  ended_at: Date | null;
}

/** Forgets somebody who has left: their name, their accounts and what let them in. What they sold stays sold by «Сотрудник №12». */
export async function eraseEmployee(ctx: Context, input: Erase): Promise<Erased> {
  const id = checkedId(input.id, 'input.id');
  const call = { verb: 'eraseEmployee', key: input.key, input, result: { id } };
  await runVerb(ctx, call, async (tx) => {
    const [employee] =
      await tx.query<EmployeeRow>(sql`/* employee-to-erase */ select name, email, external_id, team_id, ended_at
      from employee where id = ${id} for update`);
    if (!employee) throw Refusal.notFound('input.id', 'employee', id);
    if (employee.ended_at === null) {
      const message = 'input.id: the employee still works here; dismiss them first';
      throw Refusal.refused('STILL_WORKS', message, { field: 'input.id' });
    }
    const mentions = mentionsOf(employee);
    await tx.query(sql`/* erase-employee */ update employee set version = version + 1, name = ${erased('Employee', id).name}, email = null,
      external_id = ${keptExternalId(ctx, employee.external_id)} where id = ${id}`);
    const accounts = await eraseAccounts(tx, ctx, id);
    const machines = await clearMachineNames(tx, mentions);
    const theirs = sql`(d.owner_id = ${id} or exists (select from deal_fact f where f.deal_id = d.id and f.data ->> 'employeeId' = ${id}))`;
    const deals = (await clearDeals(tx, theirs, mentions, false)) + (await clearMentions(tx, [employee]));
    await postNews(tx, ctx, 'reference_amended', { employee_id: id, team_id: employee.team_id });
    await noteErasure(tx, ctx, 'Employee', id, { accounts, machines, deals });
  });
  return erased('Employee', id);
}

/** Their accounts keep their numbers, which the audit log names, and nothing else; so do the tokens made for them. */
async function eraseAccounts(tx: Transaction, ctx: Context, employeeId: string): Promise<number> {
  // whoever left by an import was never dismissed
  await shutOut(tx, ctx, employeeId, 'input.id');
  const accounts = await tx.query<{ id: string }>(
    sql`/* accounts-to-erase */ select a.id from account a where ${accountsOf(employeeId)} order by a.id`,
  );
  const ids = accounts.map(({ id }) => id);
  await forgetAccounts(tx, ctx, ids);
  await tx.query(
    sql`/* erase-tokens */ update credential c set name = null, last_used_from = null where c.employee_id = ${employeeId}`,
  );
  return ids.length;
}
