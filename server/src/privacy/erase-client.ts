import type { Context } from '../context.ts';
import { postNews } from '../ledger/news.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { registered } from '../registry.ts';
import { clearDeals } from './clear-deals.ts';
import { clearMachineNames, clearMentions } from './clear-mentions.ts';
import { clearRowsOf } from './clear-records.ts';
import { eraseContacts } from './erase-contact.ts';
import { type Erase, type Erased, erased, keptExternalId } from './erased.ts';
import { mentionsOf, namesOf } from './mentions.ts';
import { noteErasure } from './note-erasure.ts';

const records = registered.map(({ record }) => record);

interface ClientRow {
  name: string;
  phone: string | null;
  email: string | null;
  external_id: string | null;
  segment_id: string | null;
  territory_id: string | null;
}

/**
 * Forgets a client that is a person, with its contacts and every word of its deals. The client stays what it was among the figures: where,
 * of which group, and what it bought.
 */
export async function eraseClient(ctx: Context, input: Erase): Promise<Erased> {
  const id = checkedId(input.id, 'input.id');
  const call = { verb: 'eraseClient', key: input.key, input, result: { id } };
  await runVerb(ctx, call, async (tx) => {
    // locked first: whoever opens a deal with it waits, and then reads the new name
    const [client] =
      await tx.query<ClientRow>(sql`/* client-to-erase */ select name, phone, email, external_id, segment_id, territory_id
      from client where id = ${id} for update`);
    if (!client) throw Refusal.notFound('input.id', 'client', id);
    const mentions = mentionsOf(client);
    const contacts = await eraseContacts(tx, ctx, 'eraseClient', sql`t.client_id = ${id}`);
    const rows = await clearRowsOf(tx, records, id);
    const own = await clearDeals(tx, sql`d.client_id = ${id}`, mentions, true);
    const people = [client, ...contacts];
    const deals = own + (await clearMentions(tx, people));
    const names = people.map((person) => namesOf(person));
    const machines = await clearMachineNames(tx, (text) => names.some((named) => named(text)));
    await tx.query(sql`/* erase-client */ update client set version = version + 1, name = ${erased('Client', id).name},
      inn = null, phone = null, email = null, site = null, note = null,
      external_id = ${keptExternalId(ctx, client.external_id)} where id = ${id}`);
    const { segment_id, territory_id } = client;
    await postNews(tx, ctx, 'client_amended', { client_id: id, segment_id, territory_id });
    const details = { contacts: contacts.length, machines, deals, rows };
    await noteErasure(tx, ctx, 'Client', id, details);
  });
  return erased('Client', id);
}
