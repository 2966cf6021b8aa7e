import './figure-tile.css';
import { compare } from '../i18n/compare.ts';
import { formatCount } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { ChangeLine } from '../ui/ChangeLine.tsx';
import { Figure } from '../ui/Figure.tsx';
import { Tile } from '../ui/Tile.tsx';
import type { TileDefinition } from './board.ts';
import { type BoardFacts, useBoard } from './board-context.ts';
import { type FigureAnswer, nothingOf, useFigures, writeKpi } from './figures.ts';
import { againstDate, againstWeek, againstYesterday, titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'figure' }>;

/** What falls when things go well. */
const betterDown: ReadonlySet<string> = new Set(['responseTime', 'resolutionTime', 'complaints']);

/** One figure and how it stands against an earlier one. */
export function FigureTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { kpi, period, compareTo } = definition;
  const { data, state } = useFigures(kpi, { period: { named: period }, compareTo });
  const total = data?.kpis.total;
  const figure = total?.[kpi];
  const isRatio = kpi === 'winRate' || kpi === 'taskCompletion';

  return (
    <Tile
      className="figure-tile"
      title={titleOf(definition.title, board)}
      aside={asideOf(definition, total, board)}
      place={definition.place}
      state={state}
      glowOn={figure?.value}
      skeleton={<FigureSkeleton />}
    >
      <Figure
        figure={writeKpi(kpi, figure?.value, board, 'far')}
        exact={writeKpi(kpi, figure?.value, board, 'near').whole}
      />
      {figure?.value === null ? (
        <p className="change">{nothingOf(kpi)}</p>
      ) : (
        <ChangeLine
          change={compare(figure?.value, figure?.previous, isRatio)}
          against={againstOf(definition, board, data?.kpis.dataAsOf)}
          write={(value) => writeKpi(kpi, value, board, 'far').whole}
          better={betterDown.has(kpi) ? 'down' : 'up'}
        />
      )}
    </Tile>
  );
}

/** The second, quiet figure of a tile. */
function asideOf(
  { withDeals, withLate, against }: Definition,
  total: FigureAnswer['kpis']['total'] | undefined,
  { language }: BoardFacts,
): string | false {
  if (withDeals) {
    const count = total?.wonDeals?.value ?? 0;
    return m.deals_count({ count, shown: formatCount(count, language, 'far').whole });
  }
  if (against === 'week') return m.of_week();
  const late = total?.lateAnswers?.value;
  if (!withLate || !late) return false;
  return m.late_answers({ count: late, shown: formatCount(late, language, 'far').whole });
}

function againstOf({ against }: Definition, board: BoardFacts, dataAsOf: string | undefined) {
  switch (against) {
    case 'yesterday':
      return againstYesterday(board, dataAsOf);
    case 'week':
      return againstWeek();
    case 'date':
      return againstDate(board);
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
