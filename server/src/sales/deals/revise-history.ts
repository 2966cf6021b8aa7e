import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { difference } from '../../ledger/difference.ts';
import { sql } from '../../lib/sql.ts';
import { markClients } from '../clients/follow-purchases.ts';
import type { DealFact } from './deal-fact.ts';
import { replay } from './deal-state.ts';
import type { PlainFact } from './import-histories.ts';
import { postDifference } from './post-difference.ts';
import { project } from './project-deal.ts';
import { asFact, insertFact, readFacts, writeLines, writeState } from './record-fact.ts';

/** What became of a deal that another system tells about again. */
export type Revision = 'unchanged' | 'revised' | 'kept';

/**
 * Brings a deal imported earlier up to what its source says now: facts it no longer tells are dropped, new ones added, and only the
 * difference is posted. A deal that people have worked on here since (facts that no import made) is kept as they left it.
 */
export async function reviseHistory(
  tx: Transaction,
  ctx: Context,
  dealId: string,
  told: readonly PlainFact[],
): Promise<Revision> {
  const [locked] = await tx.query<{ version: number }>(
    sql`/* lock-deal */ select version from deal where id = ${dealId} for update`,
  );
  if (!locked) throw new Error(`deal ${dealId} is gone`);
  const all = await readFacts(tx, dealId);
  // contacts come from what was logged about the deal: its source tells nothing of them
  const contacted = all.filter(({ kind }) => kind === 'contacted').map(asFact);
  const stored = all.filter(({ kind }) => kind !== 'contacted');
  const before = stored.map(asFact);
  const left = new Map(before.map((fact) => [fact.id, fact]));
  const matched = told.map((fact) => {
    const same = [...left.values()].find((old) => content(old) === content(fact));
    if (same) left.delete(same.id);
    return { fact, id: same?.id };
  });
  if (left.size === 0 && matched.every(({ id }) => id)) return 'unchanged';
  if (stored.some((fact) => fact.origin !== 'import')) return 'kept';

  const version = locked.version + 1;
  const after: DealFact[] = [...contacted];
  const fresh: string[] = [];
  for (const { fact, id } of matched) {
    const known: DealFact = { ...fact, id: id ?? (await nextFactId(tx)) };
    after.push(known);
    if (id) continue;
    fresh.push(known.id);
    await insertFact(tx, ctx, dealId, version, known);
  }
  const last = replay(after).at(-1);
  if (!last) throw new Error('a history without facts');
  await tx.query(sql`/* drop-facts */ delete from deal_fact where id = any(${[...left.keys()]}::bigint[])`);
  await writeState(tx, dealId, last, version);
  await writeLines(tx, dealId, last.after.lines);
  const { gone, come } = difference(project(dealId, all.map(asFact)), project(dealId, after));
  await postDifference(tx, ctx, dealId, fresh, gone, come);
  await markClients(tx, [...gone, ...come]);
  return 'revised';
}

async function nextFactId(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ id: string }>(sql`/* next-fact */ select nextval('deal_fact_id_seq') as id`);
  if (!row) throw new Error('no id for a fact');
  return row.id;
}

function content(fact: PlainFact): string {
  const changes = Object.entries(fact.changes)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([fact.kind, fact.effectiveAt.getTime(), changes.map(([name, value]) => [name, normal(value)])]);
}

/** jsonb forgets the order of keys */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (value && typeof value === 'object')
    return Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, normal(v)]);
  return value;
}
