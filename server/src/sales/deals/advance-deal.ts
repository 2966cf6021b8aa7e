import type { Context } from '../../context.ts';
import { Refusal } from '../../lib/refusal.ts';
import { dealVerb, type OnDeal } from './deal-verb.ts';
import { refuseMissing, refuseOpen } from './leave-stage.ts';
import { readReadiness } from './readiness.ts';

/** Takes a deal to the next stage of its pipeline. Refused with what is missing there, and while its checklist is open, strict or not. */
export function advanceDeal(ctx: Context, input: OnDeal): Promise<string> {
  return dealVerb(ctx, 'advanceDeal', input, async (db) => {
    const readiness = (await readReadiness(db, [input.dealId])).get(input.dealId);
    if (!readiness) throw Refusal.notFound('input.dealId', 'deal', input.dealId);
    const { nextStageId } = readiness;
    return {
      kind: 'moved',
      changes: nextStageId === null ? {} : { stageId: nextStageId },
      check: () => {
        if (nextStageId === null) {
          throw Refusal.refused('LAST_STAGE', 'The deal stands in the last stage: win or lose it', {
            field: 'input.dealId',
          });
        }
        refuseMissing(readiness.missing);
        refuseOpen(readiness);
      },
    };
  });
}
