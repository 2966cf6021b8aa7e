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
const DENSE_ROW = 3.9;
const ROOMY_ROW = 8;

type Definition = Extract<TileDefinition, { kind: 'funnel' }>;

/** What stands in each stage now: how many deals, how much money. */
export function FunnelTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { data, state, failure } = useFeed(FunnelNowDocument, {
    period: { named: 'TODAY' },
    pipeline: definition.pipeline ?? null,
  });
  const deals = data?.funnel.deals ?? 0;
  const shown = formatCount(deals, board.language, 'far').whole;
  // A department that has just been founded has no pipeline to draw: nothing is broken.
  const unfounded = state === 'failed' && failure?.code === 'NOT_FOUND' && definition.pipeline === undefined;

  return (
    <Tile
      className="funnel-tile"
      title={titleOf(definition.title, board)}
      aside={deals > 0 && m.deals_count({ count: deals, shown })}
      place={definition.place}
      state={unfounded ? 'live' : state}
      skeleton={<FunnelSkeleton />}
    >
      {data && deals > 0 ? (
        <Stages stages={data.funnel.stages} />
      ) : unfounded ? (
        <TileNote title={m.no_funnel_title()} text={m.no_funnel_text()} command="npm run voronka -- import" />
      ) : (
        <TileNote title={m.empty_funnel_title()} text={m.empty_funnel_text()} />
      )}
    </Tile>
  );
}

type Stage = FunnelNowSubscription['funnel']['stages'][number];

function Stages({ stages }: { stages: readonly Stage[] }) {
  const list = useRef<HTMLOListElement>(null);
  const dense = stages.length > useFits(list, ROW);
  const fits = useFits(list, DENSE_ROW);
  const roomy = stages.length <= useFits(list, ROOMY_ROW);
  const sorted = [...stages].sort((a, b) => a.stage.position - b.stage.position);
  // The line that sums up the rest takes the place of a stage: the rows still add up to the title.
  const shown = dense && sorted.length > fits ? sorted.slice(0, Math.max(1, fits - 1)) : sorted;
  const rest = sorted.slice(shown.length);
  const longest = Math.max(...stages.map(({ deals }) => deals), 1);
  return (
    <ol className="funnel" ref={list} data-dense={dense || undefined} data-roomy={roomy || undefined}>
      {shown.map(({ stage, deals, amount }) => (
        <Row key={stage.id} name={stage.name} deals={deals} amount={amount} share={deals / longest} />
      ))}
      {rest.length > 0 && (
        <Row key="rest" isRest name={m.more_stages({ count: rest.length })} {...sum(rest)} share={0} />
      )}
    </ol>
  );
}

interface RowProps extends Pick<Stage, 'deals' | 'amount'> {
  name: string;
  share: number;
  isRest?: boolean;
}

function Row({ name, deals, amount, share, isRest }: RowProps) {
  const { currency, language } = useBoard();
  return (
    <li style={{ '--share': share } as CSSProperties} data-rest={isRest}>
      <span className="funnel-stage" title={name}>
        {name}
      </span>
      <span className="funnel-money" title={formatMoney(amount, currency, language, 'near').whole}>
        {formatMoney(amount, currency, language, 'far').whole}
      </span>
      <span className="funnel-deals">{formatCount(deals, language, 'far').whole}</span>
      <span className="funnel-bar" aria-hidden="true" />
    </li>
  );
}

/** Deals and money of several stages; money of which nothing is known stays unknown. */
function sum(stages: readonly Stage[]): Pick<Stage, 'deals' | 'amount'> {
  const known = stages.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  return {
    deals: stages.reduce((total, { deals }) => total + deals, 0),
    amount: known.length > 0 ? known.reduce((total, amount) => total + amount, 0) : null,
  };
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
