import { holdPlace } from '../department/employees/hold-place.ts';
import type { Step } from '../records/define-record.ts';

/** What a row about somebody keeps of where they stood in the house when it was written. */
interface AboutSomebody {
  employeeId: string;
  teamId: string | null;
  departmentId: string | null;
}

/** Stamps whom a row is about, as they stand now: once, when it is written or comes to be about somebody else. */
export async function stampPerson({ tx, before, after }: Pick<Step, 'tx' | 'before' | 'after'>): Promise<void> {
  const row = after as typeof after & AboutSomebody;
  // what lacks somebody is refused when the row is looked at as a whole
  if (!row.employeeId || (before as AboutSomebody | null)?.employeeId === row.employeeId) return;
  const place = await holdPlace(tx, row.employeeId);
  row.teamId = place?.teamId ?? null;
  row.departmentId = place?.departmentId ?? null;
}

/** What the change feed says such a row touches. */
export function touchesPerson({ employeeId, teamId, departmentId }: AboutSomebody) {
  return { employee_id: employeeId, team_id: teamId, department_id: departmentId };
}
