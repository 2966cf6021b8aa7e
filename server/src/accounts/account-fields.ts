import { people, type Role } from '../access/roles.ts';
import type { Queryable } from '../database/database.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { checkedText } from '../lib/text.ts';

/** What people sign in with: any text without spaces, in lower case, so that nobody is two people. */
export function checkedLogin(login: string, field: string): string {
  const plain = checkedText(login.normalize('NFKC').trim().toLowerCase(), field, 'a login', 200);
  if (!/^[^\s\p{C}]+$/u.test(plain)) throw Refusal.badInput(field, 'a login without spaces');
  return plain;
}

/** The role of somebody who works here: machines have no accounts. */
export function checkedAccountRole(role: Role, field: string): Role {
  if (people.includes(role)) return role;
  throw Refusal.badInput(field, `a role of people: ${people.join(', ')}`);
}

/** The name of an account, a token or a screen. */
export function checkedLabel(name: string, field: string): string {
  return checkedText(name.trim(), field, 'a name', 200);
}

/** An employee who still works here; null for none. */
export async function checkedEmployee(
  db: Queryable,
  id: string | null | undefined,
  field: string,
): Promise<string | null> {
  if (id === null || id === undefined) return null;
  const [row] = await db.query<{ ended: boolean }>(
    sql`/* employee-of-account */ select ended_at is not null as ended from employee where id = ${checkedId(id, field)}`,
  );
  if (!row) throw Refusal.notFound(field, 'employee', id);
  if (row.ended)
    throw Refusal.refused('EMPLOYEE_LEFT', `${field}: employee ${id} does not work here any more`, { field });
  return id;
}

type Twin = 'account_of_login' | 'account_of_employee';

const taken: Record<Twin, { refusal: string; field: string; message: string }> = {
  account_of_login: { refusal: 'LOGIN_TAKEN', field: 'login', message: 'another account already has it' },
  account_of_employee: { refusal: 'EMPLOYEE_TAKEN', field: 'employeeId', message: 'they already have an account' },
};

/** That another account has the same login or employee. */
export function refuseTwin(constraint: Twin, prefix: string): Refusal {
  const { refusal, message, ...twin } = taken[constraint];
  const field = `${prefix}${twin.field}`;
  return Refusal.refused(refusal, `${field}: ${message}`, { field });
}
