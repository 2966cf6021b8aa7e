import { Refusal } from '../../lib/refusal.ts';
import { type Changes, type DealFact, inOrder, type Touches, type Words, type Worth } from './deal-fact.ts';

export type DealStatus = 'open' | 'won' | 'lost';

/** How a deal stands after its facts so far. */
export interface DealState extends Touches, Worth, Words {
  status: DealStatus;
  openedAt: Date;
  stageSince: Date;
  closedAt: Date | null;
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
  return {
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
    title: '',
    expectedCloseAt: null,
    lossReason: null,
    ...fact.changes,
    pipelineId,
    stageId,
    status: 'open',
    openedAt: fact.effectiveAt,
    stageSince: fact.effectiveAt,
    closedAt: null,
  };
}

/** The deal after one more fact. Refuses what cannot happen to it as it stands. */
export function next(state: DealState, fact: DealFact): DealState {
  const changed = { ...state, ...fact.changes };
  switch (fact.kind) {
    case 'opened':
      throw new Error(`fact ${fact.id} opens a deal that is open already`);
    case 'moved':
      mustBe(state, 'open', fact);
      return { ...changed, stageSince: changed.stageId === state.stageId ? state.stageSince : fact.effectiveAt };
    case 'won':
    case 'lost':
      mustBe(state, 'open', fact);
      return { ...changed, status: fact.kind, closedAt: fact.effectiveAt };
    case 'reopened':
      if (state.status === 'open')
        throw Refusal.refused('DEAL_NOT_CLOSED', 'Only a won or lost deal can be reopened', about(state));
      return { ...changed, status: 'open', closedAt: null, lossReason: null, stageSince: fact.effectiveAt };
    case 'amended':
    case 'reassigned':
    case 'transferred':
      return changed;
  }
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
    .filter(([name, value]) => JSON.stringify(state[name as keyof Changes] ?? null) !== JSON.stringify(value ?? null))
    .map(([name]) => name);
}
