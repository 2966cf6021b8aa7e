import { fenced } from '../../access/fence.ts';
import type { Context, Row } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { contactFence } from './contact.rules.ts';

/** What every verb on a contact is told. */
export interface OnContact {
  key: string;
  contactId: string;
  /** the version the caller saw, where the verb changes it */
  version?: number;
}

/** Runs a verb on a contact that is the viewer's to work with: its row is locked, the version compared. Returns its id. */
export function onContact(
  ctx: Context,
  verb: string,
  input: OnContact,
  work: (tx: Transaction, contact: Row & { id: string; client_id: string }) => Promise<void>,
): Promise<string> {
  const id = checkedId(input.contactId, 'input.contactId');
  // revealing says more of itself
  const audited = verb === 'revealContact' ? {} : { audited: 'Contact' };
  return runVerb(ctx, { verb, key: input.key, input, result: { id }, ...audited }, (tx) =>
    fenced(tx, ctx, { fence: contactFence, write: verb }, async () => {
      const [contact] = await tx.query<
        Row & { id: string; client_id: string }
      >(sql`/* lock-contact */ select t.* from contact t
        where t.id = ${id} and ${ctx.access.rows(verb, 'Contact', 't')} for update`);
      if (!contact) throw Refusal.notFound('input.contactId', 'contact', id);
      if (input.version !== undefined && contact.version !== input.version) throw conflict(contact.version);
      await work(tx, contact);
    }),
  );
}

function conflict(version: unknown): Refusal {
  const message = `input.version: the contact is at version ${version}`;
  return Refusal.conflict(message, { refusal: 'VERSION_CONFLICT', field: 'input.version', version });
}
