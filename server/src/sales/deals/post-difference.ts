import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { identity, negated } from '../../ledger/difference.ts';
import type { Entry, Projected } from '../../ledger/entry.ts';
import { post } from '../../ledger/post.ts';
import { asProjected } from '../../ledger/restate.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';

/** Posts what new facts change: what is gone is reversed at its own instant, what has come is posted, the first entry of each new fact announced. */
export async function postDifference(
  tx: Transaction,
  ctx: Context,
  dealId: string,
  newFactIds: readonly string[],
  gone: readonly Projected[],
  come: readonly Projected[],
): Promise<void> {
  const entry = (projected: Projected): Entry => ({ ...framed(ctx, projected), correction: gone.length > 0 });
  const standing = gone.length > 0 ? await readStanding(tx, dealId) : new Map<string, string[]>();
  const reversals = gone.map((old): Entry => {
    const id = standing.get(identity(old))?.pop();
    if (!id) throw new Error(`deal ${dealId}: an entry of fact ${old.factId} should stand in the ledger and does not`);
    return { ...entry(old), amounts: negated(old.amounts), reverses: id };
  });
  const announced = new Set(newFactIds.map((id) => come.find((projected) => projected.factId === id)));
  const postings = come.map((projected): Entry => ({ ...entry(projected), event: announced.has(projected) }));
  await post(tx, [...reversals, ...postings]);
}

/** A projected entry as it is posted now, by this viewer. */
export function framed(ctx: Context, projected: Projected): Entry {
  return {
    ...projected,
    recordedAt: ctx.clock.now(),
    day: dayOf(projected.effectiveAt, ctx.settings.timeZone),
    origin: ctx.viewer.origin,
    actorId: ctx.viewer.employeeId,
    event: false,
    correction: false,
    reverses: null,
  };
}

/** The entries of one new fact that changes nothing before it: the first is its event. */
export function newEntries(ctx: Context, projected: readonly Projected[], factId: string): Entry[] {
  const announced = projected.find((entry) => entry.factId === factId);
  return projected.map((entry) => ({ ...framed(ctx, entry), event: entry === announced }));
}

/** The entries of a deal that no reversal has taken back, by identity. */
async function readStanding(tx: Transaction, dealId: string): Promise<Map<string, string[]>> {
  const rows = await tx.query<Record<string, string | Date | null>>(sql`/* standing-entries */ select * from ledger e
    where deal_id = ${dealId} and reverses is null
      and not exists (select from ledger r where r.deal_id = ${dealId} and r.reverses = e.id)`);
  const standing = new Map<string, string[]>();
  for (const row of rows) {
    const key = identity(asProjected(row));
    standing.set(key, [...(standing.get(key) ?? []), String(row.id)]);
  }
  return standing;
}
