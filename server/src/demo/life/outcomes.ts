import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import { keyOf } from '../nouns.ts';
import type { PersonKey } from '../people.ts';
import type { Telling } from './telling.ts';

/** Whose a plan is. */
export type Whose = PersonKey | 'hunters' | 'care' | 'sales' | 'service' | 'house';

/** What became of each month. */
export interface Outcomes {
  /** 0 where nothing did */
  of(kpi: PlannableKpi, whose: Whose, month: Day): number;
}

interface Row {
  month: Day;
  employee: string | null;
  department: string | null;
  revenue: number;
  wonDeals: number;
  calls: number;
  meetings: number;
  newClients: number;
  leads: number;
  complaints: number;
}

/** Reads it from the ledger, by month and person. */
export async function readOutcomes(tx: Transaction, { until }: Telling): Promise<Outcomes> {
  const rows =
    await tx.query<Row>(sql`/* demo-outcomes */ select to_char(l.month, 'YYYY-MM-DD') as month, e.external_id as employee,
      d.external_id as department, coalesce(sum(revenue), 0)::float as revenue, coalesce(sum(won), 0)::float as "wonDeals",
      (coalesce(sum(calls_in), 0) + coalesce(sum(calls_out), 0))::float as calls, coalesce(sum(meetings), 0)::float as meetings,
      coalesce(sum(new_clients), 0)::float as "newClients", coalesce(sum(leads), 0)::float as leads,
      coalesce(sum(complaints), 0)::float as complaints
    from ledger l left join employee e on e.id = l.employee_id left join department d on d.id = l.department_id
    where l.effective_at <= ${until} group by 1, 2, 3`);
  const sums = new Map<string, number>();
  for (const { month, employee, department, ...figures } of rows) {
    for (const whose of ['house', keyOf(department), keyOf(employee)]) {
      for (const [kpi, value] of Object.entries(figures)) {
        const place = `${kpi}/${whose}/${month}`;
        sums.set(place, (sums.get(place) ?? 0) + value);
      }
    }
  }
  return { of: (kpi, whose, month) => sums.get(`${kpi}/${whose}/${month}`) ?? 0 };
}
