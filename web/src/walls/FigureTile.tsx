import './figure-tile.css';
import { FiguresDocument } from '../gql/graphql.ts';
import { compare } from '../i18n/compare.ts';
import { type Distance, type FigureText, formatCount, formatMoney, formatRatio } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { ChangeLine } from '../ui/ChangeLine.tsx';
import { Figure } from '../ui/Figure.tsx';
import { Tile } from '../ui/Tile.tsx';
import type { FigureKpi, TileDefinition } from './board.ts';
import { type BoardFacts, useBoard } from './board-context.ts';
import { againstDate, againstYesterday, titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'figure' }>;

/** One figure and how it stands against an earlier one. */
export function FigureTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { kpi, period, compareTo } = definition;
  const { data, state } = useFeed(FiguresDocument, { period: { named: period }, compareTo });
  const total = data?.kpis.total;
  const figure = total?.[kpi];
  const write = (value: number | null | undefined, distance: Distance) => writeKpi(kpi, value, board, distance);
  const deals = total?.wonDeals.value ?? 0;

  return (
    <Tile
      className="figure-tile"
      title={titleOf(definition.title, board)}
      aside={
        definition.withDeals && m.deals_count({ count: deals, shown: formatCount(deals, board.language, 'far').whole })
      }
      place={definition.place}
      state={state}
      glowOn={figure?.value}
      skeleton={<FigureSkeleton />}
    >
      <Figure figure={write(figure?.value, 'far')} exact={write(figure?.value, 'near').whole} />
      {figure?.value === null ? (
        <p className="change">{kpi === 'winRate' ? m.no_closed_deals() : m.no_won_deals()}</p>
      ) : (
        <ChangeLine
          change={compare(figure?.value, figure?.previous, kpi === 'winRate')}
          against={
            definition.against === 'yesterday' ? againstYesterday(board, data?.kpis.dataAsOf) : againstDate(board)
          }
          write={(value) => write(value, 'far').whole}
        />
      )}
    </Tile>
  );
}

function writeKpi(
  kpi: FigureKpi,
  value: number | null | undefined,
  { currency, language }: BoardFacts,
  distance: Distance,
): FigureText {
  switch (kpi) {
    case 'revenue':
    case 'averageDeal':
      return formatMoney(value, currency, language, distance);
    case 'wonDeals':
      return formatCount(value, language, distance);
    case 'winRate':
      return formatRatio(value, language);
  }
}

function FigureSkeleton() {
  return (
    <>
      <div className="ghost ghost-figure" />
      <div className="ghost ghost-line" />
    </>
  );
}
