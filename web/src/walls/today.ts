import type { BoardDefinition } from './board.ts';

const month = { period: 'THIS_MONTH', compareTo: 'PREVIOUS' } as const;

/** How the month goes, who carries it, what stands in the funnel, what was just won. */
export const today: BoardDefinition = {
  id: 'today',
  title: 'board_today',
  tiles: [
    {
      kind: 'pace',
      title: 'tile_revenue_month',
      ...month,
      earlier: 'LAST_MONTH',
      withPlan: true,
      place: { wide: [1, 1, 6, 3], tall: [1, 1, 12, 3] },
    },
    {
      kind: 'figure',
      title: 'tile_today',
      kpi: 'revenue',
      period: 'TODAY',
      compareTo: 'PREVIOUS',
      against: 'yesterday',
      withDeals: true,
      place: { wide: [7, 1, 3, 1.5], tall: [1, 4, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_won_month',
      kpi: 'wonDeals',
      ...month,
      against: 'date',
      place: { wide: [10, 1, 3, 1.5], tall: [7, 4, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_win_rate',
      kpi: 'winRate',
      ...month,
      against: 'date',
      place: { wide: [7, 2.5, 3, 1.5], tall: [1, 5.5, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_average_deal',
      kpi: 'averageDeal',
      ...month,
      against: 'date',
      place: { wide: [10, 2.5, 3, 1.5], tall: [7, 5.5, 6, 1.5] },
    },
    { kind: 'ranking', title: 'tile_managers', ...month, place: { wide: [1, 4, 5, 3], tall: [1, 7, 12, 3.5] } },
    { kind: 'funnel', title: 'tile_funnel', place: { wide: [6, 4, 4, 3], tall: [1, 10.5, 6.5, 3] } },
    { kind: 'wins', title: 'tile_wins', last: 12, place: { wide: [10, 4, 3, 3], tall: [7.5, 10.5, 5.5, 3] } },
  ],
};
