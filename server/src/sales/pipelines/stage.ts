import { Refusal } from '../../lib/refusal.ts';
import { defineRecord } from '../../records/define-record.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { holdOrder, makeRoom } from './make-room.ts';
import { refuseWithDeals } from './refuse-with-deals.ts';
import { known, stageFields } from './stage.fields.ts';

/** A step of a pipeline (этап воронки). What its procedure asks for is the checklist of the deals that stand in it. */
export const stageNoun = defineRecord({
  name: 'Stage',
  table: 'stage',
  many: 'stages',
  one: 'stage',
  description: 'A step of a pipeline (этап воронки).',
  fields: stageFields,
  kinds: referenceKinds,
  touches: (row) => ({ pipeline_id: row.pipelineId, stage_id: row.id }),
  hold: holdOrder,
  complete: async (step) => {
    const { after } = step;
    after.strict ??= false;
    checkRequired(after.requiredFields);
    if (after.endedAt) await refuseWithDeals(step, 'stage_id');
    else await makeRoom(step);
  },
});

function checkRequired(names: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    if (known.includes(name) && names.indexOf(name) === i) continue;
    throw Refusal.badInput(`input.requiredFields.${i}`, `one of ${known.join(', ')}, each once`, { got: name });
  }
}
