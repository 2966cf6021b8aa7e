import fc from 'fast-check';
import { difference, negated } from '../../server/src/ledger/difference.ts';
import type { Projected } from '../../server/src/ledger/entry.ts';
import type { DealFact } from '../../server/src/sales/deals/deal-fact.ts';
import { project } from '../../server/src/sales/deals/project-deal.ts';
import type { RawEntry } from './ledger-fixture.ts';

/** A deal's life as it is told, before it is facts: what happened, how long after the thing before, and where to. */
export interface Happening {
  kind: 'moved' | 'amended' | 'reassigned' | 'won' | 'lost' | 'reopened';
  /** often at the very instant of the thing before */
  minutesLater: number;
  /** index of the stage it goes to */
  stage: number;
  employee: number;
  amount: number | null;
}

/** A deal: when and where it was opened, and what happened to it. `mistake`: a move that was recorded and then taken back. */
export interface Story {
  opened: Date;
  stage: number;
  employee: number;
  amount: number | null;
  happenings: Happening[];
  mistake: number | null;
}

const amounts = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null, freq: 3 });
const stageIndex = fc.integer({ min: 0, max: 3 });

export function storiesAround(now: Date): fc.Arbitrary<Story[]> {
  const happening = fc.record({
    kind: fc.constantFrom('moved', 'moved', 'moved', 'amended', 'reassigned', 'won', 'lost', 'reopened'),
    minutesLater: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })),
    stage: stageIndex,
    employee: fc.integer({ min: 1, max: 2 }),
    amount: amounts,
  }) as fc.Arbitrary<Happening>;
  const story = fc.record({
    opened: fc.integer({ min: -150_000, max: -10 }).map((minutes) => new Date(now.getTime() + minutes * 60_000)),
    stage: fc.oneof(fc.constant(0), stageIndex),
    employee: fc.integer({ min: 1, max: 2 }),
    amount: amounts,
    happenings: fc.array(happening, { maxLength: 9 }),
    mistake: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null, freq: 2 }),
  });
  return fc.array(story, { minLength: 10, maxLength: 40 });
}

/** What of a story can have happened in that order: nothing befalls a closed deal but a reopening. */
export function possible(story: Story): (Happening & { at: Date })[] {
  let open = true;
  let at = story.opened.getTime();
  return story.happenings.flatMap((happening) => {
    if (happening.kind === 'reopened' ? open : !open) return [];
    open = happening.kind !== 'won' && happening.kind !== 'lost';
    at += happening.minutesLater * 60_000;
    return [{ ...happening, at: new Date(at) }];
  });
}

/** The entries that stories stand for, each mistake as the postings and reversals it took to make and mend it. */
export function entriesOf(stories: readonly Story[], pipelineId: string, stageIds: readonly string[]): RawEntry[] {
  let factId = 0;
  const next = () => String((factId += 1));
  return stories.flatMap((story, i) => {
    const dealId = String(i + 1);
    const stageId = (index: number) => stageIds[index] ?? '';
    const worth = (amount: number | null) => ({ amount, lines: [] });
    const opening = {
      pipelineId,
      stageId: stageId(story.stage),
      employeeId: String(story.employee),
      ...worth(story.amount),
    };
    const facts: DealFact[] = [{ id: next(), kind: 'opened', effectiveAt: story.opened, changes: opening }];
    // between the opening and whatever else happened at that instant: a closed deal cannot be moved, not even by mistake
    const mistakeId = next();
    for (const { kind, at, stage, employee, amount } of possible(story)) {
      const changes = {
        ...{ moved: { stageId: stageId(stage) }, amended: worth(amount), reassigned: { employeeId: String(employee) } },
        ...{ won: {}, lost: {}, reopened: {} },
      }[kind];
      facts.push({ id: next(), kind, effectiveAt: at, changes });
    }
    const entry = (projected: Projected, sign = 1): RawEntry => ({
      effectiveAt: projected.effectiveAt,
      recordedAt: projected.effectiveAt,
      dimensions: projected.dimensions,
      amounts: sign === 1 ? projected.amounts : negated(projected.amounts),
      dealId,
      factId: projected.factId,
      reverses: sign === -1,
    });
    const right = project(dealId, facts);
    if (story.mistake === null) return right.map((projected) => entry(projected));
    const wrongMove: DealFact = {
      id: mistakeId,
      kind: 'moved',
      effectiveAt: story.opened,
      changes: { stageId: stageId(story.mistake) },
    };
    const wrong = project(dealId, [...facts, wrongMove]);
    const { gone, come } = difference(wrong, right);
    return [...wrong, ...come]
      .map((projected) => entry(projected))
      .concat(gone.map((projected) => entry(projected, -1)));
  });
}
