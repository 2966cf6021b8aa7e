import type { Transaction } from '../database/database.ts';
import { raw, sql } from '../lib/sql.ts';
import type { ToldRecord } from './told-record.ts';

/** Whether people or other programs have changed a row here: an import leaves it as they left it. */
export async function isEditedHere(tx: Transaction, table: string, id: string): Promise<boolean> {
  const [found] = await tx.query<{ here: boolean }>(sql`/* record-edited-here */ select exists (
    select from ledger where noun = ${table} and noun_id = ${id} and origin in ('ui', 'api')) as here`);
  return found?.here ?? false;
}

/** The same of contacts, of which the ledger says only whose they are: those of one client are looked at together. */
export async function areContactsEditedHere(tx: Transaction, clientId: string): Promise<boolean> {
  const [found] = await tx.query<{ here: boolean }>(sql`/* contacts-edited-here */ select exists (
    select from ledger where event and client_id = ${clientId} and kind = 'contact_changed' and origin in ('ui', 'api')) as here`);
  return found?.here ?? false;
}

/** Whether what is told of is there already, and was changed here. */
export async function isStandingEdited(tx: Transaction, { spec, externalId }: ToldRecord): Promise<boolean> {
  if (spec.record === null || externalId === null) return false;
  const [standing] = await tx.query<{ id: string }>(sql`/* standing-of-told */ select t.id from ${raw(spec.table)} t
    where t.external_id = ${externalId}`);
  return standing !== undefined && isEditedHere(tx, spec.table, standing.id);
}
