import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { importHistories } from '../sales/deals/import-histories.ts';
import { asHistory } from './as-history.ts';
import type { Tale } from './happening.ts';
import type { DemoNouns } from './nouns.ts';
import type { PersonKey } from './people.ts';

/** Days at the end that are written in exact order: the last wins on a wall are read back in the order they were recorded. */
const exactDays = 14;

/** Writes tales through the bulk door, in the order in which they were last heard of, each in the name of who opened it. Returns their ids by name. */
export async function importTales(
  tx: Transaction,
  ctx: Context,
  nouns: DemoNouns,
  tales: readonly Tale[],
  { recordedAsItHappened = false } = {},
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { by, batch } of batches(tales)) {
    const viewer = { ...ctx.viewer, employeeId: nouns.of('employee', by).id };
    const written = await importHistories(
      tx,
      { ...ctx, viewer },
      batch.map((tale) => ({ ...asHistory(tale, nouns), recordedAsItHappened })),
    );
    for (const [i, { name }] of batch.entries()) ids.set(name, written[i] ?? '');
  }
  return ids;
}

interface Batch {
  by: PersonKey;
  batch: Tale[];
}

/** By month and person while it is long ago, then run by run. */
function batches(tales: readonly Tale[]): Batch[] {
  const ordered = tales.toSorted((a, b) => lastHeard(a) - lastHeard(b));
  const exactFrom = ordered.length > 0 ? lastHeard(ordered.at(-1)) - exactDays * 86_400_000 : 0;
  const open = new Map<string, Batch>();
  const all: Batch[] = [];
  let previous: Batch | undefined;
  for (const tale of ordered) {
    const by = tale.happenings[0]?.by ?? 'head';
    const exact = lastHeard(tale) >= exactFrom;
    const slot = `${by}/${new Date(lastHeard(tale)).toISOString().slice(0, 7)}`;
    let into = exact ? (previous?.by === by ? previous : undefined) : open.get(slot);
    if (!into) all.push((into = { by, batch: [] }));
    if (exact) previous = into;
    else open.set(slot, into);
    into.batch.push(tale);
  }
  return all;
}

function lastHeard(tale: Tale | undefined): number {
  return tale?.happenings.at(-1)?.at.getTime() ?? 0;
}
