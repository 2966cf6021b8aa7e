import { fenced } from '../../access/fence.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { postNews } from '../../ledger/news.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import { checkedEmail, checkedPhone } from './checked-details.ts';
import { contactFence } from './contact.rules.ts';

/** What can be said of a contact. */
export interface ContactDetails {
  name?: string | null;
  position?: string | null;
  decisionMaker?: boolean | null;
  phone?: string | null;
  email?: string | null;
  externalId?: string | null;
}

export interface AddContact extends ContactDetails {
  key: string;
  clientId: string;
  name: string;
}

/** Notes down a person to talk to at a client. Returns its id. */
export function addContact(ctx: Context, input: AddContact): Promise<string> {
  const result = { newIn: 'contact', fenced: true } as const;
  return runVerb(ctx, { verb: 'addContact', key: input.key, input, result, audited: 'Contact' }, async (tx, id) => {
    const clientId = await clientToAddTo(tx, ctx, input.clientId);
    const { name, position, phone, email, externalId } = checkedDetails(input);
    await fenced(tx, ctx, { fence: contactFence, write: 'addContact' }, () =>
      tx
        .query(sql`/* add-contact */ insert into contact (id, client_id, name, position, decision_maker, phone, email, external_id)
          values (${id}, ${clientId}, ${name}, ${position ?? null}, ${input.decisionMaker ?? false}, ${phone ?? null}, ${email ?? null},
            ${externalId ?? null})`)
        .catch(refuseTaken),
    );
    await postNews(tx, ctx, 'contact_changed', { client_id: clientId });
  });
}

/** The client, if the viewer knows it and may add to it; it keeps its owner until the contact is written. */
async function clientToAddTo(tx: Transaction, ctx: Context, given: string): Promise<string> {
  const id = checkedId(given, 'input.clientId');
  const [client] = await tx.query<{
    owner_id: string | null;
    department_id: string | null;
    ended: boolean;
  }>(sql`/* client-of-contact */
    select c.owner_id, t.department_id, c.ended_at is not null as ended from client c left join employee e on e.id = c.owner_id left join team t on t.id = e.team_id
    where c.id = ${id} and ${ctx.access.rows('read', 'Client', 'c')} for share of c`);
  if (!client) throw Refusal.notFound('input.clientId', 'client', id);
  const place = { ownerId: client.owner_id, departmentId: client.department_id };
  ctx.access.ensureValues('addContact', place, 'input.clientId');
  if (client.ended) {
    throw Refusal.refused('ENDED', `input.clientId: client ${id} has ended`, { field: 'input.clientId', id });
  }
  return id;
}

/** Checks what is given; what was left out stays undefined, null clears. */
export function checkedDetails(input: ContactDetails): Omit<ContactDetails, 'name'> & { name: string | null } {
  const optional = (text: string | null | undefined, field: string, what: string) =>
    text === null || text === undefined || text.trim() === ''
      ? text && null
      : checkedText(text.trim(), field, what, 200);
  const given = <Value>(value: Value | undefined, check: (value: Value) => Value) =>
    value === undefined ? undefined : check(value);
  return {
    name: input.name === null || input.name === undefined ? null : checkedName(input.name),
    position: optional(input.position, 'input.position', 'a position'),
    phone: given(input.phone, checkedPhone),
    email: given(input.email, checkedEmail),
    externalId: optional(input.externalId, 'input.externalId', 'an id'),
  };
}

function checkedName(name: string): string {
  return checkedText(name.trim(), 'input.name', 'a name', 300);
}

/** The unique violation of an external id, told as a refusal. */
export function refuseTaken(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code !== '23505' || constraint !== 'contact_external_id_key') throw error;
  const message = 'input.externalId: another contact already has it';
  throw Refusal.refused('EXTERNAL_ID_TAKEN', message, { field: 'input.externalId' });
}
