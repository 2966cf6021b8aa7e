import './funnel-tile.css';
import type { CSSProperties } from 'react';
import { FunnelNowDocument } from '../gql/graphql.ts';
import { formatCount, formatMoney } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Tile, TileNote } from '../ui/Tile.tsx';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'funnel' }>;

/** What stands in each stage now: how many deals, how much money. */
export function FunnelTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { currency, language } = board;
  const { data, state } = useFeed(FunnelNowDocument, {
    period: { named: 'TODAY' },
    pipeline: definition.pipeline ?? null,
  });
  const funnel = data?.funnel;
  const stages = [...(funnel?.stages ?? [])].sort((a, b) => a.stage.position - b.stage.position);
  const longest = Math.max(...stages.map(({ deals }) => deals), 1);
  const count = (value: number) => formatCount(value, language, 'far').whole;

  return (
    <Tile
      className="funnel-tile"
      title={titleOf(definition.title, board)}
      aside={funnel && funnel.deals > 0 && m.deals_count({ count: funnel.deals, shown: count(funnel.deals) })}
      place={definition.place}
      state={state}
      skeleton={<FunnelSkeleton />}
    >
      {funnel && funnel.deals > 0 ? (
        <ol className="funnel">
          {stages.map(({ stage, deals, amount }) => (
            <li key={stage.id} style={{ '--share': deals / longest } as CSSProperties}>
              <span className="funnel-stage">{stage.name}</span>
              <span className="funnel-money" title={formatMoney(amount, currency, language, 'near').whole}>
                {formatMoney(amount, currency, language, 'far').whole}
              </span>
              <span className="funnel-deals">
                {count(deals)}
              </span>
              <span className="funnel-bar" aria-hidden="true" />
            </li>
          ))}
        </ol>
      ) : (
        <TileNote title={m.empty_funnel_title()} text={m.empty_funnel_text()} />
      )}
    </Tile>
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
