import type { BoardDefinition } from './board.ts';

const day = { period: 'TODAY', compareTo: 'PREVIOUS', against: 'yesterday' } as const;
const week = { period: 'THIS_WEEK', compareTo: 'PREVIOUS', against: 'week' } as const;

/** The work that tomorrow's sales are made of: contacts, answers, tasks; by everybody, today and this week. */
export const activity: BoardDefinition = {
  id: 'activity',
  title: 'board_activity',
  tiles: [
    {
      kind: 'figure',
      title: 'tile_contacts',
      kpi: 'contacts',
      ...day,
      place: { wide: [1, 1, 3, 1.5], tall: [1, 1, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_leads',
      kpi: 'leads',
      ...day,
      withLate: true,
      place: { wide: [4, 1, 3, 1.5], tall: [7, 1, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_response',
      kpi: 'responseTime',
      ...week,
      place: { wide: [7, 1, 3, 1.5], tall: [1, 2.5, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_tasks',
      kpi: 'taskCompletion',
      ...week,
      place: { wide: [10, 1, 3, 1.5], tall: [7, 2.5, 6, 1.5] },
    },
    {
      kind: 'work',
      title: 'tile_work',
      day: 'TODAY',
      week: 'THIS_WEEK',
      place: { wide: [1, 2.5, 12, 4.5], tall: [1, 4, 12, 9.5] },
    },
  ],
};
