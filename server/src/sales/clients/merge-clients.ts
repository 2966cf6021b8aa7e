import { fenced } from '../../access/fence.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { contactFence } from '../contacts/contact.rules.ts';
import { transferDeals, writeClient } from './amend-client.ts';
import type { ClientRow } from './client.ts';
import { mergeDeals } from './merge-deals.ts';
import { mergeRecords } from './merge-records.ts';
import { holdClient } from './on-client.ts';
import { settleClients } from './settle-clients.ts';
import { tellClient } from './tell-client.ts';

/** Two clients that are one. */
export interface MergeClients {
  key: string;
  survivorId: string;
  survivorVersion: number;
  mergedId: string;
  mergedVersion: number;
}

/**
 * Makes two clients one: whatever is the merged one's becomes the survivor's, as if it had always been, and the merged one ends. Its deals
 * are told again under the survivor at their own instants, so that every figure by client moves and no total changes; what counts clients
 * counts one from then on. Returns the id of the survivor.
 */
export function mergeClients(ctx: Context, input: MergeClients): Promise<string> {
  const verb = 'mergeClients';
  const survivorId = checkedId(input.survivorId, 'input.survivorId');
  const mergedId = checkedId(input.mergedId, 'input.mergedId');
  if (survivorId === mergedId) throw Refusal.badInput('input.mergedId', 'another client than the one that stays');
  const on = { subject: 'Client', id: survivorId, field: 'input.survivorId' };
  const call = { verb, key: input.key, input, result: { id: survivorId }, on, audited: 'Client' };
  return runVerb(ctx, call, async (tx) => {
    await ctx.access.ensureRow(tx, verb, 'Client', mergedId, 'input.mergedId');
    const { survivor, merged } = await holdBoth(tx, input, survivorId, mergedId);
    const whole = takenOver(survivor, merged);
    await writeClient(tx, whole);
    await moveContacts(tx, ctx, merged.id, survivor.id);
    await mergeRecords(tx, ctx, merged.id, survivor.id);
    await tx.query(
      sql`/* merged-before */ update client set merged_into_id = ${survivor.id} where merged_into_id = ${merged.id}`,
    );
    await tx.query(sql`/* children-of-merged */ update client set parent_id = ${survivor.id}
      where parent_id = ${merged.id} and id <> ${survivor.id}`);
    await tx.query(sql`/* merge-client */ update client set version = version + 1, ended_at = ${ctx.clock.now()},
      merged_into_id = ${survivor.id}, parent_id = null where id = ${merged.id}`);
    await tx.query(sql`/* known-since */ update client s set added_at = least(s.added_at, m.added_at) from client m
      where s.id = ${survivor.id} and m.id = ${merged.id}`);
    await transferDeals(tx, ctx, survivor, whole);
    await mergeDeals(tx, ctx, merged.id, whole);
    await settleClients(tx, ctx, [survivor.id, merged.id]);
    await tellClient(tx, ctx, 'client_merged', merged);
    await tellClient(tx, ctx, 'client_amended', whole);
  });
}

/** Their deals before them, in the order of ids, as everybody locks. */
async function holdBoth(
  tx: Transaction,
  { survivorVersion, mergedVersion }: MergeClients,
  survivorId: string,
  mergedId: string,
): Promise<Record<'survivor' | 'merged', ClientRow>> {
  await tx.query(
    sql`/* hold-deals */ select id from deal where client_id = any(${[survivorId, mergedId]}::bigint[]) order by id for update`,
  );
  const hold = {
    survivor: () =>
      holdClient(tx, survivorId, {
        ...{ version: survivorVersion, field: 'input.survivorId', versionField: 'input.survivorVersion' },
      }),
    merged: () =>
      holdClient(tx, mergedId, {
        ...{ version: mergedVersion, field: 'input.mergedId', versionField: 'input.mergedVersion' },
      }),
  };
  if (BigInt(survivorId) < BigInt(mergedId)) return { survivor: await hold.survivor(), merged: await hold.merged() };
  const merged = await hold.merged();
  return { survivor: await hold.survivor(), merged };
}

const takes = [
  'inn',
  'phone',
  'email',
  'site',
  'note',
  'segmentId',
  'territoryId',
  'sourceId',
  'ownerId',
  'parentId',
] as const;

/** What is not said of the survivor is taken over from the other. */
function takenOver(survivor: ClientRow, merged: ClientRow): ClientRow {
  const taken = Object.fromEntries(takes.map((name) => [name, survivor[name] ?? merged[name]]));
  const whole = { ...survivor, ...taken } as ClientRow;
  // neither belongs to the other any more
  const parentId = whole.parentId === merged.id || whole.parentId === survivor.id ? null : whole.parentId;
  // the number of a company is not that of a person
  const inn = whole.kind === 'person' && whole.inn?.length === 10 ? null : whole.inn;
  return { ...whole, parentId, inn };
}

async function moveContacts(tx: Transaction, ctx: Context, from: string, to: string): Promise<void> {
  const opening = { fence: contactFence, subject: 'Client', read: 'mergeClients', write: 'mergeClients' };
  await fenced(tx, ctx, opening, () =>
    tx.query(
      sql`/* merge-contacts */ update contact set client_id = ${to}, version = version + 1 where client_id = ${from}`,
    ),
  );
}
