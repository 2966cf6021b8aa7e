import type { Role } from '../../server/src/access/roles.ts';
import { sql } from '../../server/src/lib/sql.ts';
import type { Named } from '../world/nouns.ts';
import type { World } from '../world/world.ts';
import { does } from './contacts-office.ts';

export interface Dismissed {
  employee: { id: string };
  deals: number;
  clients: number;
  credentials: number;
}

/** Lets somebody dismiss an employee. */
export function dismisses(
  who: Pick<World, 'ask'>,
  employee: Pick<Named, 'id'>,
  successor: Pick<Named, 'id'>,
  more: object = {},
): Promise<Dismissed> {
  const input = { employeeId: employee.id, successorId: successor.id, ...more };
  return does(who, 'dismissEmployee', input, '{ employee { id } deals clients credentials }');
}

/** An account, straight into the database; its id. */
export async function giveAccount({ database }: World, role: Role, employee: Named | null): Promise<string> {
  const [row] = await database.owner.query<{ id: string }>(sql`insert into account (name, role, employee_id, created_at)
    values ('X', ${role}, ${employee?.id ?? null}, now()) returning id`);
  return row?.id ?? '';
}
