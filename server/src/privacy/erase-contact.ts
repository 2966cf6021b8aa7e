import { fenced } from '../access/fence.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { postNews } from '../ledger/news.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { contactFence } from '../sales/contacts/contact.rules.ts';
import { clearDeals } from './clear-deals.ts';
import { clearMachineNames, clearMentions } from './clear-mentions.ts';
import { type Erase, type Erased, erased } from './erased.ts';
import { mentionsOf, namesOf } from './mentions.ts';
import { noteErasure } from './note-erasure.ts';

interface ContactRow {
  id: string;
  client_id: string;
  name: string;
  phone: string | null;
  email: string | null;
}

/** Forgets a contact, and the words about them in the deals of their client. */
export async function eraseContact(ctx: Context, input: Erase): Promise<Erased> {
  const id = checkedId(input.id, 'input.id');
  const call = { verb: 'eraseContact', key: input.key, input, result: { id } };
  await runVerb(ctx, call, async (tx) => {
    const [contact] = await eraseContacts(tx, ctx, 'eraseContact', sql`t.id = ${id}`);
    if (!contact) throw Refusal.notFound('input.id', 'contact', id);
    await refuseNamesake(tx, contact);
    const theirs = await clearDeals(tx, sql`d.client_id = ${contact.client_id}`, mentionsOf(contact), false);
    const deals = theirs + (await clearMentions(tx, [contact]));
    const machines = await clearMachineNames(tx, namesOf(contact));
    // wakes everything that is kept ready to be shown: a name may stand there
    await postNews(tx, ctx, 'client_amended', { client_id: contact.client_id });
    await noteErasure(tx, ctx, 'Contact', id, { machines, deals });
  });
  return erased('Contact', id);
}

/** A client that is called after them would go on telling who they were: it is the client that has to be erased then. */
async function refuseNamesake(tx: Transaction, contact: ContactRow): Promise<void> {
  const [client] = await tx.query<{ name: string }>(
    sql`/* client-of-contact */ select name from client where id = ${contact.client_id} for share`,
  );
  if (!client || !namesOf(contact, true)(client.name)) return;
  const message = `input.id: the name of client ${contact.client_id} tells who they are; erase the client instead, or rename it first`;
  throw Refusal.refused('CLIENT_NAMES_THEM', message, { field: 'input.id', clientId: contact.client_id });
}

/** Takes everything out of contacts that says who they were; gives them as they had been. */
export function eraseContacts(tx: Transaction, ctx: Context, verb: string, which: Fragment): Promise<ContactRow[]> {
  const opening = { fence: contactFence, subject: 'Erasure', read: verb, write: verb };
  return fenced(tx, ctx, opening, async () => {
    const found =
      await tx.query<ContactRow>(sql`/* contacts-to-erase */ select t.id, t.client_id, t.name, t.phone, t.email
      from contact t where ${which} order by t.id for update`);
    const ids = found.map(({ id }) => id);
    await tx.query(sql`/* erase-contacts */ update contact t set version = t.version + 1, position = null, phone = null, email = null,
        external_id = null, ended_at = coalesce(t.ended_at, ${ctx.clock.now()}), name = n.name
      from unnest(${ids}::bigint[], ${ids.map((id) => erased('Contact', id).name)}::text[]) as n(id, name) where t.id = n.id`);
    return found;
  });
}
