import { Refusal } from '../../lib/refusal.ts';
import { defineRecord, type Row, type Step } from '../../records/define-record.ts';
import { flag, ref, text, texts, whole } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { requirable } from '../deals/readiness.ts';
import { holdOrder, makeRoom } from './make-room.ts';
import { pipelineNoun } from './pipeline.ts';
import { refuseWithDeals } from './refuse-with-deals.ts';

const known = Object.keys(requirable);

const fields = {
  name: text({ description: 'what it is called', required: true, search: true, order: true }),
  pipeline: ref(() => pipelineNoun, {
    description: 'the pipeline it is a step of',
    required: true,
    amendable: false,
    filter: true,
  }),
  position: whole({
    description: 'its place in the pipeline, from 1; left out: the last. Others make room and keep their order',
    required: true,
    filled: true,
    order: true,
    most: 10_000,
  }),
  rottingDays: whole({
    description: 'days after which a deal that still stands here rots; null: never',
    least: 1,
    most: 3650,
  }),
  requiredFields: texts({
    description: `what a deal needs before it goes on from here or is won: ${known.join(', ')}`,
    most: known.length,
  }),
  strict: flag({
    description: 'a deal goes on from here only with its checklist complete; left out: the checklist is only counted',
    required: true,
    filled: true,
  }),
};

export type StageStep = Step<typeof fields>;
export type StageRow = Row<typeof fields>;

/** A step of a pipeline (этап воронки). What its procedure asks for is the checklist of the deals that stand in it. */
export const stageNoun = defineRecord({
  name: 'Stage',
  table: 'stage',
  many: 'stages',
  one: 'stage',
  description: 'A step of a pipeline (этап воронки).',
  fields,
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
