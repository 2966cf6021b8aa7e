import type { Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Changes } from './deal-fact.ts';
import type { DealState } from './deal-state.ts';
import { checklistOf, openSteps, type Readiness, readReadiness } from './readiness.ts';

/**
 * What leaving its stage says of a deal: how much of the stage's checklist was done. Going on (to a later stage, or winning) is refused
 * while something is missing that the stage asks for, and where the stage is strict while its checklist is open. Back it may always.
 */
export async function leaveStage(
  tx: Transaction,
  dealId: string,
  { stageId }: DealState,
  to: string | null,
): Promise<Changes> {
  const readiness = (await readReadiness(tx, [dealId], stageId)).get(dealId);
  if (!readiness) throw new Error(`deal ${dealId} stands nowhere`);
  if (to === null || (await isFurther(tx, to, readiness))) {
    refuseMissing(readiness.missing);
    if (readiness.strict) refuseOpen(readiness);
  }
  const checklist = checklistOf(stageId, readiness);
  return checklist ? { checklist } : {};
}

async function isFurther(tx: Transaction, to: string, { position }: Readiness): Promise<boolean> {
  const [stage] = await tx.query<{ position: number; ended: boolean }>(sql`/* stage-moved-to */ select position,
    ended_at is not null as ended from stage where id = ${to} for key share`);
  if (stage?.ended)
    throw Refusal.refused('ENDED', `input.stageId: stage ${to} has ended`, { field: 'input.stageId', id: to });
  return stage !== undefined && stage.position > position;
}

/** Refuses while something is missing that the stage asks for. */
export function refuseMissing(missing: readonly string[]): void {
  if (missing.length === 0) return;
  const message = `The deal cannot go on from this stage without: ${missing.join(', ')}`;
  throw Refusal.refused('FIELDS_MISSING', message, { field: 'input.dealId', missing });
}

/** Refuses while something of the stage's checklist has to be done. */
export function refuseOpen(readiness: Readiness): void {
  const open = openSteps(readiness);
  if (open.length === 0) return;
  const steps = open.map(({ code, title }) => ({ stepId: code, title }));
  const message = `The deal cannot go on from this stage: ${open.length} step(s) of its checklist are open`;
  throw Refusal.refused('CHECKLIST_OPEN', message, { field: 'input.dealId', open: steps });
}
