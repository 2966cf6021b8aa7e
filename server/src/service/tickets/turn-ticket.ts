import type { Dimensions } from '../../ledger/dimensions.ts';
import { Refusal } from '../../lib/refusal.ts';
import type { Step } from '../../records/define-record.ts';
import { instant } from '../../records/field.ts';
import { dimensionsOf } from '../people-of.ts';
import type { TicketFields, TicketRow } from './ticket-fields.ts';

/** When something happened to a ticket: now unless told. */
export const at = instant({ description: 'when: now unless told' });

/** The instant a verb is about; refused when it is earlier than what came before it. */
export function instantOf({ ctx, after }: Step<TicketFields>, given: Date | null | undefined): Date {
  const when = given ?? ctx.clock.now();
  const last = lastInstant(after);
  if (when >= last) return when;
  throw Refusal.badInput('input.at', `an instant not before ${last.toISOString()}, when the last happened to it`);
}

function lastInstant({ arrivedAt, answeredAt, history }: TicketRow): Date {
  const instants = [arrivedAt, ...(answeredAt ? [answeredAt] : []), ...history.map((turn) => new Date(turn.at))];
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

/** Whoever answers for nobody's ticket takes it. */
export function takeIfNobodys({ ctx, after }: Step<TicketFields>): void {
  after.employeeId ??= ctx.viewer.employeeId;
}

/** Keeps as whose and about whom something has just happened. */
export async function keepStamp({ tx, after }: Step<TicketFields>, name: string): Promise<void> {
  const now: Dimensions = await dimensionsOf(tx, after);
  after.stamps = { ...after.stamps, [name]: now };
}

export function refuseTicket(refusal: string, { id }: TicketRow, how: string): Refusal {
  return Refusal.refused(refusal, `input.id: ticket ${id} ${how}`, { field: 'input.id', id });
}
