import type { Role } from '../access/roles.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { refuseTwin } from './account-fields.ts';

/** An account about to be stored, all of it checked. */
export interface NewAccount {
  /** the id to take, where a verb has reserved one */
  id?: string;
  name: string;
  login: string;
  role: Role;
  employeeId?: string | null;
}

/**
 * Stores an account; gives its id. Refused is another with the same login or employee: by looking, because an error that PostgreSQL raises
 * goes into its log together with the login. `prefix`: of the fields that are named.
 */
export async function addAccount(tx: Transaction, account: NewAccount, prefix: string, now: Date): Promise<string> {
  const { name, login, role, employeeId = null } = account;
  const id = account.id ? sql`${account.id}::bigint` : sql`nextval(pg_get_serial_sequence('account', 'id'))`;
  const [added] = await tx.query<{
    id: string;
  }>(sql`/* add-account */ insert into account (id, name, login, role, employee_id, created_at)
    values (${id}, ${name}, ${login}, ${role}, ${employeeId}, ${now}) on conflict do nothing returning id`);
  if (added) return added.id;
  const [twin] = await tx.query(sql`/* twin */ select 1 from account where login = ${login} and ended_at is null`);
  throw refuseTwin(twin ? 'account_of_login' : 'account_of_employee', prefix);
}
