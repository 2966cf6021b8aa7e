import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { locks } from '../../database/locks.ts';
import { difference, identity, negated } from '../../ledger/difference.ts';
import type { Entry } from '../../ledger/entry.ts';
import { post } from '../../ledger/post.ts';
import { asProjected } from '../../ledger/restate.ts';
import { sql } from '../../lib/sql.ts';
import { type DealFact, inOrder } from './deal-fact.ts';
import { replay } from './deal-state.ts';
import { framed } from './post-difference.ts';
import { project } from './project-deal.ts';
import { type StoredFact, writeState } from './record-fact.ts';

/** The form in which this build posts deals: goes up whenever the same facts come to stand for other entries. 2: stages count closings. */
const form = 2;
const batch = 500;

/**
 * Brings the entries of deals that an earlier build posted to the form of this one: what is missing or different is posted as corrections,
 * and what rows learned to hold is written into them. Done once a database; one that is new is marked at once. Several servers that
 * start together take turns, and whoever comes second finds nothing to do. Returns how many deals were put right.
 */
export async function reprojectDeals(ctx: Context): Promise<number> {
  let corrected = 0;
  for (let after: string | null = '0'; after !== null; ) {
    const from: string = after;
    const done = await ctx.database.owner.transaction((tx) => correctBatch(tx, ctx, from));
    corrected += done.corrected;
    after = done.last;
  }
  return corrected;
}

async function correctBatch(
  tx: Transaction,
  ctx: Context,
  after: string,
): Promise<{ corrected: number; last: string | null }> {
  await tx.query(sql`/* reproject-turn */ select pg_advisory_xact_lock(${locks.reproject}::bigint)`);
  const [known] = await tx.query<{ version: number }>(
    sql`/* projection-form */ select version from projection where name = 'deals'`,
  );
  if (known && known.version >= form) return { corrected: 0, last: null };
  const deals = await tx.query<DealRow>(sql`/* deals-to-reproject */ select id, version, slips, first_expected_close_at
    from deal where id > ${after}::bigint order by id limit ${batch} for update`);
  const last = deals.at(-1);
  if (!last) {
    await tx.query(sql`/* projection-done */ insert into projection (name, version) values ('deals', ${form})
      on conflict (name) do update set version = excluded.version`);
    return { corrected: 0, last: null };
  }
  return { corrected: await correct(tx, ctx, deals), last: last.id };
}

interface DealRow {
  id: string;
  version: number;
  slips: number;
  first_expected_close_at: Date | null;
}

async function correct(tx: Transaction, ctx: Context, deals: readonly DealRow[]): Promise<number> {
  const ids = deals.map(({ id }) => id);
  const facts = await tx.query<StoredFact & { deal_id: string }>(
    sql`/* facts-to-reproject */ select * from deal_fact where deal_id = any(${ids}::bigint[])`,
  );
  const entries = await tx.query<
    Record<string, string | Date | null>
  >(sql`/* entries-to-reproject */ select * from ledger e
    where deal_id = any(${ids}::bigint[]) and reverses is null
      and not exists (select from ledger r where r.deal_id = e.deal_id and r.reverses = e.id)`);
  const factsOf = Map.groupBy(facts, (fact) => fact.deal_id);
  const entriesOf = Map.groupBy(entries, (entry) => String(entry.deal_id));
  let corrected = 0;
  const postings: Entry[] = [];
  for (const deal of deals) {
    const known = inOrder((factsOf.get(deal.id) ?? []).map(asDealFact));
    const own = corrections(ctx, deal.id, known, entriesOf.get(deal.id) ?? []);
    postings.push(...own);
    if (own.length > 0) corrected += 1;
    await writeIfChanged(tx, deal, known);
  }
  await post(tx, postings);
  return corrected;
}

function asDealFact({ id, kind, effective_at, data }: StoredFact): DealFact {
  return { id, kind, effectiveAt: effective_at, changes: data };
}

function corrections(
  ctx: Context,
  dealId: string,
  facts: readonly DealFact[],
  rows: readonly Record<string, string | Date | null>[],
): Entry[] {
  const standing = rows.map((row) => ({ id: String(row.id), entry: asProjected(row) }));
  const { gone, come } = difference(
    standing.map(({ entry }) => entry),
    project(dealId, facts),
  );
  const idsOf = Map.groupBy(standing, ({ entry }) => identity(entry));
  const reversals = gone.map((old): Entry => {
    const id = idsOf.get(identity(old))?.pop()?.id ?? null;
    return { ...framed(ctx, old), amounts: negated(old.amounts), correction: true, reverses: id };
  });
  return [...reversals, ...come.map((entry): Entry => ({ ...framed(ctx, entry), correction: true }))];
}

async function writeIfChanged(tx: Transaction, deal: DealRow, facts: readonly DealFact[]): Promise<void> {
  const last = replay(facts).at(-1);
  if (!last) return;
  const { slips, firstExpectedCloseAt } = last.after;
  const first = firstExpectedCloseAt === null ? undefined : Date.parse(firstExpectedCloseAt);
  if (slips === deal.slips && first === deal.first_expected_close_at?.getTime()) return;
  await writeState(tx, deal.id, last, deal.version);
}
