import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import type { Ids } from './add-all.ts';
import { type Person, type PersonKey, person, personKeys } from './people.ts';

/** Who answers to whom where the position does not say it: the leaders to the director, the rest of the house to its head or the deputy. */
const superiors: Partial<Record<PersonKey, PersonKey | null>> = {
  ...{ director: null, deputy: 'director', head: 'director', pavel: 'deputy', ksenia: 'deputy', viktor: 'deputy' },
};
const heads = { head: 'sales', ksenia: 'marketing', viktor: 'service' } as const;
const standsIn: Partial<Record<PersonKey, PersonKey>> = { director: 'deputy', deputy: 'head', head: 'ekaterina' };

/** Who answers to whom, who leads, who stands in, who answers for which clients, and how a new client finds them. */
export async function writeHouse(
  tx: Transaction,
  ids: { staff: Ids; departments: Ids; segments: Ids; teams: Ids },
): Promise<void> {
  for (const key of personKeys) {
    const { standIn = standsIn[key], group }: Person = person(key);
    const superior = key in superiors ? superiors[key] : 'head';
    const heading = key in heads ? ids.departments.get(heads[key as keyof typeof heads]) : null;
    await tx.query(sql`/* demo-place */ update employee set superior_id = ${superior ? ids.staff.get(superior) : null},
      stand_in_id = ${standIn ? ids.staff.get(standIn) : null}, heads_id = ${heading ?? null} where id = ${ids.staff.get(key)}`);
    if (group)
      await tx.query(sql`/* demo-duty */ insert into client_group_duty (employee_id, segment_id)
        select id, ${ids.segments.get(group)} from employee where id = ${ids.staff.get(key)} and ended_at is null`);
  }
  await tx.query(sql`/* demo-rules */ insert into assignment_rule (name, position, model, applies_to, team_id) values
    ('По группам клиентов', 1, 'client', 'both', null), ('Все остальные', 2, 'other', 'both', ${ids.teams.get('hunters')})`);
}
