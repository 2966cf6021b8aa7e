import type { Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';

/** What a verb on a scheme is told. */
export interface OnScheme {
  key: string;
  id: string;
  /** the version of the row the caller saw; left out: whichever it is at now */
  version?: number | null;
}

/** Locks a scheme. Refuses one that is not there, has ended, or has changed since the caller looked. */
export async function lockScheme(tx: Transaction, { id, version }: OnScheme): Promise<{ id: string; name: string }> {
  const [scheme] = await tx.query<{ id: string; name: string; version: number; ended_at: Date | null }>(
    sql`/* lock-pay-scheme */ select * from pay_scheme where id = ${id} for update`,
  );
  if (!scheme) throw Refusal.notFound('input.id', 'pay scheme', id);
  if (version !== null && version !== undefined && version !== scheme.version) {
    throw Refusal.conflict(`input.version: the pay scheme is at version ${scheme.version}, not ${version}`, {
      refusal: 'VERSION_CONFLICT',
      field: 'input.version',
      version: scheme.version,
    });
  }
  if (scheme.ended_at) {
    throw Refusal.refused('ENDED', `input.id: pay scheme ${id} has ended`, { field: 'input.id', id });
  }
  return scheme;
}
