import type { Pool, Queryable } from '../database/database.ts';
import type { Measure } from '../ledger/measures.ts';
import type { Statement } from '../lib/sql.ts';
import { isStock } from './expression.ts';
import { knownMark, rememberMark } from './mark.ts';
import type { Question } from './question.ts';
import { chooseSource } from './source.ts';
import { keyNames, type Reading, statementOf } from './statement.ts';
import { relevantCells, relevantSpans, spanOf, Timeline, type Window } from './timeline.ts';

/** What a group's measures add up to, in any window of its question. */
export class Sums {
  private readonly running = new Map<string, Float64Array>();

  /** `points`: of the timeline; `cells` and the values beside them as the statement gives them, in any order */
  constructor(row: SumsRow, wanted: readonly Measure[], points: number) {
    const cells = row.cells ?? [];
    for (const measure of wanted) {
      const values = (row[measure] ?? []) as (string | null)[];
      const sums = new Float64Array(points + 1);
      for (const [i, cell] of cells.entries()) sums[cell] = Number(values[i] ?? 0);
      for (let cell = 1; cell <= points; cell += 1) sums[cell] = (sums[cell] ?? 0) + (sums[cell - 1] ?? 0);
      this.running.set(measure, sums);
    }
  }

  /** A flow's sum within the window, a stock's standing at its end. */
  of(measure: Measure, { from, to }: Window): number {
    const sums = this.running.get(measure);
    if (!sums) throw new Error(`${measure} was not read`);
    return (sums[to] ?? 0) - (isStock(measure) ? 0 : (sums[from] ?? 0));
  }

  /** What of a stock stood at the window's beginning. */
  opening(measure: Measure, { from }: Window): number {
    const sums = this.running.get(measure);
    if (!sums) throw new Error(`${measure} was not read`);
    return sums[from] ?? 0;
  }
}

interface SumsRow extends Partial<Record<Measure, (string | null)[] | null>> {
  cells: number[] | null;
}

interface AnswerRow extends SumsRow, Partial<Record<(typeof keyNames)[number], string | null>> {
  place: string;
  revision: string;
  mark: string;
  first: Date | null;
}

/** A window and the one it is compared with. */
export interface Windows {
  current: Window;
  previous: Window | null;
}

/** Where a question is asked: some questions are several statements, which must all see the same. */
export interface Asking {
  db: Queryable;
  /** a mark of the ledger not later than that of what `db` sees */
  mark: string;
}

/** A group's keys, in the order of `by`, and what its measures add up to. */
export interface GroupSums {
  keys: (string | null)[];
  sums: Sums;
}

/** The answer in sums: of the groups of the page, and of everything. */
export interface Answer {
  groups: GroupSums[];
  total: Sums;
  whole: Windows;
  buckets: Windows[] | null;
  revision: string;
  first: Date | null;
  mark: string;
  statement: Statement;
}

/** Reads what a question needs, in one statement. `first`: also when the first entry took effect. */
export async function readSums(pool: Pool, question: Question, first = false): Promise<Answer> {
  const answer = await sumsFrom({ db: pool, mark: knownMark(pool) }, question, first);
  rememberMark(pool, answer.mark);
  return answer;
}

/** The same, wherever it is asked. */
export async function sumsFrom(asking: Asking, question: Question, first = false): Promise<Answer> {
  const { timeline, whole, buckets, reading } = laidOut(asking.mark, question, first);
  const statement = statementOf(reading).build();
  const rows = await asking.db.query<AnswerRow>(statement);
  const total = rows.find((row) => row.place === '0');
  if (!total) throw new Error('a statement without its total');
  const sumsOf = (row: AnswerRow) => new Sums(row, question.measures, timeline.points.length);
  return {
    groups: rows
      .filter((row) => row !== total)
      .map((row) => ({
        keys: keyNames.slice(0, question.by.length).map((name) => row[name] ?? null),
        sums: sumsOf(row),
      })),
    total: sumsOf(total),
    whole,
    buckets: question.buckets && buckets,
    revision: total.revision,
    first: total.first,
    mark: total.mark,
    statement,
  };
}

/** A question on its timeline: where its windows lie, and from what to read them. */
export function laidOut(mark: string, question: Question, first = false) {
  const { cut } = question;
  const spans = [question.whole, ...(question.buckets ?? [])].map(({ range, previous }) => ({
    current: spanOf(range, cut),
    previous: previous && spanOf(previous, cut),
  }));
  const timeline = new Timeline(spans.flatMap(({ current, previous }) => (previous ? [current, previous] : [current])));
  const [whole, ...buckets] = spans.map(
    ({ current, previous }): Windows => ({
      current: timeline.window(current),
      previous: previous && timeline.window(previous),
    }),
  );
  if (!whole) throw new Error('a question without a period');
  const windows = (all: readonly Windows[]) =>
    all.flatMap(({ current, previous }) => (previous ? [current, previous] : [current]));
  const stocks = question.measures.some(isStock);
  const relevant = relevantCells(windows([whole, ...buckets]), timeline.points.length + 1, stocks);
  const reading: Reading = {
    question,
    source: chooseSource(question, timeline, relevant),
    points: timeline.points,
    relevant,
    spans: relevantSpans(timeline.points, relevant),
    whole: whole.current,
    wholePrevious: whole.previous,
    buckets: windows(buckets),
    knownMark: mark,
    first,
  };
  return { timeline, whole, buckets, reading };
}
