import { Refusal } from '../lib/refusal.ts';
import type { Step } from '../records/define-record.ts';
import { answerTicket } from '../service/tickets/answer-ticket.ts';
import { stampOfTurn } from '../service/tickets/project-ticket.ts';
import { resolveTicket } from '../service/tickets/resolve-ticket.ts';
import type { TicketFields, TicketRow } from '../service/tickets/ticket-fields.ts';

type Life = Pick<TicketRow, 'answeredAt' | 'resolvedAt' | 'resolution' | 'outcome'>;

/** Tells the life of a ticket anew, by the verbs it goes through; what another system does not tell of it stays. */
export async function tellTicket(step: Step<TicketFields>): Promise<void> {
  const { before, after, input } = step;
  if (before === null) return;
  const { resolvedAt, resolution, outcome } = before;
  // whoever was answered by the resolution only
  const answeredAt = before.answeredAt?.getTime() === resolvedAt?.getTime() ? null : before.answeredAt;
  const life: Life = { answeredAt, resolvedAt, resolution, outcome, ...(input as Partial<Life>) };
  Object.assign(after, { answeredAt: null, resolvedAt: null, resolution: null, outcome: null });
  Object.assign(after, { history: [], reopenings: 0, status: 'new' });
  const stamps = before.stamps;
  if (life.answeredAt) {
    const told = { ...step, input: { at: life.answeredAt } };
    await named('answeredAt', () => answerTicket.change.act(told));
  }
  if (life.resolvedAt) {
    const said = { resolution: life.resolution ?? 'solved', outcome: life.outcome };
    const told = { ...step, input: { ...said, at: life.resolvedAt } };
    await named('resolvedAt', () => resolveTicket.change.act(told));
  }
  // counted anew where the answer has moved
  if (after.answeredAt === null) after.responseTime = null;
  // what has not moved stays with whoever did it then
  const first = stampOfTurn(0);
  const kept = [
    ...(isSame(before.answeredAt, after.answeredAt) && stamps.answered ? [['answered', stamps.answered]] : []),
    ...(isSame(before.resolvedAt, after.resolvedAt) && stamps[first] ? [[first, stamps[first]]] : []),
  ];
  after.stamps = { ...after.stamps, ...Object.fromEntries(kept) };
}

function isSame(one: Date | null, other: Date | null): boolean {
  return one !== null && one.getTime() === other?.getTime();
}

/** What a verb refuses about its instant is about the column it came from. */
async function named(name: keyof Life, act: () => Promise<void> | void): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal && error.extensions.field === 'input.at') {
      throw Refusal.badInput(`input.${name}`, String(error.extensions.expected));
    }
    throw error;
  }
}
