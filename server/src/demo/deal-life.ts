import type { DealNow, Deed, Happening } from './happening.ts';
import { decide, haggle, meanStay } from './next-step.ts';
import type { Random } from './random.ts';
import type { DemoWorld } from './world.ts';

/** How often a closed deal comes back, and after how many working days. */
export const comesBack = { won: { chance: 0.012, after: [2, 18] }, lost: { chance: 0.03, after: [4, 35] } } as const;
/** How often a price is talked about while a deal stands in a stage. */
const haggling = [0, 0.05, 0.25, 0.5, 0.15, 0];
/** A deal whose manager is away: given to the stand-in, or left until they are back. */
export const handedOver = 0.4;

/**
 * Lives a deal on, from a position in office time (see OfficeTime) up to an instant: what it does next is drawn from where it stands.
 * A longer life begins exactly as the shorter one, so a story told until later only goes on.
 */
export function* liveOn(
  world: DemoWorld,
  random: Random,
  from: DealNow,
  begin: number,
  until: Date,
): Generator<Happening> {
  const deal = { ...from };
  for (const [position, deed] of deeds(world, random, deal, begin)) {
    const happening: Happening = { ...deed, at: world.office.instant(position), by: deal.owner };
    if (happening.at > until) return;
    become(deal, deed);
    yield happening;
  }
}

/** What a deed makes of a deal. */
function become(deal: DealNow, deed: Deed): void {
  if (deed.kind === 'moved') deal.stage = deed.stage;
  if (deed.kind === 'amended') deal.basket = deed.basket ?? deal.basket;
  if (deed.kind === 'reassigned') deal.owner = deed.to;
}

type Placed = [position: number, deed: Deed];

/** All that will ever happen to a deal; whoever listens applies each deed before asking for the next. */
function* deeds(world: DemoWorld, random: Random, deal: DealNow, begin: number): Generator<Placed> {
  for (let position = begin; ; ) {
    const day = world.office.day(Math.floor(position));
    const end = position + Math.max(0.02, meanStay(deal, day) * random.skewed(0.6));
    yield* whileStanding(world, random, deal, position, end);
    position = end;
    const deed = decide(random, deal, world.office.day(Math.floor(position)), world);
    yield [position, deed];
    if (deed.kind !== 'won' && deed.kind !== 'lost') continue;
    const { chance, after } = comesBack[deed.kind];
    if (!random.chance(chance)) return;
    position += random.between(after[0], after[1]);
    yield [position, { kind: 'reopened' }];
  }
}

/** What happens before a stay is over: a word about the price, a change of hands. */
function* whileStanding(
  world: DemoWorld,
  random: Random,
  deal: DealNow,
  begin: number,
  end: number,
): Generator<Placed> {
  const middle = begin + (end - begin) * random.between(0.35, 0.65);
  if (deal.basket !== null && random.chance(haggling[deal.stage] ?? 0)) {
    yield [middle, haggle(random, { ...deal, basket: deal.basket })];
  }
  const atWork = world.staff.atWork(deal.owner, world.office.day(Math.floor(end)));
  const gone = world.staff.leftOn(deal.owner);
  if (atWork === deal.owner || (gone === null && !random.chance(handedOver))) return;
  const later = (fraction: number) => middle + (end - middle) * fraction;
  // whoever leaves hands over in their last hours, as far as the deal's own pace allows
  const wished =
    gone === null ? later(random.between(0.4, 0.95)) : world.office.startOf(gone) - random.between(0.02, 0.3);
  yield [Math.min(Math.max(wished, later(0.01)), later(0.99)), { kind: 'reassigned', to: atWork }];
}
