import type { Context } from '../../context.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { identity, negated } from '../../ledger/difference.ts';
import { dimensionColumns } from '../../ledger/dimensions.ts';
import type { Entry, Projected } from '../../ledger/entry.ts';
import type { Measure } from '../../ledger/measures.ts';
import { post, postMany } from '../../ledger/post.ts';
import { raw, sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';
import type { Posting } from '../../records/define-record.ts';

/** What the life of a client adds to. */
export const lived = ['new_clients', 'churned', 'active', 'repeat_revenue', 'neglected'] as const satisfies Measure[];

/** An entry that stands in the ledger for a client. */
export interface Standing extends Projected {
  id: string;
  reverses: string | null;
}

/** A client and what its life stands for. */
export interface ProjectedLife {
  id: string;
  postings: readonly Posting[];
}

/** from here on COPY is faster */
const many = 500;

/** Makes the ledger stand for what the lives of clients project to: what stands and should not is reversed at its own instant. */
export async function postLives(
  tx: Transaction,
  ctx: Context,
  lives: readonly ProjectedLife[],
  recordedAsItHappened: boolean,
): Promise<void> {
  const standing = Map.groupBy(
    await readEntries(
      tx,
      lives.map(({ id }) => id),
    ),
    ({ nounId }) => nounId,
  );
  const now = ctx.clock.now();
  const framed = (projected: Projected): Entry => ({
    ...projected,
    recordedAt: recordedAsItHappened && projected.effectiveAt < now ? projected.effectiveAt : now,
    day: dayOf(projected.effectiveAt, ctx.settings.timeZone),
    ...{ origin: ctx.viewer.origin, actorId: ctx.viewer.employeeId, event: false, correction: false, reverses: null },
  });
  const entries = lives.flatMap((life): Entry[] => {
    const left = byIdentity(uncancelled(standing.get(life.id) ?? []));
    const come = entriesOf(life).filter((entry) => left.get(identity(entry))?.pop() === undefined);
    const gone = [...left.values()].flat();
    // a lapse that has not come yet is no mistake that is put right
    const correction = gone.some(({ effectiveAt }) => effectiveAt <= now);
    return [
      ...gone.map(({ id, ...old }) => ({
        ...framed(old),
        ...{ amounts: negated(old.amounts), correction: true, reverses: id },
      })),
      ...come.map((entry) => ({ ...framed(entry), correction })),
    ];
  });
  await (entries.length < many ? post(tx, entries) : postMany(tx, entries));
}

/** The entries a life stands for. */
export function entriesOf({ id, postings }: ProjectedLife): Projected[] {
  return postings.map(({ at, dimensions, amounts }) => ({
    ...{ kind: 'record_added', effectiveAt: at, factId: null, dealId: null, noun: 'client', nounId: id },
    ...{ dimensions, amounts },
  }));
}

/** Every entry of some clients' lives, taken back or not. */
export async function readEntries(db: Queryable, ids: readonly string[]): Promise<Standing[]> {
  const touched = raw(lived.map((measure) => `${measure} is not null`).join(' or '));
  const rows = await db.query<
    Record<string, string | Date | null>
  >(sql`/* entries-of-lives */ select id, reverses, noun_id, effective_at,
      ${raw([...dimensionColumns, ...lived].join(', '))}
    from ledger where noun = 'client' and noun_id = any(${[...ids]}::bigint[]) and (${touched})`);
  return rows.map((row) => ({
    ...{ id: row.id as string, reverses: row.reverses as string | null },
    ...{ kind: 'record_added', effectiveAt: row.effective_at as Date, factId: null, dealId: null },
    ...{ noun: 'client', nounId: row.noun_id as string },
    dimensions: Object.fromEntries(dimensionColumns.map((column) => [column, row[column] as string | null])),
    amounts: Object.fromEntries(lived.filter((m) => row[m] !== null).map((m) => [m, Number(row[m])])),
  }));
}

function uncancelled(entries: readonly Standing[]): Standing[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses));
  return entries.filter(({ id, reverses }) => reverses === null && !reversed.has(id));
}

function byIdentity(entries: readonly Standing[]): Map<string, Standing[]> {
  return Map.groupBy(entries, (entry) => identity(entry));
}
