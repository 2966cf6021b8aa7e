import type { Context } from '../context.ts';
import { sql } from '../lib/sql.ts';
import type { Changes, DealFactKind } from '../sales/deals/deal-fact.ts';
import type { DealHistory, PlainFact } from '../sales/deals/import-histories.ts';
import type { NounIndex } from './noun-index.ts';

/** What an import finds to do with the deals of a batch. */
export interface Sorted {
  fresh: DealHistory[];
  revised: { dealId: string; facts: PlainFact[] }[];
  unchanged: number;
  kept: number;
}

interface StoredRow {
  deal_id: string;
  external_id: string;
  kind: DealFactKind;
  effective_at: Date;
  origin: string;
  data: Changes;
}

/** Compares a batch of told deals with what is stored under their external ids, in one question however many they are. */
export async function sortTold(ctx: Context, index: NounIndex, told: readonly DealHistory[]): Promise<Sorted> {
  const rows =
    await ctx.database.app.query<StoredRow>(sql`/* told-before */ select d.id as deal_id, d.external_id, f.kind, f.effective_at,
      f.origin, f.data
    from deal d join deal_fact f on f.deal_id = d.id and f.kind <> 'contacted'
    where d.external_id = any(${told.map((deal) => deal.externalId)}::text[])`);
  const before = Map.groupBy(rows, (row) => row.external_id);
  const sorted: Sorted = { fresh: [], revised: [], unchanged: 0, kept: 0 };
  for (const deal of told) {
    const stored = before.get(deal.externalId ?? '');
    if (!stored?.[0]) sorted.fresh.push(deal);
    else if (sameFacts(stored, deal.facts, exact)) sorted.unchanged += 1;
    else if (stored.some(({ origin }) => origin !== 'import')) sorted.kept += 1;
    else if (sameFacts(stored, deal.facts, own) && (await placeEditedHere(index, stored, deal.facts)))
      sorted.unchanged += 1;
    else sorted.revised.push({ dealId: stored[0].deal_id, facts: deal.facts });
  }
  return sorted;
}

type Selection = (name: string) => boolean;

/** What a deal has through its owner, client and products. */
const derived = new Set(['teamId', 'departmentId', 'territoryId', 'segmentId', 'productLineId']);
const exact: Selection = () => true;
const own: Selection = (name) => !derived.has(name);

function sameFacts(stored: readonly StoredRow[], told: readonly PlainFact[], counts: Selection): boolean {
  if (stored.length !== told.length) return false;
  const before = stored.map((row) => content(row.kind, row.effective_at, row.data, counts)).toSorted();
  const now = told.map((fact) => content(fact.kind, fact.effectiveAt, fact.changes, counts)).toSorted();
  return before.every((text, i) => text === now[i]);
}

function content(kind: DealFactKind, at: Date, changes: Changes, counts: Selection): string {
  return `${kind} ${at.getTime()} ${canonical(changes, counts)}`;
}

/** JSON without nulls and with sorted keys: jsonb forgets their order. */
function canonical(value: unknown, counts: Selection): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([name, inner]) => inner !== null && inner !== undefined && counts(name))
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

/**
 * A manager moved to another team here: new deals go to the new team, but the credit for those told before stays where it was, although
 * the file, told again, would now give it to the new one.
 */
async function placeEditedHere(
  index: NounIndex,
  stored: readonly StoredRow[],
  told: readonly PlainFact[],
): Promise<boolean> {
  const all = [...stored.map((row) => row.data), ...told.map((fact) => fact.changes)];
  const touched = {
    employee: all.map((changes) => changes.employeeId),
    team: all.map((changes) => changes.teamId),
    client: all.map((changes) => changes.clientId),
    product: all.flatMap((changes) => changes.lines?.map((line) => line.productId)),
  };
  for (const noun of ['employee', 'team', 'client', 'product'] as const) {
    const here = await index.editedHere(noun);
    if (touched[noun].some((id) => id && here.has(id))) return true;
  }
  return false;
}
