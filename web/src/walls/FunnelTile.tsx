import './funnel-tile.css';
import { type CSSProperties, useRef } from 'react';
import { FunnelNowDocument, type FunnelNowSubscription } from '../gql/graphql.ts';
import { formatCount, formatMoney } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Tile, TileNote } from '../ui/Tile.tsx';
import { useFits } from '../ui/use-fits.ts';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

/** Height of a stage with its bar; a funnel of more stages than fit goes without bars. */
const ROW = 4.85;

type Definition = Extract<TileDefinition, { kind: 'funnel' }>;

/** What stands in each stage now: how many deals, how much money. */
export function FunnelTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { data, state } = useFeed(FunnelNowDocument, {
    period: { named: 'TODAY' },
    pipeline: definition.pipeline ?? null,
  });
  const deals = data?.funnel.deals ?? 0;
  const shown = formatCount(deals, board.language, 'far').whole;

  return (
    <Tile
      className="funnel-tile"
      title={titleOf(definition.title, board)}
      aside={deals > 0 && m.deals_count({ count: deals, shown })}
      place={definition.place}
      state={state}
      skeleton={<FunnelSkeleton />}
    >
      {data && deals > 0 ? (
        <Stages stages={data.funnel.stages} />
      ) : (
        <TileNote title={m.empty_funnel_title()} text={m.empty_funnel_text()} />
      )}
    </Tile>
  );
}

function Stages({ stages }: { stages: FunnelNowSubscription['funnel']['stages'] }) {
  const { currency, language } = useBoard();
  const list = useRef<HTMLOListElement>(null);
  const dense = stages.length > useFits(list, ROW);
  const longest = Math.max(...stages.map(({ deals }) => deals), 1);
  return (
    <ol className="funnel" ref={list} data-dense={dense || undefined}>
      {[...stages]
        .sort((a, b) => a.stage.position - b.stage.position)
        .map(({ stage, deals, amount }) => (
          <li key={stage.id} style={{ '--share': deals / longest } as CSSProperties}>
            <span className="funnel-stage" title={stage.name}>
              {stage.name}
            </span>
            <span className="funnel-money" title={formatMoney(amount, currency, language, 'near').whole}>
              {formatMoney(amount, currency, language, 'far').whole}
            </span>
            <span className="funnel-deals">{formatCount(deals, language, 'far').whole}</span>
            <span className="funnel-bar" aria-hidden="true" />
          </li>
        ))}
    </ol>
  );
}

function FunnelSkeleton() {
  return (
    <div className="funnel">
      {[1, 0.8, 0.62, 0.46, 0.3].map((share) => (
        <div key={share} className="ghost" style={{ width: `${share * 100}%` }} />
      ))}
    </div>
  );
}
