import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { dayOf } from '../lib/zone.ts';
import { difference, identity, negated } from './difference.ts';
import { type Dimensions, dimensionColumns } from './dimensions.ts';
import type { Entry, EntryKind, Projected } from './entry.ts';
import { type Amounts, measureNames } from './measures.ts';
import { post } from './post.ts';

/** A row of some noun's table, for which entries stand in the ledger. */
export interface Subject {
  noun: string;
  nounId: string;
}

/**
 * Makes the ledger stand for what a row projects to now instead of what it projected to before: what is gone is reversed at its own
 * instant, what has come is posted. `news` announces what happened: an entry that counts nothing, at this instant; null: it is told otherwise.
 */
export async function restate(
  tx: Transaction,
  ctx: Context,
  subject: Subject,
  change: {
    before: readonly Projected[];
    after: readonly Projected[];
    news: { kind: EntryKind; dimensions: Dimensions } | null;
  },
): Promise<void> {
  const { gone, come } = difference(change.before, change.after);
  const standing = gone.length > 0 ? await readStanding(tx, subject) : new Map<string, string[]>();
  const reversals = gone.map((old): Entry => {
    const id = standing.get(identity(old))?.pop();
    if (!id) throw new Error(`${subject.noun} ${subject.nounId}: an entry should stand in the ledger and does not`);
    return { ...framed(ctx, subject, old), amounts: negated(old.amounts), correction: true, reverses: id };
  });
  const correction = gone.length > 0;
  const postings = come.map((entry): Entry => ({ ...framed(ctx, subject, entry), correction }));
  const now = ctx.clock.now();
  const told = change.news ? [{ ...change.news, effectiveAt: now, factId: null, dealId: null, amounts: {} }] : [];
  const news = told.map((entry): Entry => ({ ...framed(ctx, subject, entry), event: true }));
  await post(tx, [...reversals, ...postings, ...news]);
}

function framed(ctx: Context, subject: Subject, projected: Projected): Entry {
  return {
    ...projected,
    ...subject,
    recordedAt: ctx.clock.now(),
    day: dayOf(projected.effectiveAt, ctx.settings.timeZone),
    origin: ctx.viewer.origin,
    actorId: ctx.viewer.employeeId,
    event: false,
    correction: false,
    reverses: null,
  };
}

/** The entries of a row that no reversal has taken back, by identity. */
async function readStanding(tx: Transaction, { noun, nounId }: Subject): Promise<Map<string, string[]>> {
  const rows = await tx.query<Record<string, string | Date | null>>(sql`/* standing-of-noun */ select * from ledger e
    where noun = ${noun} and noun_id = ${nounId} and reverses is null
      and not exists (select from ledger r where r.noun = ${noun} and r.noun_id = ${nounId} and r.reverses = e.id)`);
  const standing = new Map<string, string[]>();
  for (const row of rows) {
    const key = identity(asProjected(row));
    standing.set(key, [...(standing.get(key) ?? []), String(row.id)]);
  }
  return standing;
}

/** A row of the ledger as what a projection would have said. */
export function asProjected(row: Record<string, string | Date | null>): Projected {
  return {
    kind: row.kind as EntryKind,
    effectiveAt: row.effective_at as Date,
    factId: row.fact_id as string | null,
    dealId: row.deal_id as string | null,
    dimensions: Object.fromEntries(dimensionColumns.map((column) => [column, row[column]])) as Dimensions,
    amounts: Object.fromEntries(measureNames.filter((m) => row[m] !== null).map((m) => [m, Number(row[m])])) as Amounts,
  };
}
