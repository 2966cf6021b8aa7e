import './score-tile.css';
import { WeeksLine } from '../charts/WeeksLine.tsx';
import { ServiceFiguresDocument, ServiceWeeksDocument } from '../gql/graphql.ts';
import { compareScores } from '../i18n/compare.ts';
import { shortDay } from '../i18n/dates.ts';
import { formatCount, formatScore, formatShare } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { ChangeLine } from '../ui/ChangeLine.tsx';
import { Figure } from '../ui/Figure.tsx';
import { Tile } from '../ui/Tile.tsx';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { againstDate, titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'score' }>;

/** What clients say of us: a score, of how many answers, and how it went week by week. */
export function ScoreTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { language } = board;
  const { kpi, period, compareTo, weeks: last } = definition;
  const { data, state } = useFeed(ServiceFiguresDocument, { period: { named: period }, compareTo });
  const weeks = useFeed(ServiceWeeksDocument, { period: { last, unit: 'WEEK' } }).data?.kpis.rows ?? [];
  const total = data?.kpis.total;
  const score = total?.[kpi];
  const satisfied = kpi === 'satisfaction' ? total?.satisfiedShare.value : null;
  const count = score?.denominator ?? 0;
  const shape = kpi === 'nps' ? { decimals: 0, signed: true } : { decimals: 2, signed: false };
  const write = (value: number | null | undefined) => formatScore(value, language, shape);
  const values = weeks.map((week) => week[kpi].value);
  const from = weeks[0]?.period?.from;

  return (
    <Tile
      className="score-tile"
      title={titleOf(definition.title, board)}
      aside={count > 0 && m.ratings_count({ count, shown: formatCount(count, language, 'far').whole })}
      place={definition.place}
      state={state}
      glowOn={score?.value}
      skeleton={<ScoreSkeleton />}
    >
      <Figure figure={write(score?.value)} exact={write(score?.value).whole} />
      {score?.value === null ? (
        <p className="change">{kpi === 'nps' ? m.no_nps() : m.no_ratings()}</p>
      ) : (
        <ChangeLine
          change={compareScores(score?.value, score?.previous, shape.decimals)}
          against={againstDate(board)}
          write={(value) => write(value).whole}
          decimals={shape.decimals}
        />
      )}
      {satisfied != null && (
        <p className="score-share">{m.satisfied_share({ share: formatShare(satisfied, language) })}</p>
      )}
      {from !== undefined && values.some((value) => value !== null) && (
        <WeeksLine
          values={values}
          label={m.chart_weeks({ values: values.map((value) => write(value).whole).join(', ') })}
          from={shortDay(from, language)}
          to={m.this_week()}
        />
      )}
    </Tile>
  );
}

function ScoreSkeleton() {
  return (
    <>
      <div className="ghost ghost-figure" />
      <div className="ghost ghost-line" />
      <div className="ghost score-ghost" />
    </>
  );
}
