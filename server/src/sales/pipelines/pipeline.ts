import { defineRecord, type Step } from '../../records/define-record.ts';
import { flag, text, whole } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { refuseWithDeals } from './refuse-with-deals.ts';

const fields = {
  name: text({ description: 'what it is called', required: true, search: true, order: true }),
  position: whole({
    description: 'where it stands among the pipelines: the lowest is the first; left out: behind all others',
    required: true,
    filled: true,
    order: true,
    most: 1_000_000,
  }),
  listedLossReasons: flag({
    description: 'a deal is lost only for a reason of the list; left out: for any words',
    required: true,
    filled: true,
  }),
};

/** A way from first acquaintance to purchase (воронка). */
export const pipelineNoun = defineRecord({
  name: 'Pipeline',
  table: 'pipeline',
  many: 'pipelines',
  one: 'pipeline',
  description: 'A way from first acquaintance to purchase, in ordered stages (воронка).',
  fields,
  kinds: referenceKinds,
  touches: (row) => ({ pipeline_id: row.id }),
  complete: async (step) => {
    const { after } = step;
    after.position ??= await behindAll(step);
    after.listedLossReasons ??= false;
    if (after.endedAt) await refuseWithDeals(step, 'pipeline_id');
  },
});

async function behindAll({ tx }: Step): Promise<number> {
  const [row] = await tx.query<{ next: number }>({
    text: '/* last-pipeline */ select coalesce(max(position), 0) + 1 as next from pipeline',
    values: [],
  });
  return row?.next ?? 1;
}
