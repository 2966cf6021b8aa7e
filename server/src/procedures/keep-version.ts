import { sql } from '../lib/sql.ts';
import type { Row, Step } from '../records/define-record.ts';
import type { Fields } from '../records/field.ts';

interface Kept {
  title: string;
  steps: readonly object[];
}

const bookkeeping = new Set(['version', 'stamps']);

/** Keeps what a procedure has become, who changed it and what they changed. */
export async function keepVersion<F extends Fields>({ tx, ctx, verb, before, after, input }: Step<F>): Promise<void> {
  const { title, steps } = after as unknown as Kept;
  const note = typeof input.note === 'string' ? input.note : null;
  await tx.query(sql`/* keep-version */ insert into procedure_version
      (procedure_id, version, recorded_at, actor_id, verb, changed, title, steps, note)
    values (${after.id}, ${after.version}, ${ctx.clock.now()}, ${ctx.viewer.employeeId}, ${verb}, ${changed(before, after)},
      ${title}, ${JSON.stringify(steps)}::jsonb, ${note})`);
}

function changed<F extends Fields>(before: Row<F> | null, after: Row<F>): string[] {
  const old = (before ?? {}) as Record<string, unknown>;
  return Object.entries(after)
    .filter(
      ([name, value]) => !bookkeeping.has(name) && JSON.stringify(old[name] ?? null) !== JSON.stringify(value ?? null),
    )
    .map(([name]) => name);
}
