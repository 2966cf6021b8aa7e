import { clockTime, monthName, monthOf, sameDayLastMonth, shortDay } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import type { Against } from '../ui/ChangeLine.tsx';
import type { BoardTitleId, TitleId } from './board.ts';
import type { BoardFacts } from './board-context.ts';

/** A tile's title; the ones about a month name it. */
export function titleOf(id: TitleId, { today, language }: BoardFacts): string {
  const month = monthName(today, language);
  switch (id) {
    case 'tile_revenue_month':
      return m.tile_revenue_month({ month });
    case 'tile_today':
      return m.tile_today();
    case 'tile_won_month':
      return m.tile_won_month({ month });
    case 'tile_win_rate':
      return m.tile_win_rate();
    case 'tile_average_deal':
      return m.tile_average_deal();
    case 'tile_managers':
      return m.tile_managers({ month });
    case 'tile_funnel':
      return m.tile_funnel();
    case 'tile_wins':
      return m.tile_wins();
    case 'tile_plan_month':
      return m.tile_plan_month({ month });
    case 'tile_plan_people':
      return m.tile_plan_people();
    case 'tile_plan_groups':
      return m.tile_plan_groups();
    case 'tile_contacts':
      return m.tile_contacts();
    case 'tile_response':
      return m.tile_response();
    case 'tile_tasks':
      return m.tile_tasks();
    case 'tile_leads':
      return m.tile_leads();
    case 'tile_work':
      return m.tile_work();
    case 'tile_satisfaction':
      return m.tile_satisfaction();
    case 'tile_nps':
      return m.tile_nps();
    case 'tile_open_tickets':
      return m.tile_open_tickets();
    case 'tile_resolution':
      return m.tile_resolution();
    case 'tile_complaints':
      return m.tile_complaints({ month });
    case 'tile_ticket_weeks':
      return m.tile_ticket_weeks();
    case 'tile_honours':
      return m.tile_honours({ month });
  }
}

/** A board's name. */
export function boardTitle(id: BoardTitleId): string {
  switch (id) {
    case 'board_today':
      return m.board_today();
    case 'board_sales':
      return m.board_sales();
    case 'board_team':
      return m.board_team();
    case 'board_plan':
      return m.board_plan();
    case 'board_activity':
      return m.board_activity();
    case 'board_service':
      return m.board_service();
  }
}

/** Against the same day of the month before, in full words: for the hero. */
export function againstSameDay({ today, language }: BoardFacts): Against {
  const month = monthOf(sameDayLastMonth(today), language);
  return {
    versus: m.versus_same_day({ month }),
    unchanged: m.unchanged_versus_same_day({ month }),
    nothingThen: (value) => m.nothing_then_same_day({ month, value }),
  };
}

/** The same in the few letters a small tile has. */
export function againstDate({ today, language }: BoardFacts): Against {
  const date = shortDay(sameDayLastMonth(today), language);
  return {
    versus: m.versus_date({ date }),
    unchanged: m.unchanged_versus_date({ date }),
    nothingThen: (value) => m.nothing_then_date({ date, value }),
  };
}

/** Against yesterday at the time of day for which the figure stands. */
export function againstYesterday({ timeZone, language }: BoardFacts, dataAsOf = ''): Against {
  const time = dataAsOf && clockTime(Date.parse(dataAsOf), timeZone, language);
  return {
    versus: m.versus_yesterday({ time }),
    unchanged: m.unchanged_versus_yesterday({ time }),
    nothingThen: (value) => m.nothing_then_yesterday({ time, value }),
  };
}

/** Against the equally elapsed part of the week before. */
export function againstWeek(): Against {
  return {
    versus: m.versus_week(),
    unchanged: m.unchanged_versus_week(),
    nothingThen: (value) => m.nothing_then_week({ value }),
  };
}
