import type { Context } from '../../context.ts';
import { postNews } from '../../ledger/news.ts';
import { sql } from '../../lib/sql.ts';
import { type ContactDetails, checkedDetails, refuseTaken } from './add-contact.ts';
import { type OnContact, onContact } from './on-contact.ts';

/** What is to change in a contact: what is left out stays, null clears. */
export interface AmendContact extends OnContact, ContactDetails {
  version: number;
}

/** Amends a contact. Returns its id. */
export function amendContact(ctx: Context, input: AmendContact): Promise<string> {
  return onContact(ctx, 'amendContact', input, async (tx, contact) => {
    const { name, position, phone, email, externalId } = checkedDetails(input);
    const kept = <Value>(value: Value | undefined, before: unknown) => (value === undefined ? before : value);
    await tx
      .query(sql`/* amend-contact */ update contact set version = version + 1, name = ${name ?? contact.name},
        position = ${kept(position, contact.position)}, decision_maker = ${input.decisionMaker ?? contact.decision_maker},
        phone = ${kept(phone, contact.phone)}, email = ${kept(email, contact.email)}, external_id = ${kept(externalId, contact.external_id)}
        where id = ${contact.id}`)
      .catch(refuseTaken);
    await postNews(tx, ctx, 'contact_changed', { client_id: contact.client_id });
  });
}
