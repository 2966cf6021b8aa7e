import type { Comparison, NamedPeriod } from '../gql/graphql.ts';

/** Column, row, width, height in cells of the grid, counted from 1; cells may be halved. */
type Cells = readonly [column: number, row: number, width: number, height: number];

/** Where a tile stands on a lying (12 × 6) and on a standing (12 × 12½) screen; a phone stacks them in order. */
export interface Place {
  wide: Cells;
  tall: Cells;
}

export type FigureKpi = 'revenue' | 'wonDeals' | 'winRate' | 'averageDeal';

interface About {
  title: TitleId;
  place: Place;
}

/** What a board may show. A board is a list of these and nothing else: later boards compose the same tiles. */
export type TileDefinition =
  | (About & { kind: 'pace'; period: NamedPeriod; earlier: NamedPeriod; compareTo: Comparison })
  | (About & {
      kind: 'figure';
      kpi: FigureKpi;
      period: NamedPeriod;
      compareTo: Comparison;
      against: 'date' | 'yesterday';
      /** Also say how many deals were won. */
      withDeals?: boolean;
    })
  | (About & { kind: 'ranking'; period: NamedPeriod; compareTo: Comparison })
  | (About & { kind: 'funnel'; pipeline?: string })
  | (About & {
      kind: 'wins';
      last: number;
      /** Also say in words who has won. */
      withPeople?: boolean;
    });

export type TitleId =
  | 'tile_revenue_month'
  | 'tile_today'
  | 'tile_won_month'
  | 'tile_win_rate'
  | 'tile_average_deal'
  | 'tile_managers'
  | 'tile_funnel'
  | 'tile_wins';

export type BoardTitleId = 'board_today' | 'board_sales' | 'board_team';

export interface BoardDefinition {
  id: string;
  title: BoardTitleId;
  tiles: readonly TileDefinition[];
}
