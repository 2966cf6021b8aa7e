import type { Comparison, NamedPeriod } from '../gql/graphql.ts';

/** Column, row, width, height in cells of the grid, counted from 1; cells may be halved. */
type Cells = readonly [column: number, row: number, width: number, height: number];

/** Where a tile stands on a lying (12 × 6) and on a standing (12 × 12½) screen; a phone stacks them in order. */
export interface Place {
  wide: Cells;
  tall: Cells;
}

export type SalesKpi = 'revenue' | 'wonDeals' | 'winRate' | 'averageDeal';
export type WorkKpi = 'contacts' | 'responseTime' | 'taskCompletion' | 'leads';
export type ServiceKpi = 'complaints' | 'resolutionTime';
export type FigureKpi = SalesKpi | WorkKpi | ServiceKpi;
export type ScoreKpi = 'satisfaction' | 'nps';

interface About {
  title: TitleId;
  place: Place;
}

/** What a board may show. A board is a list of these and nothing else: later boards compose the same tiles. */
export type TileDefinition =
  | (About & {
      kind: 'pace';
      period: NamedPeriod;
      earlier: NamedPeriod;
      compareTo: Comparison;
      /** Also say how much of the plan is done. */
      withPlan?: boolean;
    })
  | (About & {
      kind: 'figure';
      kpi: FigureKpi;
      period: NamedPeriod;
      compareTo: Comparison;
      against: 'date' | 'yesterday' | 'week';
      /** Also say how many deals were won. */
      withDeals?: boolean;
      /** Also say how many answers came late or not at all. */
      withLate?: boolean;
    })
  | (About & {
      kind: 'ranking';
      period: NamedPeriod;
      compareTo: Comparison;
      /** Also say how much of their plan everybody has done, and by what work. */
      withWork?: boolean;
    })
  | (About & { kind: 'funnel'; pipeline?: string })
  | (About & {
      kind: 'wins';
      last: number;
      /** Also say in words who has won. */
      withPeople?: boolean;
    })
  | (About & { kind: 'plan'; period: NamedPeriod })
  | (About & { kind: 'planPeople'; period: NamedPeriod })
  | (About & { kind: 'planGroups'; period: NamedPeriod })
  | (About & { kind: 'work'; day: NamedPeriod; week: NamedPeriod })
  | (About & { kind: 'score'; kpi: ScoreKpi; period: NamedPeriod; compareTo: Comparison; weeks: number })
  | (About & { kind: 'openTickets' })
  | (About & { kind: 'ticketWeeks'; weeks: number })
  | (About & { kind: 'honours' });

export type TitleId =
  | 'tile_revenue_month'
  | 'tile_today'
  | 'tile_won_month'
  | 'tile_win_rate'
  | 'tile_average_deal'
  | 'tile_managers'
  | 'tile_funnel'
  | 'tile_wins'
  | 'tile_plan_month'
  | 'tile_plan_people'
  | 'tile_plan_groups'
  | 'tile_contacts'
  | 'tile_response'
  | 'tile_tasks'
  | 'tile_leads'
  | 'tile_work'
  | 'tile_satisfaction'
  | 'tile_nps'
  | 'tile_open_tickets'
  | 'tile_resolution'
  | 'tile_complaints'
  | 'tile_ticket_weeks'
  | 'tile_honours';

export type BoardTitleId =
  | 'board_today'
  | 'board_sales'
  | 'board_team'
  | 'board_plan'
  | 'board_activity'
  | 'board_service';

export interface BoardDefinition {
  id: string;
  title: BoardTitleId;
  tiles: readonly TileDefinition[];
}
