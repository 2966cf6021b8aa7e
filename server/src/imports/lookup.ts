import { fenced } from '../access/fence.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { raw, sql } from '../lib/sql.ts';
import { makeNewRow } from '../records/add-record.ts';
import { definedRecords } from '../records/define-record.ts';
import { contactFence } from '../sales/contacts/contact.rules.ts';
import { markOf, type Pointer } from './told-record.ts';

/** Finds what pointers mean, once each; what is made on the way is known from then on. Lives no longer than a transaction. */
export class Lookup {
  readonly #ids = new Map<string, string>();

  /** Forgets everything: what was made may have been taken back. */
  clear(): void {
    this.#ids.clear();
  }

  /** The id of what a pointer means; null: there is none; several: the name is not enough. `clientId` is whose contact is meant. */
  async find(
    tx: Transaction,
    ctx: Context,
    pointer: Pointer,
    clientId: string | null,
  ): Promise<string | null | 'several'> {
    const { table, by, text, creates } = pointer;
    const key = `${markOf(table, by, text)} ${table === 'contact' ? (clientId ?? '') : ''}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const found = await idsOf(tx, ctx, pointer, clientId);
    if (found.length > 1) return 'several';
    let id = found[0] ?? null;
    if (id === null && creates) {
      const input = { name: text, externalId: text };
      ({ id } = await makeNewRow(tx, ctx, creates, creates.verbNames.add ?? '', input));
    }
    if (id !== null) this.#ids.set(key, id);
    return id;
  }
}

async function idsOf(
  tx: Transaction,
  ctx: Context,
  { table, by, text }: Pointer,
  clientId: string | null,
): Promise<string[]> {
  const isContact = table === 'contact';
  const named = definedRecords().get(table)?.fields.name ? 'name' : 'title';
  const column = raw(by === 'externalId' ? 'external_id' : isContact ? 'name' : named);
  // by name: whoever is at the client of the row, and whatever has not ended
  const within =
    by === 'externalId'
      ? sql`true`
      : sql`t.ended_at is null and (not ${isContact}::boolean or to_jsonb(t) ->> 'client_id' = ${clientId})`;
  const find = sql`/* pointed-at */ select t.id from ${raw(table)} t where t.${column} = ${text} and ${within} order by t.id limit 2`;
  const ask = (db: Transaction) => db.query<{ id: string }>(find);
  const rows = isContact ? await fenced(tx, ctx, { fence: contactFence }, ask) : await ask(tx);
  return rows.map(({ id }) => id);
}
