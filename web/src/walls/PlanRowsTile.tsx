import './plan-rows.css';
import { IconCheck } from '@tabler/icons-react';
import { useRef } from 'react';
import { PlanBar } from '../charts/PlanBar.tsx';
import { elapsedOf, planAxis, planMarks } from '../charts/plan-marks.ts';
import { formatMoney, formatScore, formatShare, UNKNOWN } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import type { FeedState } from '../live/feed.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { FittingName } from '../ui/FittingName.tsx';
import { useReorder } from '../ui/motion.ts';
import { shortName } from '../ui/person-name.ts';
import { Tile, TileNote } from '../ui/Tile.tsx';
import { useFits } from '../ui/use-fits.ts';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { inOrder, type PlanRow } from './planned.ts';
import { titleOf } from './words.ts';

const ROW = 10.2;
const ROOMY_ROW = 13;
/** Parts of the house are few and large: one line and a bar each. */
const DENSE_ROW = 7.4;

interface Props {
  definition: Extract<TileDefinition, { kind: 'planPeople' | 'planGroups' }>;
  rows: readonly PlanRow[];
  state: FeedState;
}

/** Plans one below the other on one axis, so that the plan is one line down the tile whatever its size. */
export function PlanRowsTile({ definition, rows, state }: Props) {
  const board = useBoard();
  const ordered = inOrder(rows);
  const anyPlan = ordered.some(({ planned }) => planned.plan?.optimal != null);
  return (
    <Tile
      className="plan-rows-tile"
      title={titleOf(definition.title, board)}
      aside={anyPlan && <Key />}
      place={definition.place}
      state={state}
      skeleton={<RowsSkeleton />}
    >
      {ordered.length > 0 ? (
        <Rows rows={ordered} ofPeople={definition.kind === 'planPeople'} />
      ) : (
        <TileNote title={m.empty_plans_title()} text={m.empty_plans_text()} />
      )}
    </Tile>
  );
}

function Key() {
  return (
    <span className="plan-rows-key">
      <svg viewBox="0 0 10 8" aria-hidden="true">
        <path d="M.6 0h8.8L5 8Z" />
      </svg>
      {m.plan_due()}
      <i aria-hidden="true" />
      {m.plan_optimal()}
    </span>
  );
}

function Rows({ rows, ofPeople }: { rows: readonly PlanRow[]; ofPeople: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const fits = useFits(box, ofPeople ? ROW : DENSE_ROW);
  const roomy = rows.length <= useFits(box, ROOMY_ROW);
  // The line that counts the rest takes the place of a row.
  const shown = rows.slice(0, rows.length > fits ? Math.max(1, fits - 1) : fits);
  const list = useReorder<HTMLOListElement>(shown.map(({ id }) => id).join());
  const rest = rows.length - shown.length;
  const all = rows.map(({ planned }) => planned);
  const elapsed = elapsedOf(all);
  const axis = planAxis(all.map((planned) => planMarks(planned, elapsed)));
  return (
    <div className="plan-rows" ref={box} data-roomy={roomy || undefined} data-dense={!ofPeople || undefined}>
      <ol ref={list}>
        {shown.map((row) => (
          <Row key={row.id} row={row} {...{ axis, elapsed, ofPeople }} />
        ))}
      </ol>
      {fits > 0 && rest > 0 && (
        <p className="plan-rows-rest">{ofPeople ? m.more_people({ count: rest }) : m.more_groups({ count: rest })}</p>
      )}
    </div>
  );
}

interface RowProps {
  row: PlanRow;
  axis: number;
  elapsed: number | null;
  ofPeople: boolean;
}

function Row({ row: { id, name, planned, coefficient }, axis, elapsed, ofPeople }: RowProps) {
  const { currency, language } = useBoard();
  const marks = planMarks(planned, elapsed);
  const money = (amount: number | null | undefined) => formatMoney(amount, currency, language, 'far').whole;
  const words = !ofPeople
    ? money(planned.value)
    : marks
      ? m.plan_of({ done: money(planned.value), plan: money(planned.plan?.optimal) })
      : m.plan_unset({ done: money(planned.value) });
  const due = marks?.due == null ? null : marks.due * (planned.plan?.optimal ?? 0);
  return (
    <li className="plan-row" data-key={id} data-reached={(marks && marks.done >= 1) || undefined}>
      {ofPeople && <Avatar id={name === undefined ? undefined : id} name={name} />}
      <span className="plan-row-name">
        {name === undefined ? m.nobody() : <FittingName name={name} short={ofPeople ? shortName(name) : name} />}
      </span>
      <span className="plan-row-share">
        {marks && marks.done >= 1 && <IconCheck aria-label={m.plan_reached()} />}
        {planned.attainment === null ? UNKNOWN : formatShare(planned.attainment, language)}
      </span>
      <span className="plan-row-bar">
        <PlanBar
          marks={marks}
          axis={axis}
          label={m.chart_plan({ done: money(planned.value), plan: money(planned.plan?.optimal), due: money(due) })}
        />
      </span>
      <span className="plan-row-words">{words}</span>
      {ofPeople && coefficient !== null && (
        <span className="plan-row-coefficient" title={m.plan_coefficient_is()}>
          {m.plan_coefficient_short({
            value: formatScore(coefficient, language, { decimals: 2, signed: false }).whole,
          })}
        </span>
      )}
    </li>
  );
}

function RowsSkeleton() {
  return (
    <div className="plan-rows plan-rows-skeleton">
      {[0.9, 0.74, 0.6, 0.45].map((share) => (
        <div key={share} className="ghost" style={{ width: `${share * 100}%` }} />
      ))}
    </div>
  );
}
