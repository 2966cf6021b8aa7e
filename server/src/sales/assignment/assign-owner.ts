import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { holdPlace } from '../../department/employees/hold-place.ts';
import { sql } from '../../lib/sql.ts';
import { type Assigned, type AssignmentSubject as Known, least, shortlist } from './assign.ts';
import { readPeople, readRules, withLoad } from './read-desk.ts';

/** What is known of a client or lead that needs somebody; amounts in minor units. */
export interface AssignmentSubject extends Omit<Known, 'clientOwnerId'> {
  /** the client a lead comes from: whoever answers for it gets the lead too */
  clientId?: string | null;
}

/** Who gets it, with what they stand for now, and by which rule. */
export interface AssignedOwner {
  employeeId: string;
  teamId: string | null;
  departmentId: string | null;
  territoryId: string | null;
  /** null: they answer for its client already */
  ruleId: string | null;
}

/**
 * Finds the manager of a new client or lead by the rules of assignment. Null: no rule finds anybody. Inside a transaction whoever is found
 * is held: they do not leave, or move, before it ends.
 */
export async function assignOwner(
  tx: Queryable,
  _ctx: Context,
  about: AssignmentSubject,
): Promise<AssignedOwner | null> {
  const rules = await readRules(tx);
  const clientOwnerId = about.clientId ? await ownerOf(tx, about.clientId) : null;
  if (rules.length === 0 && clientOwnerId === null) return null;
  // somebody who leaves between the look and the hold is passed over at the second look
  for (let looks = 0; looks < 2; looks += 1) {
    const found = await choose(tx, rules, { ...about, clientOwnerId });
    if (!found) return null;
    const place = await holdPlace(tx, found.employeeId);
    if (!place || place.left) continue;
    const { left: _, ...stands } = place;
    return { ...found, ...stands };
  }
  return null;
}

async function choose(tx: Queryable, rules: Parameters<typeof shortlist>[0], subject: Known): Promise<Assigned | null> {
  const found = shortlist(rules, subject, await readPeople(tx));
  if (!found) return null;
  const people = found.people.length > 1 ? await withLoad(tx, found.people) : found.people;
  return { ruleId: found.ruleId, employeeId: least(people).id };
}

async function ownerOf(tx: Queryable, clientId: string): Promise<string | null> {
  const [client] = await tx.query<{ owner_id: string | null }>(
    sql`/* owner-of-client */ select owner_id from client where id = ${clientId}`,
  );
  return client?.owner_id ?? null;
}
