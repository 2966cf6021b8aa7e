import { fenced } from '../access/fence.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { postNews } from '../ledger/news.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { sameValue } from '../records/same-value.ts';
import { checkedDetails } from '../sales/contacts/add-contact.ts';
import { contactFence } from '../sales/contacts/contact.rules.ts';
import type { Kept, Ready } from './keep-record.ts';

interface Stored {
  id: string;
  client_id: string;
  name: string;
  position: string | null;
  decision_maker: boolean;
  phone: string | null;
  email: string | null;
  ended: boolean;
}

/** Notes down a person to talk to at a client, or what has changed about them; through the fence of contacts. */
export async function keepContact(tx: Transaction, ctx: Context, { externalId, input }: Ready): Promise<Kept> {
  const clientId = String(input.clientId);
  await ensureClient(tx, clientId);
  const details = checkedDetails(input);
  const decides = input.decisionMaker as boolean | null | undefined;
  const standing = await stored(tx, ctx, externalId);
  if (standing?.ended) return { id: standing.id, outcome: 'kept' };
  if (standing && standing.client_id !== clientId) {
    throw Refusal.badInput('input.clientId', 'the client the person was told of with: who moves is another contact');
  }
  const after = {
    name: details.name ?? '',
    position: kept(details.position, standing?.position),
    decision_maker: decides ?? standing?.decision_maker ?? false,
    phone: kept(details.phone, standing?.phone),
    email: kept(details.email, standing?.email),
  };
  const { id = null, client_id: _, ended: __, ...before } = standing ?? {};
  if (id !== null && sameValue(before, after)) return { id, outcome: 'unchanged' };
  const { name, position, decision_maker: decisionMaker, phone, email } = after;
  const write =
    id === null
      ? sql`/* import-contact */ insert into contact (client_id, name, position, decision_maker, phone, email, external_id)
          values (${clientId}, ${name}, ${position}, ${decisionMaker}, ${phone}, ${email}, ${externalId})`
      : sql`/* revise-contact */ update contact set version = version + 1, name = ${name}, position = ${position},
          decision_maker = ${decisionMaker}, phone = ${phone}, email = ${email} where id = ${id}`;
  const verb = id === null ? 'addContact' : 'amendContact';
  await fenced(tx, ctx, { fence: contactFence, write: verb }, () => tx.query(write));
  await postNews(tx, ctx, 'contact_changed', { client_id: clientId });
  const noted = await stored(tx, ctx, externalId);
  return { id: noted?.id ?? '', outcome: id === null ? 'added' : 'revised' };
}

/** What is not told stays as it is. */
function kept(told: string | null | undefined, before: string | null | undefined): string | null {
  return told === undefined ? (before ?? null) : told;
}

async function stored(tx: Transaction, ctx: Context, externalId: string | null): Promise<Stored | undefined> {
  const [found] = await fenced(tx, ctx, { fence: contactFence }, () =>
    tx.query<Stored>(sql`/* told-contact */ select id, client_id, name, position, decision_maker, phone, email,
      ended_at is not null as ended from contact where external_id = ${externalId}`),
  );
  return found;
}

/** It keeps its owner until the contact is written: whose it is decides who may see it. */
async function ensureClient(tx: Transaction, clientId: string): Promise<void> {
  const [client] = await tx.query<{ ended: boolean }>(sql`/* client-of-contact */ select ended_at is not null as ended
    from client where id = ${clientId} for share`);
  if (!client) throw Refusal.notFound('input.clientId', 'client', clientId);
  if (client.ended) throw Refusal.badInput('input.clientId', 'a client that has not ended');
}
