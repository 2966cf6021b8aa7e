import { Refusal } from '../../lib/refusal.ts';
import { addDays } from '../../lib/zone.ts';
import type { ComparedRange } from '../comparison.ts';
import type { Dimension } from '../dimension.ts';
import { dimensions } from '../dimension.ts';
import type { Question } from '../question.ts';
import { type Asking, type Sums, sumsFrom } from '../read-sums.ts';
import type { Slot } from '../slot.ts';
import type { Keys, TermQuestion, TermValues } from './reader.ts';

/** a stage's chances are measured on the deals closed in so many days */
const measuredDays = 365;
/** stages of groups that one answer is made of: more than any page has */
const most = 200_000;

/** What stands in one stage of a group. */
interface Standing {
  pipeline: string | null;
  stage: string | null;
  sums: Sums;
}

/**
 * The open amount of each stage at the slot's end × the stage's win rate: of the deals closed in the 365 days up to that end that had stood in the
 * stage, the part that was won. The rates are the whole department's, whatever the group and the filters: a group alone has closed too few. A stage
 * out of which nothing was closed has the rate of its pipeline (won ÷ closed); where that is unknown too, so is the figure.
 */
export async function readWeightedPipeline({ asking, question, groups, slots }: TermQuestion): Promise<TermValues> {
  const rates = await readRates(asking, question, slots);
  const whole = await readStandings(asking, { ...question, by: [] });
  // the page's groups alone: what stands in all others is in the whole already
  const page = question.by.map((dimension, i) => ({
    column: dimensions[dimension].column,
    ids: [...new Set(groups.map(({ keys }) => keys[i] ?? null))],
  }));
  const paged =
    question.by.length > 0 && groups.length > 0
      ? await readStandings(asking, { ...question, filters: [...question.filters, ...page] })
      : null;
  const standing = (keys: Keys) => (keys.length === 0 ? whole : paged)?.byGroup.get(keys.join()) ?? [];
  return {
    of: (keys, _, slot) => {
      let total = 0;
      for (const { pipeline, stage, sums } of standing(keys)) {
        const amount = sums.of('pipeline', slot.window);
        const rate = amount === 0 ? 0 : rates.of(slot, pipeline, stage);
        if (rate === null) return null;
        total += amount * rate;
      }
      return Math.round(total);
    },
    statements: [...rates.statements, ...whole.statements, ...(paged?.statements ?? [])],
  };
}

/** What stands in the stages, by the question's own groups. */
async function readStandings(asking: Asking, question: Question) {
  const more = (['PIPELINE', 'STAGE'] as const).filter((dimension) => !question.by.includes(dimension));
  const by: Dimension[] = [...question.by, ...more];
  const { groups, statement } = await sumsFrom(asking, plain({ ...question, by, measures: ['pipeline'] }));
  if (groups.length >= most) {
    throw Refusal.badInput('limit', `fewer than ${most} stages of groups: fewer groups, or a filter`, { got: 'more' });
  }
  const pipelineAt = by.indexOf('PIPELINE');
  const stageAt = by.indexOf('STAGE');
  const byGroup = new Map<string, Standing[]>();
  for (const { keys, sums } of groups) {
    const group = keys.slice(0, question.by.length).join();
    const standing = { pipeline: keys[pipelineAt] ?? null, stage: keys[stageAt] ?? null, sums };
    byGroup.set(group, [...(byGroup.get(group) ?? []), standing]);
  }
  return { byGroup, statements: [statement] };
}

/** The win rates of stages and pipelines at the end of each slot. */
async function readRates(asking: Asking, question: Question, slots: readonly Slot[]) {
  const ranges = new Map(slots.map((slot) => [endOf(slot, question), measuredBefore(slot, question)]));
  const buckets = [...ranges.values()].map((range) => ({ range, previous: null }));
  const [whole] = buckets;
  if (!whole) throw new Error('a question without a period');
  const measures = ['stage_won', 'stage_closed', 'won', 'lost'] as const;
  const { groups, statement, ...answer } = await sumsFrom(
    asking,
    plain({ ...question, by: ['PIPELINE', 'STAGE'], filters: [], whole, buckets, measures: [...measures] }),
  );
  const rates = new Map<string, { stages: Map<string | null, Rate>; pipelines: Map<string | null, Rate> }>();
  for (const [i, end] of [...ranges.keys()].entries()) {
    const window = answer.buckets?.[i]?.current ?? answer.whole.current;
    const stages = new Map<string | null, Rate>();
    const pipelines = new Map<string | null, Rate>();
    for (const { keys, sums } of groups) {
      const [pipeline = null, stage = null] = keys;
      const [stageWon, stageClosed, won, lost] = measures.map((measure) => sums.of(measure, window));
      if (stage !== null) add(stages, stage, stageWon, stageClosed);
      if (pipeline !== null) add(pipelines, pipeline, won, (won ?? 0) + (lost ?? 0));
    }
    rates.set(end, { stages, pipelines });
  }
  return {
    of: (slot: Slot, pipeline: string | null, stage: string | null): number | null => {
      const at = rates.get(endOf(slot, question));
      return rateOf(at?.stages.get(stage)) ?? rateOf(at?.pipelines.get(pipeline));
    },
    statements: [statement],
  };
}

interface Rate {
  won: number;
  closed: number;
}

function add(rates: Map<string | null, Rate>, id: string, won = 0, closed = 0): void {
  const before = rates.get(id) ?? { won: 0, closed: 0 };
  rates.set(id, { won: before.won + won, closed: before.closed + closed });
}

function rateOf(rate: Rate | undefined): number | null {
  return rate && rate.closed > 0 ? rate.won / rate.closed : null;
}

/** A question made of another one's periods: only sums, in no order. */
function plain(question: Question): Question {
  return { ...question, telling: question.measures, openings: [], order: [], limit: most, offset: 0 };
}

/** The days whose closed deals tell a slot's rates: up to the last day of it that counts. */
function measuredBefore({ range }: Slot, { cut }: Question): ComparedRange {
  const to = cut.day >= range.to ? range.to : addDays(cut.day, 1);
  return { from: addDays(to, -measuredDays), to, until: 'until' in range ? range.until : null };
}

function endOf(slot: Slot, question: Question): string {
  const { to, until } = measuredBefore(slot, question);
  return `${to} ${until?.getTime() ?? ''}`;
}
