import { choice } from '../../records/field.ts';

type Told = Parameters<typeof choice>[2];

/** What a client turned to us with. */
export const ticketKind = <const T extends Told>(told: T) =>
  choice('TicketKind', { request: 'something is asked for (запрос)', complaint: 'something is wrong (жалоба)' }, told);

/** How soon somebody has to look at it. */
export const ticketPriority = <const T extends Told>(told: T) =>
  choice('TicketPriority', { low: 'can wait', normal: 'in turn', high: 'before others', urgent: 'at once' }, told);

/** What became of it. */
export const ticketResolution = <const T extends Told>(told: T) =>
  choice(
    'TicketResolution',
    {
      solved: 'done, put right',
      explained: 'nothing had to be done but to explain',
      compensated: 'money or goods were given for it',
      declined: 'refused: not ours, or without grounds',
      duplicate: 'the same as another one',
      dropped: 'the client no longer wants it, or does not answer',
    },
    told,
  );
