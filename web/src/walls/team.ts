import type { BoardDefinition } from './board.ts';

const month = { period: 'THIS_MONTH', compareTo: 'PREVIOUS' } as const;

/** The people: who carries the month and its plan, what they have just won, and what they are honoured for. */
export const team: BoardDefinition = {
  id: 'team',
  title: 'board_team',
  tiles: [
    {
      kind: 'ranking',
      title: 'tile_managers',
      ...month,
      withWork: true,
      place: { wide: [1, 1, 6, 6], tall: [1, 1, 12, 5.5] },
    },
    {
      kind: 'figure',
      title: 'tile_won_month',
      kpi: 'wonDeals',
      ...month,
      against: 'date',
      place: { wide: [7, 1, 3, 1.5], tall: [1, 6.5, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_today',
      kpi: 'revenue',
      period: 'TODAY',
      compareTo: 'PREVIOUS',
      against: 'yesterday',
      withDeals: true,
      place: { wide: [10, 1, 3, 1.5], tall: [7, 6.5, 6, 1.5] },
    },
    {
      kind: 'wins',
      title: 'tile_wins',
      last: 20,
      withPeople: true,
      place: { wide: [7, 2.5, 6, 2.5], tall: [1, 8, 12, 3] },
    },
    { kind: 'honours', title: 'tile_honours', place: { wide: [7, 5, 6, 2], tall: [1, 11, 12, 2.5] } },
  ],
};
