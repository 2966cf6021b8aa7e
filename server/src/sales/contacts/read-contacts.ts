import DataLoader from 'dataloader';
import { fenced } from '../../access/fence.ts';
import type { Context, Row } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import { contactFence } from './contact.rules.ts';
import { type Contact, contactFrom } from './contact.ts';

/** How many contacts of one client are told. */
export const mostContacts = 100;

const loaders = new WeakMap<Context, DataLoader<string, Contact[]>>();

/** The contacts of a client that the viewer may see: those who are still there first, whoever decides before others. */
export function contactsOf(ctx: Context, clientId: string): Promise<Contact[]> {
  let loader = loaders.get(ctx);
  if (!loader) {
    loader = new DataLoader((ids) => contactsOfAll(ctx, ids), { cache: false, maxBatchSize: 1000 });
    loaders.set(ctx, loader);
  }
  return loader.load(clientId);
}

/** One statement for a page of clients. */
async function contactsOfAll(ctx: Context, clientIds: readonly string[]): Promise<Contact[][]> {
  const rows = await fenced(ctx.database.app, ctx, { fence: contactFence }, (tx) =>
    tx.query<Row>(sql`/* contacts-of-clients */ select found.* from unnest(${[...new Set(clientIds)]}::bigint[]) as asked(id)
      cross join lateral (
        select t.* from contact t where t.client_id = asked.id and ${ctx.access.rows('read', 'Contact', 't')}
        order by t.ended_at is not null, t.decision_maker desc, t.id limit ${mostContacts}
      ) found`),
  );
  const byClient = Map.groupBy(rows.map(contactFrom), ({ clientId }) => clientId);
  return clientIds.map((id) => byClient.get(id) ?? []);
}

/** A contact's row, in full, if the viewer may read it. */
export async function readContact(ctx: Context, id: string): Promise<Row | null> {
  const [row] = await fenced(ctx.database.app, ctx, { fence: contactFence }, (tx) =>
    tx.query<Row>(
      sql`/* contact */ select t.* from contact t where t.id = ${id} and ${ctx.access.rows('read', 'Contact', 't')}`,
    ),
  );
  return row ?? null;
}
