import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { makeRow } from '../../records/add-record.ts';
import { changeRow } from '../../records/change-record.ts';
import { leadNoun } from '../leads/lead.ts';
import { assignAll } from './assign.ts';
import { assignmentRunNoun } from './assignment-run.ts';
import { giveClients } from './give-clients.ts';
import { readColleagues, readRules } from './read-desk.ts';
import { readUnassigned } from './read-subjects.ts';

export interface AssignUnassigned {
  key: string;
  /** at most so many at once: 100 unless told, 500 at most */
  limit?: number | null;
}

interface Given {
  kind: 'client' | 'lead';
  subjectId: string;
  employeeId: string;
  ruleId: string | null;
}

/**
 * Gives clients and open leads that nobody answers for to whom the rules say, the first `limit` of what a preview shows. What somebody has
 * taken meanwhile stays theirs. Returns the id of the run, which tells what was given to whom.
 */
export function assignUnassigned(ctx: Context, input: AssignUnassigned): Promise<string> {
  const call = { verb: 'assignUnassigned', key: input.key, input, result: { newIn: 'assignment_run' } };
  return runVerb(ctx, { ...call, audited: 'AssignmentRun' }, async (tx, id) => {
    const limit = checkedLimit(input.limit);
    const { subjects } = await readUnassigned(tx, ctx, limit);
    const assigned = assignAll(await readRules(tx), subjects, await readColleagues(tx));
    const wanted = subjects.flatMap(({ kind, id: subjectId }, i): Given[] => {
      const found = assigned[i];
      return found ? [{ kind, subjectId, ...found }] : [];
    });
    const given = await give(tx, ctx, wanted);
    const leftOver = subjects.length - given.length;
    const run = { ranAt: ctx.clock.now(), given: given.length, leftOver, assigned: given };
    await makeRow(tx, ctx, assignmentRunNoun, { id, verb: 'assignUnassigned', input: run, asked: false });
  });
}

function checkedLimit(limit: number | null | undefined): number {
  const most = limit ?? 100;
  if (Number.isInteger(most) && most >= 1 && most <= 500) return most;
  throw Refusal.badInput('input.limit', 'a whole number from 1 to 500', { got: most });
}

/** In the order in which everybody locks: clients, people, leads. What is taken, or who has left, by then is left out. */
async function give(tx: Transaction, ctx: Context, wanted: readonly Given[]): Promise<Given[]> {
  const free = await heldIds(
    tx,
    sql`client where id = any(${idsOf(wanted, 'client')}::bigint[]) and owner_id is null and ended_at is null order by id for update`,
  );
  const there = await heldIds(
    tx,
    sql`employee where id = any(${wanted.map(({ employeeId }) => employeeId)}::bigint[]) and ended_at is null order by id for share`,
  );
  const open = await heldIds(
    tx,
    sql`lead where id = any(${idsOf(wanted, 'lead')}::bigint[]) and employee_id is null and ended_at is null
      and status in ('new', 'answered', 'qualified') order by id for update`,
  );
  const given = wanted.filter(
    ({ kind, subjectId, employeeId }) => (kind === 'client' ? free : open).has(subjectId) && there.has(employeeId),
  );
  const clients = given.filter(({ kind }) => kind === 'client');
  await giveClients(
    tx,
    ctx,
    clients.map(({ subjectId: clientId, employeeId }) => ({ clientId, employeeId })),
  );
  for (const { kind, subjectId, employeeId } of given) {
    if (kind !== 'lead') continue;
    const act = ({ after }: { after: { employeeId: string | null } }): void => {
      after.employeeId = employeeId;
    };
    await changeRow(tx, ctx, leadNoun, {
      id: subjectId,
      input: {},
      change: { verb: 'assignUnassigned', fields: {}, act },
    });
  }
  return given;
}

async function heldIds(tx: Transaction, rows: ReturnType<typeof sql>): Promise<Set<string>> {
  const held = await tx.query<{ id: string }>(sql`/* hold-to-assign */ select id from ${rows}`);
  return new Set(held.map(({ id }) => id));
}

function idsOf(wanted: readonly Given[], of: Given['kind']): string[] {
  return wanted.filter(({ kind }) => kind === of).map(({ subjectId }) => subjectId);
}
