import { Refusal } from '../../lib/refusal.ts';
import { raw, sql } from '../../lib/sql.ts';
import type { Row, Step } from '../../records/define-record.ts';
import type { Fields } from '../../records/field.ts';

/** Refuses to end what open deals stand in: they would stand nowhere. */
export async function refuseWithDeals<F extends Fields>(
  { tx, before, after }: Pick<Step<F>, 'tx'> & { before: Row<F> | null; after: Row<F> },
  column: 'pipeline_id' | 'stage_id',
): Promise<void> {
  if (before?.endedAt) return;
  const [open] = await tx.query<{
    deals: number;
  }>(sql`/* open-deals-there */ select count(*)::integer as deals from deal
    where status = 'open' and ${raw(column)} = ${after.id}`);
  const deals = open?.deals ?? 0;
  if (deals === 0) return;
  throw Refusal.refused('DEALS_STAND_THERE', `input.id: ${deals} open deal(s) stand there: move them first`, {
    field: 'input.id',
    deals,
  });
}
