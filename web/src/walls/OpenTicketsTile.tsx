import { TicketCountsDocument, type TicketCountsSubscription } from '../gql/graphql.ts';
import { formatCount } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Figure } from '../ui/Figure.tsx';
import { Tile } from '../ui/Tile.tsx';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

type Total = TicketCountsSubscription['kpis']['total'];

/** Requests and complaints nobody has resolved yet, and how many came in today. */
export function OpenTicketsTile({ definition }: { definition: Extract<TileDefinition, { kind: 'openTickets' }> }) {
  const board = useBoard();
  const { language } = board;
  const { data, state } = useFeed(TicketCountsDocument, { period: { named: 'ALL' } });
  const today = useFeed(TicketCountsDocument, { period: { named: 'TODAY' } }).data?.kpis.total;
  const total = data?.kpis.total;
  const open = total && arrived(total) - (total.resolutionTime.denominator ?? 0);
  const count = (value: number) => formatCount(value, language, 'far').whole;
  const complaints = today?.complaints.value ?? 0;
  return (
    <Tile
      className="figure-tile"
      title={titleOf(definition.title, board)}
      place={definition.place}
      state={state}
      glowOn={open}
      skeleton={
        <>
          <div className="ghost ghost-figure" />
          <div className="ghost ghost-line" />
        </>
      }
    >
      <Figure figure={formatCount(open, language, 'far')} exact={formatCount(open, language, 'near').whole} />
      {today && (
        <p className="change">
          {m.tickets_today({ count: count(arrived(today)) })}
          {complaints > 0 && `, ${m.complaints_among({ count: complaints, shown: count(complaints) })}`}
        </p>
      )}
    </Tile>
  );
}

function arrived({ requests, complaints }: Total): number {
  return (requests.value ?? 0) + (complaints.value ?? 0);
}
