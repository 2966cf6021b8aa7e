import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import type { Row } from '../../records/define-record.ts';
import { choice, instant, items, ref, text, whole } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { contactChannelNoun } from '../../sales/contact-channels/contact-channel.ts';
import { contactNoun } from '../../sales/contacts/contact.ts';
import { productNoun } from '../../sales/products/product.ts';
import { ticketKind, ticketPriority, ticketResolution } from './ticket-choices.ts';

/** told by verbs of its own, never by input */
const written = { input: false } as const;

/** One turn of a ticket's life after it has come: kept in order, so that what it stands for can be told of the row alone. */
const turn = {
  kind: choice(
    'TicketTurnKind',
    { resolved: 'it was resolved', reopened: 'it was taken up again' },
    { description: 'what happened', required: true },
  ),
  at: instant({ description: 'when', required: true }),
  resolution: ticketResolution({ description: 'what became of it; null when it was reopened' }),
  note: text({ description: 'what was said about it', most: 2000, personal: true }),
};

/** What a ticket says of itself. */
export const ticketFields = {
  kind: ticketKind({ description: 'asked for, or complained of', required: true, filter: true }),
  priority: ticketPriority({ description: 'NORMAL unless told', required: true, filled: true, filter: true }),
  number: text({ description: 'as the client was told it', most: 50, search: true }),
  subject: text({ description: 'what it is about, in a line', required: true, search: true, personal: true }),
  text: text({ description: 'what the client said', most: 10_000, personal: true }),
  client: ref(() => clientNoun, { description: 'who turned to us', required: true, filter: true }),
  contact: ref(() => contactNoun, { description: 'who of them, told to those who may know' }),
  product: ref(() => productNoun, { description: 'about what', filter: true }),
  contactChannel: ref(() => contactChannelNoun, { description: 'by which way it came', filter: true }),
  employee: ref(() => employeeNoun, {
    ...{ description: 'who answers for it; the viewer unless told, `assignTicket` changes it', filter: true },
    amendable: false,
  }),
  team: ref(() => teamNoun, { description: 'the team of who answers for it', ...written }),
  department: ref(() => departmentNoun, { description: 'and the department', filter: true, ...written }),
  arrivedAt: instant({
    ...{ description: 'when it came: now unless told', required: true, filled: true },
    ...{ filter: true, order: true },
  }),
  answerDueAt: instant({
    ...{ description: 'until when it has to be answered, in working time', filter: true },
    ...written,
  }),
  resolveDueAt: instant({
    description: 'until when it has to be resolved; null: no deadline is set for such',
    filter: true,
    ...written,
  }),
  status: choice(
    'TicketStatus',
    {
      new: 'nobody has looked at it',
      in_work: 'somebody is at it',
      waiting: 'the client or a supplier has to say something',
      resolved: 'done',
      reopened: 'it was resolved and is not',
    },
    { description: 'how it stands', required: true, filter: true, ...written },
  ),
  answeredAt: instant({ description: 'when it was first answered', filter: true, ...written }),
  responseTime: whole({
    ...{ description: 'working seconds from arrival to the first answer', most: 2_000_000_000 },
    ...written,
  }),
  resolvedAt: instant({ description: 'when it was resolved; null while it is not', filter: true, ...written }),
  resolution: ticketResolution({ description: 'what became of it', filter: true, ...written }),
  outcome: text({ description: 'the same in words', most: 2000, personal: true, ...written }),
  reopenings: whole({ description: 'how often it was taken up again', required: true, ...written }),
  history: items('TicketTurn', turn, { description: 'its turns in order', personal: true, ...written }),
} as const;

export type TicketFields = typeof ticketFields;
export type TicketRow = Row<TicketFields>;
