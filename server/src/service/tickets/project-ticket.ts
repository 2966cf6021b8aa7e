import type { Posting } from '../../records/define-record.ts';
import { serviceOnly } from '../people-of.ts';
import type { TicketRow } from './ticket-fields.ts';

/** What the stamps of a ticket are called: as it came, as it was first answered, whose lateness it would be, and each resolution. */
export const stampOfTurn = (index: number): string => `turn${index}`;

/** What a ticket stands for: its arrival, the first answer or its lateness, and every resolution, taken back where it was reopened. */
export function projectTicket(row: TicketRow): Posting[] {
  if (row.endedAt !== null) return [];
  const { arrived = {}, answered = {}, late = {} } = row.stamps;
  const counted = row.kind === 'complaint' ? 'complaints' : 'requests';
  const postings: Posting[] = [{ at: row.arrivedAt, dimensions: serviceOnly(arrived), amounts: { [counted]: 1 } }];
  const { answeredAt, answerDueAt, responseTime } = row;
  if (answeredAt) {
    const time = responseTime ? { response_time: responseTime } : {};
    postings.push({ at: answeredAt, dimensions: answered, amounts: { answers: 1, ...time } });
  }
  if (answerDueAt && (!answeredAt || answeredAt > answerDueAt)) {
    postings.push({ at: answerDueAt, dimensions: late, amounts: { late_answers: 1 } });
  }
  return [...postings, ...projectTurns(row)];
}

/** A resolution counts the whole time from arrival; taking the ticket up again takes back exactly that. */
function projectTurns({ history, stamps, arrivedAt }: TicketRow): Posting[] {
  let resolution: Posting | undefined;
  return history.map((turn, i): Posting => {
    // what was read from the database tells instants as texts
    const at = new Date(turn.at);
    if (turn.kind === 'resolved') {
      const seconds = Math.round((at.getTime() - arrivedAt.getTime()) / 1000);
      const time = seconds > 0 ? { resolution_time: seconds } : {};
      resolution = { at, dimensions: serviceOnly(stamps[stampOfTurn(i)] ?? {}), amounts: { resolved: 1, ...time } };
      return resolution;
    }
    const { dimensions = {}, amounts = {} } = resolution ?? {};
    const back = Object.fromEntries(Object.entries(amounts).map(([measure, amount]) => [measure, -amount]));
    return { at, dimensions, amounts: back };
  });
}
