import type { Row, Step } from '../../records/define-record.ts';
import { flag, ref, text, texts, whole } from '../../records/field.ts';
import { requirable } from '../deals/readiness.ts';
import { pipelineNoun } from './pipeline.ts';

/** What a stage can ask for. */
export const known = Object.keys(requirable);

export const stageFields = {
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

export type StageStep = Step<typeof stageFields>;
export type StageRow = Row<typeof stageFields>;
