import type { BoardDefinition } from './board.ts';

const month = { period: 'THIS_MONTH', compareTo: 'PREVIOUS' } as const;

/** The money: how far the month and its plan have come, what a deal brings, what is still in the funnel. Nobody is named. */
export const sales: BoardDefinition = {
  id: 'sales',
  title: 'board_sales',
  tiles: [
    {
      kind: 'pace',
      title: 'tile_revenue_month',
      ...month,
      earlier: 'LAST_MONTH',
      place: { wide: [1, 1, 8, 3], tall: [1, 1, 12, 3.5] },
    },
    {
      kind: 'figure',
      title: 'tile_today',
      kpi: 'revenue',
      period: 'TODAY',
      compareTo: 'PREVIOUS',
      against: 'yesterday',
      withDeals: true,
      place: { wide: [9, 1, 4, 1.5], tall: [1, 4.5, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_average_deal',
      kpi: 'averageDeal',
      ...month,
      against: 'date',
      place: { wide: [9, 2.5, 4, 1.5], tall: [7, 4.5, 6, 1.5] },
    },
    {
      kind: 'plan',
      title: 'tile_plan_month',
      period: 'THIS_MONTH',
      place: { wide: [1, 4, 4, 3], tall: [1, 7.5, 12, 3] },
    },
    { kind: 'funnel', title: 'tile_funnel', place: { wide: [5, 4, 4, 3], tall: [1, 10.5, 12, 3] } },
    {
      kind: 'figure',
      title: 'tile_won_month',
      kpi: 'wonDeals',
      ...month,
      against: 'date',
      place: { wide: [9, 4, 4, 1.5], tall: [1, 6, 6, 1.5] },
    },
    {
      kind: 'figure',
      title: 'tile_win_rate',
      kpi: 'winRate',
      ...month,
      against: 'date',
      place: { wide: [9, 5.5, 4, 1.5], tall: [7, 6, 6, 1.5] },
    },
  ],
};
