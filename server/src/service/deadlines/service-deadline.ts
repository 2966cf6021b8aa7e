import { Refusal } from '../../lib/refusal.ts';
import { defineRecord } from '../../records/define-record.ts';
import { whole } from '../../records/field.ts';
import { ticketKind, ticketPriority } from '../tickets/ticket-choices.ts';

const month = 60 * 24 * 31;

/** How soon tickets of a kind and priority are to be answered and resolved, in working time (норматив обслуживания). */
export const serviceDeadlineNoun = defineRecord({
  name: 'ServiceDeadline',
  table: 'service_deadline',
  many: 'serviceDeadlines',
  one: 'serviceDeadline',
  description:
    'How soon tickets of a kind and priority are to be answered and resolved, in working time (норматив обслуживания). Holds for tickets that arrive from then on.',
  fields: {
    kind: ticketKind({ description: 'of which tickets', required: true, amendable: false, filter: true }),
    priority: ticketPriority({ description: 'of which priority', required: true, amendable: false, filter: true }),
    answerWithinMinutes: whole({
      ...{ description: 'working minutes from arrival to the first answer', required: true },
      ...{ least: 1, most: month },
    }),
    resolveWithinMinutes: whole({
      ...{ description: 'working minutes from arrival to resolution', required: true },
      ...{ least: 1, most: month },
    }),
  },
  unique: { service_deadline_of: 'priority' },
  complete({ after }) {
    if (after.resolveWithinMinutes >= after.answerWithinMinutes) return;
    throw Refusal.badInput('input.resolveWithinMinutes', 'no less than answerWithinMinutes');
  },
});
