import type { BoardDefinition } from './board.ts';

const month = { period: 'THIS_MONTH', compareTo: 'PREVIOUS' } as const;
const weeks = 12;

/** What clients ask, how soon they are helped, and what they think of it. */
export const service: BoardDefinition = {
  id: 'service',
  title: 'board_service',
  tiles: [
    {
      kind: 'score',
      title: 'tile_satisfaction',
      kpi: 'satisfaction',
      ...month,
      weeks,
      place: { wide: [1, 1, 4, 3], tall: [1, 1, 6, 3.5] },
    },
    {
      kind: 'score',
      title: 'tile_nps',
      kpi: 'nps',
      ...month,
      weeks,
      place: { wide: [5, 1, 4, 3], tall: [7, 1, 6, 3.5] },
    },
    { kind: 'openTickets', title: 'tile_open_tickets', place: { wide: [9, 1, 4, 1.5], tall: [1, 4.5, 6, 1.5] } },
    {
      kind: 'figure',
      title: 'tile_resolution',
      kpi: 'resolutionTime',
      ...month,
      against: 'date',
      place: { wide: [9, 2.5, 4, 1.5], tall: [7, 4.5, 6, 1.5] },
    },
    { kind: 'ticketWeeks', title: 'tile_ticket_weeks', weeks, place: { wide: [1, 4, 8, 3], tall: [1, 7.5, 12, 6] } },
    {
      kind: 'figure',
      title: 'tile_complaints',
      kpi: 'complaints',
      ...month,
      against: 'date',
      place: { wide: [9, 4, 4, 1.5], tall: [1, 6, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_response',
      kpi: 'responseTime',
      ...{ period: 'THIS_WEEK', compareTo: 'PREVIOUS', against: 'week' },
      place: { wide: [9, 5.5, 4, 1.5], tall: [7, 6, 6, 1.5] },
    },
  ],
};
