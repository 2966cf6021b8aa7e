import { fenced } from '../access/fence.ts';
import { accountsOf } from '../accounts/accounts-of.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { contactFence } from '../sales/contacts/contact.rules.ts';
import { countExport, refuseSecond, type SubjectName } from './export-pace.ts';
import { rowsAbout } from './rows-about.ts';

/** Everything held about somebody: by what it is held as, rows as the tables have them. */
export type Held = Record<string, unknown>;

const inputs = { contactId: 'Contact', clientId: 'Client', employeeId: 'Employee' } as const;

/** About whom: exactly one of the three. */
export function subjectOf(asked: Record<keyof typeof inputs, string | null | undefined>): {
  subject: SubjectName;
  id: string;
} {
  const given = Object.entries(inputs).flatMap(([name, subject]) => {
    const id = asked[name as keyof typeof inputs];
    return id ? [{ subject, id: checkedId(id, name) }] : [];
  });
  const [one] = given;
  if (given.length === 1 && one) return one;
  throw Refusal.badInput('contactId', 'exactly one of contactId, clientId and employeeId');
}

/** Everything held about somebody, for whoever asks what it is: rows, words of deals, and what the audit log says of them. */
export async function exportSubject(ctx: Context, subject: SubjectName, id: string): Promise<Held> {
  const opening = { fence: contactFence, subject: 'SubjectExport' };
  refuseSecond(ctx);
  return fenced(ctx.database.app, ctx, opening, async (tx) => {
    await countExport(tx, ctx, subject, id);
    const held = await { Contact: ofContact, Client: ofClient, Employee: ofEmployee }[subject](tx, id);
    const log = await all(
      tx,
      sql`select e.at, e.principal, e.action, e.address, e.details from audit_entry e
      where e.subject = ${subject} and e.subject_id = ${id} order by e.at, e.id`,
    );
    return { subject, id, askedAt: ctx.clock.now(), ...held, audit: log };
  });
}

async function ofContact(tx: Transaction, id: string): Promise<Held> {
  return { contact: await one(tx, 'contactId', id, sql`select t.* from contact t where t.id = ${id}`) };
}

async function ofClient(tx: Transaction, id: string): Promise<Held> {
  return {
    client: await one(tx, 'clientId', id, sql`select t.* from client t where t.id = ${id}`),
    contacts: await all(tx, sql`select t.* from contact t where t.client_id = ${id} order by t.id`),
    deals: await all(tx, sql`select t.* from deal t where t.client_id = ${id} order by t.id`),
    notes: await rowsAbout(tx, 'client', id),
    facts: await all(
      tx,
      sql`select f.* from deal_fact f join deal d on d.id = f.deal_id where d.client_id = ${id} order by f.id`,
    ),
  };
}

async function ofEmployee(tx: Transaction, id: string): Promise<Held> {
  const accounts = sql`select a.id from account a where ${accountsOf(id)}`;
  return {
    employee: await one(tx, 'employeeId', id, sql`select t.* from employee t where t.id = ${id}`),
    accounts: await all(tx, sql`select a.* from account a where ${accountsOf(id)} order by a.id`),
    // never their hashes: they let nobody in and are nobody's to hand on
    credentials: await all(
      tx,
      sql`select c.id, c.kind, c.name, c.read_only, c.created_at, c.expires_at, c.last_used_at, c.last_used_from,
      c.revoked_at from credential c where c.employee_id = ${id} or c.account_id in (${accounts}) order by c.id`,
    ),
    deals: await all(
      tx,
      sql`select t.id, t.title, t.status, t.opened_at, t.closed_at from deal t where t.owner_id = ${id} order by t.id`,
    ),
    clients: await all(tx, sql`select t.id, t.name from client t where t.owner_id = ${id} order by t.id`),
    notes: await rowsAbout(tx, 'employee', id),
    didThemselves: await all(
      tx,
      sql`select e.at, e.action, e.subject, e.subject_id, e.address, e.details from audit_entry e
      where e.account_id in (${accounts}) order by e.at, e.id`,
    ),
  };
}

async function one(tx: Transaction, field: string, id: string, query: Fragment): Promise<unknown> {
  const [row] = await all(tx, query);
  if (!row) throw Refusal.notFound(field, field.replace('Id', ''), id);
  return row;
}

function all(tx: Transaction, query: Fragment): Promise<Held[]> {
  return tx.query<Held>(sql`/* export-subject */ ${query}`);
}
