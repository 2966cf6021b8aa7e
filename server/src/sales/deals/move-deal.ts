import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { resolveStage } from './deal-place.ts';
import { recordFact } from './record-fact.ts';

export interface MoveDeal {
  key: string;
  dealId: string;
  version: number;
  stageId: string;
  at?: Date | null;
}

/** Moves a deal to another stage of its pipeline: any stage, forwards or back. */
export function moveDeal(ctx: Context, input: MoveDeal): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  return runVerb(ctx, { verb: 'moveDeal', key: input.key, input, result: { id: dealId } }, async (tx) => {
    const { pipelineId, stageId } = await resolveStage(tx, null, checkedId(input.stageId, 'input.stageId'));
    await recordFact(tx, ctx, {
      dealId,
      version: input.version,
      kind: 'moved',
      at: input.at,
      changes: { stageId },
      check: (before) => {
        if (before.pipelineId !== pipelineId) {
          throw Refusal.badInput('input.stageId', `a stage of the deal's pipeline ${before.pipelineId}`, { got: stageId });
        }
        if (before.stageId === stageId) {
          throw Refusal.refused('ALREADY_IN_STAGE', 'input.stageId: the deal stands in this stage already', { field: 'input.stageId' });
        }
      },
    });
  });
}
