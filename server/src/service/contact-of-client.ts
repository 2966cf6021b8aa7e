import { fenced } from '../access/fence.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { contactFence } from '../sales/contacts/contact.rules.ts';

/** Refuses a contact of somebody else's client. */
export async function ensureContactOf(
  tx: Transaction,
  ctx: Context,
  contactId: string | null,
  clientId: string | null,
): Promise<void> {
  if (contactId === null) return;
  const [contact] = await fenced(tx, ctx, { fence: contactFence }, () =>
    tx.query<{ client_id: string }>(sql`/* contact-of-client */ select client_id from contact where id = ${contactId}`),
  );
  if (contact?.client_id === clientId) return;
  throw Refusal.badInput('input.contactId', 'somebody to talk to at the client');
}
