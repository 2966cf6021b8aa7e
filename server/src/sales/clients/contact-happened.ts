import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { settleClients } from './settle-clients.ts';

/** A contact with a client that has just been noted down. */
export interface ContactMade {
  clientId: string;
  at: Date;
  employeeId: string | null;
}

/** Somebody was in touch with a client: it is not neglected any more, until the time its group allows has passed again. */
export async function contactHappened(tx: Transaction, ctx: Context, { clientId, at }: ContactMade): Promise<void> {
  const [client] = await tx.query<{ cared: boolean }>(sql`/* contact-happened */ update client c
    set last_contact_at = greatest(c.last_contact_at, ${at}) where c.id = ${clientId}
    returning exists (select from segment_care g where g.segment_id = c.segment_id
      or g.segment_id in (select p.segment_id from client_place p where p.client_id = c.id)) as cared`);
  // where no group of its has ever asked for contacts there is nothing that a contact could change
  if (client?.cared) await settleClients(tx, ctx, [clientId]);
}

/** A contact with a client was amended or taken back. */
export async function contactsChanged(tx: Transaction, ctx: Context, clientId: string): Promise<void> {
  await settleClients(tx, ctx, [clientId]);
}
