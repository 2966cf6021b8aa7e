import './ticket-weeks-tile.css';
import { type WeekCount, WeeksBars } from '../charts/WeeksBars.tsx';
import { ServiceWeeksDocument, type ServiceWeeksSubscription } from '../gql/graphql.ts';
import { shortDay } from '../i18n/dates.ts';
import { formatCount } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Tile, TileNote } from '../ui/Tile.tsx';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

type Week = ServiceWeeksSubscription['kpis']['rows'][number];
/** Every so many weeks have room for their day below them. */
const LABELLED = 4;

/** What came in, week by week: requests above, complaints below, each to its own highest week. */
export function TicketWeeksTile({ definition }: { definition: Extract<TileDefinition, { kind: 'ticketWeeks' }> }) {
  const board = useBoard();
  const { language } = board;
  const { data, state } = useFeed(ServiceWeeksDocument, { period: { last: definition.weeks, unit: 'WEEK' } });
  const rows = data?.kpis.rows ?? [];
  const requests = countsOf(rows, 'requests', language);
  const complaints = countsOf(rows, 'complaints', language);
  const all = [...requests, ...complaints].map(({ count }) => count);
  const label = (weeks: readonly WeekCount[]) => m.chart_weeks({ values: weeks.map(({ shown }) => shown).join(', ') });
  return (
    <Tile
      className="ticket-weeks-tile"
      title={titleOf(definition.title, board)}
      place={definition.place}
      state={state}
      skeleton={<div className="ghost ticket-weeks-ghost" />}
    >
      {all.some((count) => count > 0) ? (
        <div className="ticket-weeks">
          <WeeksBars
            title={m.requests_title()}
            tone="plain"
            weeks={requests.map((week) => ({ ...week, label: '' }))}
            highest={Math.max(...requests.map(({ count }) => count))}
            label={`${m.requests_title()}. ${label(requests)}`}
          />
          <WeeksBars
            title={m.complaints_title()}
            tone="bad"
            weeks={complaints}
            highest={Math.max(...complaints.map(({ count }) => count))}
            label={`${m.complaints_title()}. ${label(complaints)}`}
          />
        </div>
      ) : (
        <TileNote title={m.empty_tickets_title()} text={m.empty_tickets_text()} />
      )}
    </Tile>
  );
}

function countsOf(rows: readonly Week[], kpi: 'requests' | 'complaints', language: Language): WeekCount[] {
  return rows.map((row, index) => {
    const day = row.period?.from ?? '';
    const count = row[kpi].value ?? 0;
    const fromLast = rows.length - 1 - index;
    const label = fromLast === 0 ? m.this_week() : fromLast % LABELLED === 0 ? shortDay(day, language) : '';
    return { day, label, count, shown: formatCount(count, language, 'far').whole };
  });
}
