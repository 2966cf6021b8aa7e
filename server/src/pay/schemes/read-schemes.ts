import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import type { PayTerms } from './terms.ts';

/** How somebody is paid in a month: by which scheme, and what it says, with the salary that is theirs. */
export interface PaidBy {
  schemeId: string | null;
  terms: PayTerms;
}

/** How somebody is paid in a month; null: by no scheme. */
export type PaidByOf = (employeeId: string, month: Day) => PaidBy | null;

interface Assigned {
  employeeId: string;
  month: Day;
  schemeId: string | null;
  salary: string | null;
}

interface Version {
  schemeId: string;
  month: Day;
  terms: PayTerms;
}

/** Reads how people are paid; within the door of pay, in two statements. `simulated`: as if by this scheme, or by these terms. */
export async function readSchemes(
  tx: Transaction,
  employeeIds: readonly string[],
  simulated?: { schemeId: string } | { terms: PayTerms },
): Promise<PaidByOf> {
  const assigned = await tx.query<Assigned>(sql`/* pay-assignments-of */ select employee_id as "employeeId", month,
      scheme_id as "schemeId", salary from pay_assignment where employee_id = any(${employeeIds}::bigint[]) order by month, id`);
  const schemeId = simulated && 'schemeId' in simulated ? simulated.schemeId : null;
  const needed = schemeId === null ? assigned.flatMap((row) => row.schemeId ?? []) : [schemeId];
  const versions = await tx.query<Version>(sql`/* pay-versions-of */ select scheme_id as "schemeId", month, terms
    from pay_scheme_version where scheme_id = any(${[...new Set(needed)]}::bigint[]) order by month, number`);
  const [byEmployee, byScheme] = [
    Map.groupBy(assigned, (row) => row.employeeId),
    Map.groupBy(versions, (row) => row.schemeId),
  ];
  return (employeeId, month) => {
    const own = byEmployee.get(employeeId)?.findLast((row) => row.month <= month);
    if (simulated && 'terms' in simulated) return { schemeId: null, terms: simulated.terms };
    const scheme = schemeId ?? own?.schemeId ?? null;
    const terms = scheme === null ? undefined : byScheme.get(scheme)?.findLast((row) => row.month <= month)?.terms;
    if (!terms) return null;
    const salary = own?.salary ?? null;
    return { schemeId: scheme, terms: salary === null ? terms : { ...terms, salary: Number(salary) } };
  };
}
