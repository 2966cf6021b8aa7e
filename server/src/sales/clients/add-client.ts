import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { postNews } from '../../ledger/news.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { raw, sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import { optionalId, resolveOwner } from '../deals/deal-place.ts';

export interface AddClient {
  key: string;
  name: string;
  segmentId?: string | null;
  territoryId?: string | null;
  sourceId?: string | null;
  ownerId?: string | null;
  externalId?: string | null;
}

/** Adds a client. Its owner is the one given, else the viewer; null: nobody yet. Returns its id. */
export function addClient(ctx: Context, input: AddClient): Promise<string> {
  const call = { verb: 'addClient', key: input.key, input, result: { newIn: 'client' } };
  return runVerb(ctx, call, (tx, id) => makeClient(tx, ctx, id, input));
}

/** The same inside a verb's transaction, under an id that was taken for it. */
export async function makeClient(
  tx: Transaction,
  ctx: Context,
  id: string,
  input: Omit<AddClient, 'key'>,
): Promise<void> {
  const name = checkedName(input.name);
  // whoever sells answers for the clients they bring
  const ownerId = input.ownerId === undefined ? ctx.viewer.employeeId : input.ownerId;
  const related = await resolveRelated(tx, { ...input, ownerId });
  const owner = await resolveOwner(tx, related.ownerId ?? null, 'input.ownerId');
  ctx.access.ensureValues(
    'addClient',
    { ownerId: owner.employeeId, departmentId: owner.departmentId },
    'input.ownerId',
  );
  const externalId = input.externalId ?? null;
  if (externalId !== null) checkedText(externalId, 'input.externalId', 'an id', 200);
  const [added] = await tx.query<{
    id: string;
  }>(sql`/* add-client */ insert into client (id, name, segment_id, territory_id, source_id, owner_id,
      external_id) values (${id}, ${name}, ${related.segmentId ?? null}, ${related.territoryId ?? null}, ${related.sourceId ?? null},
      ${related.ownerId ?? null}, ${externalId}) on conflict (external_id) do nothing returning id`);
  if (!added)
    throw Refusal.refused('EXTERNAL_ID_TAKEN', 'input.externalId: another client already has it', {
      field: 'input.externalId',
    });
  await postNews(tx, ctx, 'client_added', {
    client_id: id,
    segment_id: related.segmentId,
    territory_id: related.territoryId,
  });
}

/** A name of 1 to 300 characters. */
export function checkedName(name: string): string {
  return checkedText(name.trim(), 'input.name', 'a name', 300);
}

const related = { segmentId: 'segment', territoryId: 'territory', sourceId: 'source', ownerId: 'employee' } as const;

/** The nouns a client refers to: what was left out stays undefined, null clears, an id must exist. */
export async function resolveRelated(
  tx: Transaction,
  input: Partial<Record<keyof typeof related, string | null>>,
): Promise<Partial<Record<keyof typeof related, string | null>>> {
  const found: Partial<Record<keyof typeof related, string | null>> = {};
  for (const [name, table] of Object.entries(related) as [keyof typeof related, string][]) {
    if (input[name] === undefined) continue;
    const id = optionalId(input[name], `input.${name}`);
    found[name] = id;
    if (id === null) continue;
    const [row] = await tx.query(
      sql`/* related-of-client */ select 1 from ${raw(table)} where id = ${checkedId(id, `input.${name}`)}`,
    );
    if (!row) throw Refusal.notFound(`input.${name}`, table, id);
  }
  return found;
}
