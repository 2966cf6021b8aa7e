import type { Access } from '../access/access.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Filters } from './kpi.args.ts';

interface Asked {
  by?: readonly string[] | null;
  where?: Filters | null;
}

/** Whether a question is about clients one by one, broken down or filtered: its answer is a piece of the client base. */
export function asksByClient({ by, where }: Asked): boolean {
  return Boolean(by?.includes('CLIENT')) || (where?.client ?? null) !== null;
}

/** Refuses such a question unless it stays within what the viewer sees of the client base: all of it, their own deals, or their department's. */
export function ensureByClient(access: Access, asked: Asked): void {
  const subject = 'KpiTable';
  if (!asksByClient(asked) || access.reachesAll('breakDownByClient', subject)) return;
  const { employee, department } = asked.where ?? {};
  const within = (ids: readonly (string | null)[] | null | undefined, attribute: string): boolean =>
    Boolean(ids?.length) && (ids ?? []).every((id) => access.allows('breakDownByClient', subject, { [attribute]: id }));
  if (within(employee, 'ownerId') || within(department, 'departmentId')) return;
  const own = access.viewer.employeeId;
  const expected = own ? `where: { employee: ["${own}"] }, your own deals` : 'no breakdown or filter by client';
  // who asks is not named: of a live question others of the same reach are told it too
  throw new Refusal('FORBIDDEN', `by: clients one by one are asked about with ${expected}`, { field: 'by', expected });
}
