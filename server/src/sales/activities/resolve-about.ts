import { fenced } from '../../access/fence.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { contactFence } from '../contacts/contact.rules.ts';

/** What a piece of work is about. A deal and a lead bring their client with them. */
interface About {
  clientId: string | null;
  dealId: string | null;
  leadId: string | null;
}

/** What the caller gave: only that is looked at, so that what changes along (a merge of clients) is not refused for what stood there. */
type Given = Readonly<Record<string, unknown>>;

const asked = (given: Given, ...names: string[]): boolean => names.some((name) => given[name] !== undefined);

/** Takes the client of a deal, and where there is none that of a lead. Refuses a client that is not the deal's. */
export async function resolveAbout(tx: Transaction, about: About, given: Given): Promise<void> {
  if (!asked(given, 'clientId', 'dealId', 'leadId')) return;
  if (about.dealId !== null) {
    const [deal] = await tx.query<{ client_id: string | null }>(
      sql`/* client-of-deal */ select client_id from deal where id = ${about.dealId}`,
    );
    const clientId = deal?.client_id ?? null;
    if (typeof given.clientId === 'string' && given.clientId !== clientId) {
      throw Refusal.badInput('input.clientId', 'the client of the deal, or nothing', { got: given.clientId });
    }
    about.clientId = clientId;
  } else if (about.clientId === null && about.leadId !== null && given.clientId === undefined) {
    const [lead] = await tx.query<{ client_id: string | null }>(
      sql`/* client-of-lead */ select client_id from lead where id = ${about.leadId}`,
    );
    about.clientId = lead?.client_id ?? null;
  }
}

/** The contact must be one of the client's; where no client is known it brings its own. */
export async function resolveContact(
  tx: Transaction,
  ctx: Context,
  about: About & { contactId: string | null },
  given: Given,
): Promise<void> {
  if (about.contactId === null || !asked(given, 'contactId', 'clientId', 'dealId', 'leadId')) return;
  const [contact] = await fenced(tx, ctx, { fence: contactFence }, () =>
    tx.query<{ client_id: string }>(
      sql`/* client-of-contact */ select client_id from contact where id = ${about.contactId}`,
    ),
  );
  // that it is there, and for the viewer to see, has been looked at where it was given
  if (!contact) throw Refusal.notFound('input.contactId', 'contact', about.contactId);
  about.clientId ??= contact.client_id;
  if (about.clientId === contact.client_id) return;
  throw Refusal.badInput('input.contactId', 'somebody at the client', { got: about.contactId });
}
