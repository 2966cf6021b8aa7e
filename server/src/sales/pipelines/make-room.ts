import type { Transaction } from '../../database/database.ts';
import { locks } from '../../database/locks.ts';
import { sql } from '../../lib/sql.ts';
import type { StageStep } from './stage.fields.ts';

/** Stages are put in order one after another. */
export async function holdOrder(tx: Transaction): Promise<void> {
  await tx.query(sql`/* stages-in-order */ select pg_advisory_xact_lock(${locks.stages}::bigint)`);
}

/**
 * Puts a stage in its place: those behind it move up or down, keep their order, and no two ever have the same place.
 */
export async function makeRoom({ tx, before, after }: StageStep): Promise<void> {
  const asked: number | null = after.position;
  if (before && asked === before.position) return;
  const others = await tx.query<{
    id: string;
    position: number;
  }>(sql`/* stages-of-pipeline */ select id, position from stage
    where pipeline_id = ${after.pipelineId} and id <> ${after.id} order by position for no key update`);
  const last = (others.at(-1)?.position ?? 0) + 1;
  after.position = Math.min(asked ?? last, Math.max(last, before?.position ?? 0));
  const place = after.position;
  // where the stage itself comes from is free: whoever stands in its way moves towards that gap
  const gap = before?.position ?? null;
  if (!others.some(({ position }) => position === place)) return;
  const up = gap === null || gap > place;
  const moved = others.filter(({ position }) => {
    if (up) return position >= place && (gap === null || position < gap);
    return position <= place && position > gap;
  });
  const ids = [...moved.map(({ id }) => id), after.id];
  // in two steps, because no two may share a place even for a moment; the stage itself is written to its own afterwards
  await tx.query(sql`/* stages-aside */ update stage set position = -1 - position where id = any(${ids}::bigint[])`);
  await tx.query(sql`/* stages-moved */ update stage set position = -1 - position + ${up ? 1 : -1}::integer
    where id = any(${moved.map(({ id }) => id)}::bigint[])`);
}
