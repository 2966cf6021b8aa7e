import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import type { Levels } from './levels.ts';

/** What of a plan its versions tell. */
interface Told extends Levels {
  id: string;
  version: number;
  kpi: string;
  note: string | null;
}

interface Change {
  tx: Transaction;
  ctx: Context;
  verb: string;
  before: Levels | null;
  after: Told;
}

/** Notes what has changed in a plan: whoever asks later sees who, when, and what it was before. */
export async function keepVersion({ tx, ctx, verb, before, after }: Change): Promise<void> {
  const was = [before?.minimum ?? null, before?.optimal ?? null, before?.maximum ?? null] as const;
  await tx.query(sql`/* keep-plan-version */ insert into plan_version (plan_id, number, changed_at, employee_id, verb, kpi,
      minimum_before, optimal_before, maximum_before, minimum, optimal, maximum, note)
    values (${after.id}, ${after.version}, ${ctx.clock.now()}, ${ctx.viewer.employeeId}, ${verb}, ${after.kpi},
      ${was[0]}, ${was[1]}, ${was[2]}, ${after.minimum}, ${after.optimal}, ${after.maximum}, ${after.note})`);
}
