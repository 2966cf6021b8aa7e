import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkExternalId } from '../../records/check-input.ts';
import { assignOwner } from '../assignment/assign-owner.ts';
import { optionalId, resolveOwner } from '../deals/deal-place.ts';
import { type Checked, type ClientDetails, checkedClient } from './checked-client.ts';
import { settleClients } from './settle-clients.ts';
import { tellClient } from './tell-client.ts';

export interface AddClient extends ClientDetails {
  key: string;
  name: string;
  externalId?: string | null;
}

/**
 * Adds a client. Its owner is the one given, else the viewer, else whoever the rules of assignment say; null: nobody yet. Returns its id.
 */
export function addClient(ctx: Context, input: AddClient): Promise<string> {
  const call = { verb: 'addClient', key: input.key, input, result: { newIn: 'client' } };
  return runVerb(ctx, call, (tx, id) => makeClient(tx, ctx, id, input));
}

/** What a client is made of, whoever makes it. */
export type NewClient = Omit<AddClient, 'key'>;

/** The same inside a verb's transaction, under an id that was taken for it. */
export async function makeClient(tx: Transaction, ctx: Context, id: string, input: NewClient): Promise<void> {
  const client = await checkedClient(tx, ctx, input, null);
  const ownerId = await ownerOf(tx, ctx, input, client);
  const externalId = input.externalId ?? null;
  if (externalId !== null) checkExternalId(externalId);
  const [added] =
    await tx.query(sql`/* add-client */ insert into client (id, name, kind, inn, phone, email, site, note, segment_id,
      territory_id, source_id, owner_id, parent_id, external_id, added_at)
    values (${id}, ${client.name}, ${client.kind ?? 'company'}, ${client.inn}, ${client.phone}, ${client.email}, ${client.site}, ${client.note},
      ${client.segmentId}, ${client.territoryId}, ${client.sourceId}, ${ownerId}, ${client.parentId}, ${externalId}, ${ctx.clock.now()})
    on conflict (external_id) do nothing returning id`);
  if (!added)
    throw Refusal.refused('EXTERNAL_ID_TAKEN', 'input.externalId: another client already has it', {
      field: 'input.externalId',
    });
  const { segmentId = null, territoryId = null } = client;
  await tellClient(tx, ctx, 'client_added', { id, segmentId, territoryId });
  // its group may want it to be contacted
  if (segmentId !== null) await settleClients(tx, ctx, [id]);
}

async function ownerOf(tx: Transaction, ctx: Context, input: NewClient, client: Checked): Promise<string | null> {
  // whoever sells answers for the clients they bring
  const wanted = input.ownerId === undefined ? ctx.viewer.employeeId : optionalId(input.ownerId, 'input.ownerId');
  const owner = await resolveOwner(tx, wanted, 'input.ownerId');
  const place = { ownerId: owner.employeeId, departmentId: owner.departmentId };
  ctx.access.ensureValues('addClient', place, 'input.ownerId');
  if (input.ownerId !== undefined || owner.employeeId !== null) return owner.employeeId;
  const { segmentId = null, territoryId = null, sourceId = null } = client;
  const assigned = await assignOwner(tx, ctx, { kind: 'client', segmentId, territoryId, sourceId });
  return assigned?.employeeId ?? null;
}
