import type { Role } from '../access/roles.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { externalId } from './nouns.ts';
import { type PersonKey, personKeys } from './people.ts';

/** What everybody of the demo department is to the policy. */
const roleOf: Record<PersonKey, Role> = {
  director: 'director',
  deputy: 'deputy',
  head: 'head_of_sales',
  olga: 'manager',
  dmitry: 'manager',
  ekaterina: 'manager',
  sergey: 'manager',
  natalya: 'manager',
  artem: 'manager',
  anna: 'assistant',
  yulia: 'assistant',
  pavel: 'analyst',
  ksenia: 'marketer',
  viktor: 'service_agent',
};

/** Gives everybody who works in the demo department an account that a visitor can enter by; who has one, or had one, is left alone. */
export async function giveDemoAccounts(owner: Queryable, now: Date): Promise<void> {
  const keys = personKeys.map(externalId);
  const roles = personKeys.map((key) => roleOf[key]);
  await owner.query(sql`/* demo-accounts */ insert into account (name, role, employee_id, created_at)
    select e.name, p.role::account_role, e.id, ${now} from unnest(${keys}::text[], ${roles}::text[]) with ordinality as p (key, role, place)
    join employee e on e.external_id = p.key
    where e.ended_at is null and not exists (select from account a where a.employee_id = e.id)
    order by p.place on conflict do nothing`);
}
