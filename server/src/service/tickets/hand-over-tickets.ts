import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { changeRow } from '../../records/change-record.ts';
import { assignTicket } from './assign-ticket.ts';
import { ticketNoun } from './ticket.ts';

/** Gives the unresolved tickets of somebody to another. What was answered and resolved stays theirs. */
export async function handOverTickets(tx: Transaction, ctx: Context, from: string, to: string): Promise<void> {
  const tickets = await tx.query<{ id: string }>(sql`/* tickets-to-hand-over */ select id from ticket
    where employee_id = ${from} and resolved_at is null and ended_at is null order by id for update`);
  for (const { id } of tickets) {
    await changeRow(tx, ctx, ticketNoun, { id, input: { employeeId: to }, change: assignTicket.change });
  }
}
