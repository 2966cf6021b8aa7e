import type { Role } from '../access/roles.ts';
import type { Queryable } from '../database/database.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import type { Entered, Entrance } from './entrance.ts';
import type { Whence } from './session.ts';
import { enter } from './sign-in.ts';

/** Somebody of the demo department whom a visitor may be. */
export interface DemoPerson {
  id: string;
  name: string;
  position: string | null;
  role: Role;
}

/** Accounts nobody can sign in to by themselves: those of the demo's people. Who has a login or another way in is somebody real. */
const demoPeople = sql`from account a join employee e on e.id = a.employee_id left join account_secret s on s.account_id = a.id
  left join position p on p.id = e.position_id
  where a.login is null and a.oidc_subject is null and s.password_hash is null and a.ended_at is null`;

export function listDemoPeople(owner: Queryable): Promise<DemoPerson[]> {
  return owner.query(
    sql`/* demo-people */ select a.id, a.name, p.name as position, a.role ${demoPeople} order by a.id limit 100`,
  );
}

/** Lets a visitor be one of the demo's people. The caller has seen to it that this is the demo. */
export async function enterDemo(entrance: Entrance, account: string, whence: Whence): Promise<Entered> {
  const id = checkedId(account, 'account');
  const [found] = await entrance.database.owner.query<{ id: string; name: string; role: Role }>(
    sql`/* demo-person */ select a.id, a.name, a.role ${demoPeople} and a.id = ${id}`,
  );
  if (!found) throw Refusal.notFound('account', 'demo account', id);
  return enter(entrance, found, 'demo', whence);
}
