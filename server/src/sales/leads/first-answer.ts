import type { Transaction } from '../../database/database.ts';
import { readCalendar } from '../../department/calendar/working-days.ts';
import { workingSecondsBetween } from '../../department/calendar/working-time.ts';
import { sql } from '../../lib/sql.ts';
import { type People, standingOf } from '../activities/standing.ts';
import type { LeadRow } from './lead.fields.ts';

interface Contact {
  at: Date;
  employee_id: string | null;
  stamp: People;
}

/** What answers a lead: we turn to them. A call they make themselves is no answer. */
const answering = ['call_out', 'meeting', 'email', 'message', 'presentation'];

/** The earliest contact with whoever asked, after they did. */
async function firstContact(tx: Transaction, { id, arrivedAt }: LeadRow): Promise<Contact | null> {
  const [found] =
    await tx.query<Contact>(sql`/* first-contact-of-lead */ select at, employee_id, stamps -> 'employee' as stamp
    from activity where lead_id = ${id} and ended_at is null and kind = any(${answering}::text[]) and at >= ${arrivedAt}
    order by at, id limit 1`);
  return found ?? null;
}

/** Somebody says the lead was answered then: what counts unless a contact was logged earlier. */
export async function tellAnswer(tx: Transaction, lead: LeadRow, at: Date, by: string | null): Promise<void> {
  if (lead.answerToldAt !== null && lead.answerToldAt <= at) return;
  lead.answerToldAt = at;
  lead.answerToldById = by;
  lead.stamps = { ...lead.stamps, told: await standingOf(tx, by) };
}

/** Finds the first answer anew: what was told, or an earlier contact. The response is counted in working time as it is kept now. */
export async function settleAnswer(tx: Transaction, lead: LeadRow): Promise<void> {
  const contact = await firstContact(tx, lead);
  const told = lead.answerToldAt;
  const isTold = told !== null && (contact === null || told <= contact.at);
  const at = isTold ? told : (contact?.at ?? null);
  const by = isTold ? lead.answerToldById : (contact?.employee_id ?? null);
  if (at?.getTime() === lead.answeredAt?.getTime() && by === lead.answeredById) return;
  lead.answeredAt = at;
  lead.answeredById = by;
  lead.responseSeconds = at && workingSecondsBetween(await readCalendar(tx), lead.arrivedAt, at);
  const { answered: _, ...others } = lead.stamps;
  const stamp = isTold ? lead.stamps.told : contact?.stamp;
  lead.stamps = at === null || !stamp ? others : { ...others, answered: stamp };
}
