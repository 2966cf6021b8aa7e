import { Refusal } from '../../lib/refusal.ts';
import { inDepartmentCurrency } from './deal-currency.ts';
import {
  type Changes,
  type DealFact,
  type Foreign,
  inOrder,
  type Touches,
  type Words,
  type Worth,
} from './deal-fact.ts';

export type DealStatus = 'open' | 'won' | 'lost';

/** How a deal stands after its facts so far. */
export interface DealState extends Touches, Worth, Foreign, Words {
  status: DealStatus;
  openedAt: Date;
  stageSince: Date;
  closedAt: Date | null;
  /** the stages it has stood in since it was opened, each once */
  stood: readonly string[];
  /** when it was first expected to close, and how often that was put off */
  firstExpectedCloseAt: string | null;
  slips: number;
}

/** One step of a history: the fact, and the deal before (null at the opening) and after it. */
export interface Step {
  fact: DealFact;
  before: DealState | null;
  after: DealState;
}

/**
 * Replays a history. Refuses what cannot have happened in that order (a move of a closed deal, anything before the opening):
 * a verb with an instant in the past learns this way that a later fact speaks against it.
 */
export function replay(facts: readonly DealFact[]): Step[] {
  const steps: Step[] = [];
  let before: DealState | null = null;
  for (const fact of inOrder(facts)) {
    const after: DealState = before === null ? opened(fact) : next(before, fact);
    steps.push({ fact, before, after });
    before = after;
  }
  return steps;
}

function opened(fact: DealFact): DealState {
  if (fact.kind !== 'opened') {
    throw Refusal.refused('BEFORE_OPENING', `at: nothing can happen to a deal before it was opened`, {
      field: 'input.at',
    });
  }
  const { pipelineId, stageId } = fact.changes;
  if (!pipelineId || !stageId) throw new Error(`fact ${fact.id} opens a deal without pipeline or stage`);
  return inDepartmentCurrency({
    clientId: null,
    employeeId: null,
    teamId: null,
    departmentId: null,
    territoryId: null,
    segmentId: null,
    channelId: null,
    sourceId: null,
    campaignId: null,
    lines: [],
    amount: null,
    ...{ currency: null, rate: null, minorRate: null, currencyAmount: null },
    title: '',
    expectedCloseAt: null,
    ...{ lossReason: null, lossReasonId: null, firstContactAt: null, nextStep: null, nextStepAt: null },
    ...fact.changes,
    pipelineId,
    stageId,
    status: 'open',
    openedAt: fact.effectiveAt,
    stageSince: fact.effectiveAt,
    closedAt: null,
    stood: [stageId],
    firstExpectedCloseAt: fact.changes.expectedCloseAt ?? null,
    slips: 0,
  });
}

/** The deal after one more fact. Refuses what cannot happen to it as it stands. */
export function next(state: DealState, fact: DealFact): DealState {
  const changed = inDepartmentCurrency({ ...state, ...fact.changes, ...expecting(state, fact.changes) });
  switch (fact.kind) {
    case 'opened':
      throw new Error(`fact ${fact.id} opens a deal that is open already`);
    case 'moved':
      mustBe(state, 'open', fact);
      if (changed.stageId === state.stageId) return changed;
      return { ...changed, stageSince: fact.effectiveAt, stood: [...new Set([...state.stood, changed.stageId])] };
    case 'won':
    case 'lost':
      mustBe(state, 'open', fact);
      return { ...changed, status: fact.kind, closedAt: fact.effectiveAt };
    case 'reopened':
      if (state.status === 'open')
        throw Refusal.refused('DEAL_NOT_CLOSED', 'Only a won or lost deal can be reopened', about(state));
      return {
        ...{ ...changed, status: 'open', closedAt: null, stageSince: fact.effectiveAt },
        ...{ lossReason: null, lossReasonId: null },
      };
    case 'amended':
    case 'reassigned':
    case 'transferred':
    case 'contacted':
      return changed;
  }
}

/** What becomes of the first expectation and the slips when a deal is expected to close at another time. */
function expecting(
  state: DealState,
  { expectedCloseAt: at }: Changes,
): Pick<DealState, 'firstExpectedCloseAt' | 'slips'> {
  const { expectedCloseAt: before, firstExpectedCloseAt, slips } = state;
  if (!at) return { firstExpectedCloseAt, slips };
  const later = before !== null && Date.parse(at) > Date.parse(before);
  return { firstExpectedCloseAt: firstExpectedCloseAt ?? at, slips: later ? slips + 1 : slips };
}

function mustBe(state: DealState, status: DealStatus, fact: DealFact): void {
  if (state.status === status) return;
  throw Refusal.refused(
    'DEAL_ALREADY_CLOSED',
    `The deal is ${state.status} since ${state.closedAt?.toISOString()}: reopen it first`,
    {
      ...about(state),
      attempted: fact.kind,
      attemptedAt: fact.effectiveAt.toISOString(),
    },
  );
}

function about(state: DealState): Record<string, unknown> {
  return { status: state.status.toUpperCase(), closedAt: state.closedAt?.toISOString() ?? null };
}

/** What a set of changes alters in a state: names only, for conflict messages and for skipping empty amendments. */
export function alters(state: DealState, changes: Changes): string[] {
  return Object.entries(changes)
    .filter(([name, value]) => JSON.stringify(state[name as keyof DealState] ?? null) !== JSON.stringify(value ?? null))
    .map(([name]) => name);
}
