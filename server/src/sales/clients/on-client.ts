import type { Row } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type ClientRow, clientNoun } from './client.ts';

/** What a verb on a client is told: which, and the version the caller saw. */
export interface OnClient {
  key: string;
  clientId: string;
  version: number;
}

/** How verbs on a client are called: who may do it to this one is looked at first. */
export function callOn(verb: string, { key, ...rest }: OnClient, id: string) {
  const on = { subject: 'Client', id, field: 'input.clientId' };
  return { verb, key, input: { key, ...rest }, result: { id }, on, audited: 'Client' };
}

/** Locks the open deals of clients, before the clients themselves: whoever wins one of them holds it first too. */
export async function holdOpenDeals(tx: Transaction, clientIds: readonly string[]): Promise<void> {
  await tx.query(sql`/* hold-open-deals */ select id from deal
    where client_id = any(${[...clientIds]}::bigint[]) and status = 'open' order by id for update`);
}

/** Locks a client and gives it as it stands; refuses another version than the one that was seen, and one that has ended. */
export async function holdClient(
  tx: Transaction,
  id: string,
  seen: { version: number; field: string; versionField: string },
): Promise<ClientRow> {
  const [row] = await tx.query<Row>(sql`/* lock-client */ select * from client where id = ${id} for update`);
  if (!row) throw Refusal.notFound(seen.field, 'client', id);
  const client = clientNoun.rowOf(row);
  if (client.version !== seen.version) {
    throw Refusal.conflict(`${seen.versionField}: the client is at version ${client.version}, not ${seen.version}`, {
      refusal: 'VERSION_CONFLICT',
      field: seen.versionField,
      version: client.version,
    });
  }
  if (client.endedAt !== null) {
    const survivor = client.mergedIntoId === null ? {} : { mergedInto: client.mergedIntoId };
    throw Refusal.refused('ENDED', `${seen.field}: client ${id} has ended`, { field: seen.field, id, ...survivor });
  }
  return client;
}

/** What inputs of one client are called. */
export function seenBy({ version }: OnClient): { version: number; field: string; versionField: string } {
  return { version, field: 'input.clientId', versionField: 'input.version' };
}
