import type { Context } from '../../context.ts';
import { postNews } from '../../ledger/news.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type OnContact, onContact } from './on-contact.ts';

export interface EndContact extends OnContact {
  version: number;
}

/** A contact is not at the client any more: it is kept for what it was part of. Returns its id. */
export function endContact(ctx: Context, input: EndContact): Promise<string> {
  return onContact(ctx, 'endContact', input, async (tx, contact) => {
    if (contact.ended_at !== null) {
      const message = 'input.contactId: the contact has ended already';
      throw Refusal.refused('CONTACT_ENDED', message, { field: 'input.contactId' });
    }
    await tx.query(sql`/* end-contact */ update contact set version = version + 1, ended_at = ${ctx.clock.now()}
      where id = ${contact.id}`);
    await postNews(tx, ctx, 'contact_changed', { client_id: contact.client_id });
  });
}
