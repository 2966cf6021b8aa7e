import { type Rollup, rollups } from '../ledger/rollups.ts';
import { addUnits, floorDay } from '../lib/period.ts';
import { addDays, type Day, dayOf, startOfDay } from '../lib/zone.ts';
import { dimensions } from './dimension.ts';
import type { Question } from './question.ts';
import { type Point, relevantSpans, type Span, type Timeline } from './timeline.ts';

/** Where a question is read from. */
export interface Source {
  /** null: the ledger itself */
  rollup: Rollup | null;
  /** for each point of the timeline the first day or month of the rollup that begins there or later */
  thresholds: Day[];
  /** stretches inside a day or month of the rollup that belong to another cell than the day or month begins in: read from the ledger */
  corrections: Span[];
}

const dayLength = 86_400_000_000;
/** stocks read from the ledger need its whole history; nobody knows here how long that is */
const longHistory = 3650 * dayLength;
const mostCorrections = 24;

/**
 * The smallest source that covers the question: of the rollups with its dimensions the one that needs the least of the ledger beside it
 * (the smaller at a tie). The ledger itself for what was known earlier, and where a rollup would save less than half of the reading.
 */
export function chooseSource(question: Question, timeline: Timeline, relevant: readonly boolean[]): Source {
  const ledger: Source = { rollup: null, thresholds: [], corrections: [] };
  if (question.knownAt) return ledger;
  const columns = [...question.by.map((d) => dimensions[d].column), ...question.filters.map((f) => f.column)];
  const covering = rollups.filter((rollup) => columns.every((column) => rollup.dimensions.includes(column)));
  let best: { source: Source; cost: number } | null = null;
  for (const rollup of covering) {
    const source = sourceFrom(rollup, question, timeline, relevant);
    const cost = lengthOf(source.corrections, question);
    if (source.corrections.length <= mostCorrections && (best === null || cost < best.cost)) best = { source, cost };
  }
  const whole = lengthOf(relevantSpans(timeline.points, relevant), question);
  return best && best.cost * 2 <= whole ? best.source : ledger;
}

/** How much history spans take: what lies in the future is nearly nothing. */
function lengthOf(spans: readonly Span[], question: Question): number {
  const now = question.now.getTime() * 1000;
  return spans.reduce((sum, { from, to }) => {
    const end = Math.min(to, Math.max(now, from));
    return sum + (from === -Infinity ? longHistory : end - from);
  }, 0);
}

function sourceFrom(rollup: Rollup, question: Question, timeline: Timeline, relevant: readonly boolean[]): Source {
  const { timeZone } = question.cut;
  const grain = rollup.grain === 'day' ? 'DAY' : 'MONTH';
  const begin = (day: Day): Point => startOfDay(day, timeZone).getTime() * 1000;
  const corrections = new Map<Day, Span>();
  const thresholds = timeline.points.map((point) => {
    const unit = floorDay(dayOf(new Date(Math.floor(point / 1000)), timeZone), grain);
    const start = begin(unit);
    if (start === point) return unit;
    const next = grain === 'DAY' ? addDays(unit, 1) : addUnits(unit, grain, 1);
    const span = corrections.get(unit) ?? { from: point, to: begin(next) };
    const cells = relevant.slice(timeline.cellOf(start), timeline.cellOf(span.to - 1) + 1);
    if (cells.includes(true)) corrections.set(unit, span);
    return next;
  });
  return { rollup, thresholds, corrections: [...corrections.values()] };
}
