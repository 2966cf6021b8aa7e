import type { Context } from '../../context.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { pipelineOfStage } from './deal-place.ts';
import { dealVerb, type OnDeal } from './deal-verb.ts';

export interface MoveDeal extends OnDeal {
  stageId: string;
}

/** Moves a deal to another stage of its pipeline: any stage, forwards or back. */
export function moveDeal(ctx: Context, input: MoveDeal): Promise<string> {
  return dealVerb(ctx, 'moveDeal', input, async (db) => {
    const stageId = checkedId(input.stageId, 'input.stageId');
    const pipelineId = await pipelineOfStage(db, ctx, stageId);
    return {
      kind: 'moved',
      changes: { stageId },
      check: (before) => {
        if (before.pipelineId !== pipelineId) {
          throw Refusal.badInput('input.stageId', `a stage of the deal's pipeline ${before.pipelineId}`, {
            got: stageId,
          });
        }
        if (before.stageId === stageId) {
          throw Refusal.refused('ALREADY_IN_STAGE', 'input.stageId: the deal stands in this stage already', {
            field: 'input.stageId',
          });
        }
      },
    };
  });
}
