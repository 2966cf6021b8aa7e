import { fenced } from '../../access/fence.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { postNews } from '../../ledger/news.ts';
import { sql } from '../../lib/sql.ts';
import { takeId } from '../../records/add-record.ts';
import { standingOf } from '../activities/standing.ts';
import { makeClient } from '../clients/add-client.ts';
import { contactFence } from '../contacts/contact.rules.ts';
import type { LeadRow } from './lead.fields.ts';

/** What is said of a client that a lead becomes; what is left out comes from the lead. */
export interface NewClient {
  name?: string | null;
  segmentId?: string | null;
  territoryId?: string | null;
}

/**
 * Makes a client of a lead: the company, else the person who asked. Whoever may note contacts down there notes down who asked, with phone and
 * e-mail.
 */
export async function clientOfLead(
  tx: Transaction,
  ctx: Context,
  lead: LeadRow,
  { ownerId, client }: { ownerId: string | null; client: NewClient },
): Promise<string> {
  const id = await takeId(tx, 'client');
  await makeClient(tx, ctx, id, {
    name: client.name ?? lead.company ?? lead.name,
    ...(lead.company === null ? { kind: 'person', phone: lead.phone, email: lead.email } : { kind: 'company' }),
    segmentId: client.segmentId ?? lead.segmentId,
    territoryId: client.territoryId ?? lead.territoryId,
    sourceId: lead.sourceId,
    ownerId,
  });
  const { department_id: departmentId } = await standingOf(tx, ownerId);
  if (!ctx.access.allows('addContact', 'Contact', { ownerId, departmentId: departmentId ?? null })) return id;
  await fenced(tx, ctx, { fence: contactFence, write: 'addContact' }, () =>
    tx.query(sql`/* contact-of-lead */ insert into contact (client_id, name, phone, email)
      values (${id}, ${lead.name}, ${lead.phone}, ${lead.email})`),
  );
  await postNews(tx, ctx, 'contact_changed', { client_id: id });
  return id;
}
