import type { Dimensions } from '../../ledger/dimensions.ts';
import type { EntryKind, Projected } from '../../ledger/entry.ts';
import type { Amounts, Measure } from '../../ledger/measures.ts';
import { inDepartmentCurrency } from './deal-currency.ts';
import { type DealFact, lineCost } from './deal-fact.ts';
import { type DealState, replay, type Step } from './deal-state.ts';

/** Measures by the dimensions they are posted under: one entry each. */
class Rows {
  readonly byKey = new Map<string, { dimensions: Dimensions; amounts: Amounts }>();

  add(dimensions: Dimensions, amounts: Amounts, sign = 1): void {
    // always the same names in the same order: the values alone tell rows apart
    const key = Object.values(dimensions).join('|');
    const row = this.byKey.get(key) ?? { dimensions, amounts: {} };
    this.byKey.set(key, row);
    for (const [measure, value] of Object.entries(amounts) as [Measure, number][]) {
      row.amounts[measure] = (row.amounts[measure] ?? 0) + sign * value;
    }
  }

  addAll(other: Rows, sign = 1): void {
    for (const { dimensions, amounts } of other.byKey.values()) this.add(dimensions, amounts, sign);
  }

  /** the rows that add something; the first one comes even when nothing does, so that every fact has its entry */
  entries(): { dimensions: Dimensions; amounts: Amounts }[] {
    const all = [...this.byKey.values()].map(({ dimensions, amounts }) => ({
      dimensions,
      amounts: Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== 0)) as Amounts,
    }));
    const counting = all.filter((row) => Object.keys(row.amounts).length > 0);
    return counting.length > 0 ? counting : all.slice(0, 1);
  }
}

/**
 * The entries a deal's history stands for. Pure: the same facts always give the same entries, so the ledger can be checked
 * against the facts at any time, and a changed history is posted as the difference between two projections.
 *
 * Counts and the cycle are posted once per deal under its main product; money once per product. A −1 repeats every dimension of
 * its +1. Amending a won deal restates at the instant of winning; reopening reverses at its own instant. A closing counts for every stage
 * the deal has stood in since it was opened, each once; what a reopening takes back, the next closing counts anew.
 */
export function project(dealId: string, facts: readonly DealFact[]): Projected[] {
  const steps = replay(facts);
  let standing = new Rows();
  let credited = new Rows();
  return steps.flatMap((step, i) => {
    const nowStanding = stock(step.after);
    const flow = flows(step, () => steps.slice(i + 1), credited);
    const entries = asEntries(dealId, step, standing, nowStanding, flow);
    standing = nowStanding;
    if (step.after.status !== step.before?.status) credited = step.after.status === 'open' ? new Rows() : flow;
    return entries;
  });
}

/**
 * The entries of a fact that comes last, where no earlier entry depends on it and it depends on no earlier entry: anything that
 * happens to an open deal. The same as the end of `project`, without the history; null when the history is needed.
 */
export function projectNext(dealId: string, step: Step): Projected[] | null {
  if (step.before?.status !== 'open') return null;
  return asEntries(
    dealId,
    step,
    stock(step.before),
    stock(step.after),
    flows(step, () => [], new Rows()),
  );
}

function asEntries(dealId: string, { fact, after }: Step, standing: Rows, nowStanding: Rows, flow: Rows): Projected[] {
  const rows = new Rows();
  // the fact's own main row first: a fact that adds nothing still shows where it happened
  rows.add(dimensionsOf(after, mainProduct(after)), {});
  rows.addAll(standing, -1);
  rows.addAll(nowStanding);
  rows.addAll(flow);
  const head = { kind: `deal_${fact.kind}` as EntryKind, effectiveAt: fact.effectiveAt, factId: fact.id, dealId };
  return rows.entries().map((row) => ({ ...head, ...row }));
}

/** What a step adds to the flows. Closing is credited as later amendments, up to a reopening, leave the deal. */
function flows({ fact, before, after }: Step, later: () => readonly Step[], credited: Rows): Rows {
  const rows = new Rows();
  if (fact.kind === 'opened') rows.add(dimensionsOf(after, mainProduct(after)), { opened: 1 });
  if (fact.kind === 'reopened') rows.addAll(credited, -1);
  if (fact.kind === 'won' || fact.kind === 'lost') {
    const restated = inDepartmentCurrency({ ...after, ...amendments(later()) });
    const main = mainProduct(restated);
    const dimensions = dimensionsOf(restated, main);
    if (fact.kind === 'lost') rows.add(dimensions, { lost: 1 });
    else {
      rows.add(dimensions, { won: 1, cycle: cycleOf(fact, before ?? after, restated) });
      for (const part of byProduct(restated)) {
        const known = part.costed === null ? {} : { cost: part.cost, costed: part.costed };
        rows.add(dimensionsOf(restated, part), { revenue: part.amount, ...known });
      }
    }
    const closed: Amounts = fact.kind === 'won' ? { stage_closed: 1, stage_won: 1 } : { stage_closed: 1 };
    for (const stageId of after.stood) rows.add({ ...dimensions, stage_id: stageId }, closed);
  }
  const { checklist } = fact.changes;
  // a move told later to have happened before may have taken it out of that stage already
  if (checklist && before?.stageId === checklist.stageId) {
    const complete = checklist.done >= checklist.items ? { checklists_complete: 1 } : {};
    rows.add(dimensionsOf(before, mainProduct(before)), { checklists: 1, ...complete });
  }
  return rows;
}

/** Seconds from the first contact about the deal, which may be before its opening, else from its opening, to its winning. */
function cycleOf({ effectiveAt }: DealFact, { openedAt }: DealState, { firstContactAt }: DealState): number {
  const contact = firstContactAt === null ? Number.NaN : Date.parse(firstContactAt);
  const from = contact <= effectiveAt.getTime() ? contact : openedAt.getTime();
  return Math.round((effectiveAt.getTime() - from) / 1000);
}

/** what is told of a closed deal afterwards, and restates its closing */
const restating: ReadonlySet<DealFact['kind']> = new Set(['amended', 'contacted'] as const);

function amendments(later: readonly Step[]): DealFact['changes'] {
  const until = later.findIndex((step) => step.fact.kind === 'reopened');
  const amended = (until < 0 ? later : later.slice(0, until)).filter(({ fact: { kind } }) => restating.has(kind));
  return Object.assign({}, ...amended.map((step) => step.fact.changes));
}

/** What a deal adds to the stocks of its stage: a closed one nothing. */
function stock(state: DealState): Rows {
  const rows = new Rows();
  if (state.status !== 'open') return rows;
  rows.add(dimensionsOf(state, mainProduct(state)), { in_stage: 1, priced: state.amount === null ? 0 : 1 });
  for (const part of byProduct(state)) rows.add(dimensionsOf(state, part), { pipeline: part.amount });
  return rows;
}

interface Part {
  productId: string | null;
  productLineId: string | null;
  amount: number;
  cost: number;
  /** the part of `amount` whose cost is known; null when none is */
  costed: number | null;
}

/** A deal's money by product, in the order of its lines; an amount without lines is one part without product. */
function byProduct(state: DealState): Part[] {
  if (state.lines.length === 0) {
    return state.amount === null
      ? []
      : [{ productId: null, productLineId: null, amount: state.amount, cost: 0, costed: null }];
  }
  const parts = new Map<string | null, Part>();
  for (const line of state.lines) {
    const { productId, productLineId } = line;
    const part = parts.get(productId) ?? { productId, productLineId, amount: 0, cost: 0, costed: null };
    parts.set(productId, part);
    part.amount += line.amount ?? 0;
    const cost = lineCost(line);
    if (cost !== null && line.amount !== null) {
      part.cost += cost;
      part.costed = (part.costed ?? 0) + line.amount;
    }
  }
  return [...parts.values()];
}

/** The product that a deal's counts are stamped with: of the largest line, then the first. */
function mainProduct(state: DealState): Pick<Part, 'productId' | 'productLineId'> {
  const [first, ...others] = state.lines;
  if (!first) return { productId: null, productLineId: null };
  return others.reduce((best, line) => ((line.amount ?? 0) > (best.amount ?? 0) ? line : best), first);
}

function dimensionsOf(state: DealState, product: Pick<Part, 'productId' | 'productLineId'>): Dimensions {
  return {
    client_id: state.clientId,
    employee_id: state.employeeId,
    team_id: state.teamId,
    department_id: state.departmentId,
    territory_id: state.territoryId,
    product_id: product.productId,
    product_line_id: product.productLineId,
    channel_id: state.channelId,
    source_id: state.sourceId,
    campaign_id: state.campaignId,
    segment_id: state.segmentId,
    pipeline_id: state.pipelineId,
    stage_id: state.stageId,
  };
}
