import type { Role } from '../access/roles.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { keyholders } from './account.rules.ts';

export interface LockedAccount {
  id: string;
  version: number;
  login: string | null;
  role: Role;
  employee_id: string | null;
  ended_at: Date | null;
}

const columns = sql`id, version, login, role, employee_id, ended_at`;

/**
 * Locks an account that is about to be changed. When that could leave nobody who decides who is let in, all of those are locked, in one
 * order: of two who end each other at once the second is refused.
 */
export async function lockAccount(tx: Transaction, id: string, version?: number): Promise<LockedAccount> {
  await tx.query(sql`/* lock-keyholders */ select id from account
    where role = any(${[...keyholders]}::account_role[]) and ended_at is null order by id for no key update`);
  const [account] = await tx.query<LockedAccount>(
    sql`/* lock-account */ select ${columns} from account where id = ${id} for no key update`,
  );
  if (!account) throw Refusal.notFound('input.accountId', 'account', id);
  if (account.ended_at)
    throw Refusal.refused('ACCOUNT_ENDED', `input.accountId: account ${id} has ended`, { field: 'input.accountId' });
  if (version !== undefined && account.version !== version) {
    throw Refusal.conflict(`input.version: the account is at version ${account.version}, not ${version}`, {
      ...{ refusal: 'VERSION_CONFLICT', field: 'input.version', version: account.version },
    });
  }
  return account;
}

/** Refuses what would leave nobody who decides who is let in. */
export async function ensureKeyholderRemains(
  tx: Transaction,
  { id, role }: LockedAccount,
  field: string,
): Promise<void> {
  if (!keyholders.includes(role)) return;
  const [other] = await tx.query(sql`/* other-keyholder */ select 1 from account
    where role = any(${[...keyholders]}::account_role[]) and ended_at is null and id <> ${id} limit 1`);
  if (other) return;
  throw Refusal.refused('LAST_KEYHOLDER', `${field}: the last director or administrator stays one`, { field });
}

/** Refuses to do to oneself what would lock oneself out, or up. */
export function ensureNotOwn(ctx: Context, { id }: LockedAccount, field: string): void {
  if (ctx.viewer.accountId !== id) return;
  throw Refusal.refused('OWN_ACCOUNT', `${field}: somebody else has to do that to one's own account`, { field });
}
