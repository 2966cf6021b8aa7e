import { emptyValues, Known } from './known.ts';
import type { Mapping } from './mapping.ts';
import type { NounIndex } from './noun-index.ts';
import type { Pending } from './pending.ts';
import { stageIn } from './read-stages.ts';

/** Makes the pipelines that a mapping lists; the first of them, else the first there is, is where deals go that name none. */
export function tellPipelines(mapping: Mapping, index: NounIndex, pending: Pending): Known | null {
  const told = mapping.pipelines.map(({ name, stages }, i) => {
    const pipeline = tellPipeline(name, i, index, pending);
    tellStages(pipeline, stages, index, pending);
    return pipeline;
  });
  return told[0] ?? index.pipelines()[0] ?? null;
}

function tellPipeline(name: string, position: number, index: NounIndex, pending: Pending): Known {
  const named = index.byName('pipeline', name);
  const known = index.byExternalId('pipeline', name) ?? (named === 'several' ? undefined : named);
  if (known) {
    pending.tell(known, { name });
    return known;
  }
  const fresh = new Known('pipeline', null, name, { name, position: String(position) });
  pending.add(fresh);
  return fresh;
}

/** The stages in the order of the mapping; those that were added here stand behind them. */
function tellStages(pipeline: Known, names: readonly string[], index: NounIndex, pending: Pending): void {
  const before = index.stagesOf(pipeline);
  const listed = names.map((name, i): Known => {
    const known = stageIn(pipeline, before, name);
    const values = { name, position: String(i + 1) };
    if (known) pending.tell(known, values);
    const externalId = `${pipeline.externalId ?? pipeline.name} / ${name}`;
    const fresh =
      known ?? new Known('stage', null, externalId, { ...emptyValues('stage'), ...values, pipeline_id: pipeline });
    if (!known) pending.add(fresh);
    return fresh;
  });
  const others = before.filter((stage) => !listed.includes(stage));
  if (!others.some((stage) => Number(stage.values['position']) <= names.length)) return;
  for (const [i, stage] of others.entries()) pending.tell(stage, { position: String(names.length + i + 1) });
}
