import './pace-chart.css';
import type { CSSProperties } from 'react';
import { areaBelow, type PaceOptions, type Point, paceLines, pathThrough } from './pace-line.ts';

const WIDTH = 1000;
const HEIGHT = 200;

interface Props extends PaceOptions {
  /** What the drawing says, for those who cannot see it. */
  label: string;
  /** Written at the end of the earlier line, instead of a legend. */
  thenLabel: string;
}

/** The running total of a period over the earlier one: solid is now, dashed is then. */
export function PaceChart({ label, thenLabel, ...options }: Props) {
  const { now, then, thenToday } = paceLines(options);
  const tip = now.at(-1);
  const end = then.at(-1);
  return (
    <div className="pace" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="pace-zero" d={`M0 ${HEIGHT}H${WIDTH}`} />
        <path className="pace-area" d={areaBelow(now, WIDTH, HEIGHT)} />
        <path className="pace-then" d={pathThrough(then, WIDTH, HEIGHT)} />
        <path className="pace-now" d={pathThrough(now, WIDTH, HEIGHT)} />
      </svg>
      {thenToday && <i className="pace-dot pace-dot-then" style={at(thenToday)} />}
      {tip && <i className="pace-dot pace-dot-now" style={at(tip)} />}
      {end && hasRoom(end, tip) && (
        <span
          className="pace-label"
          data-below={labelBelow(tip, thenToday) || undefined}
          style={{ '--y': end.y } as CSSProperties}
          aria-hidden="true"
        >
          {thenLabel}
        </span>
      )}
    </div>
  );
}

/** A low line has its label above it, where a late now may climb through. */
function hasRoom(end: Point, now: Point | undefined): boolean {
  return end.y < 0.6 || now === undefined || now.x <= 0.75;
}

/** Late in the period both lines reach the label: then it keeps to the earlier line's free side. */
function labelBelow(now: Point | undefined, then: Point | undefined): boolean {
  return now !== undefined && then !== undefined && now.x > 0.75 && now.y < then.y;
}

function at({ x, y }: Point): CSSProperties {
  return { left: `${x * 100}%`, top: `${y * 100}%` };
}
