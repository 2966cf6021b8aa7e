import { stages } from './catalogue.ts';
import type { DealNow, Deed, Happening } from './happening.ts';
import { decide, haggle, meanStay } from './next-step.ts';
import type { PersonKey } from './people.ts';
import type { Random } from './random.ts';
import type { DemoWorld } from './world.ts';

/** How often a closed deal comes back, and after how many working days. */
const comesBack = { won: { chance: 0.012, after: [2, 18] }, lost: { chance: 0.03, after: [4, 35] } } as const;
/** How often a price is talked about while a deal stands in a stage. */
const haggling = [0, 0.05, 0.25, 0.5, 0.15, 0];
/** A deal whose manager is ill: given to the stand-in at once, or left until it is noticed again. */
const handedOver = 0.4;

/**
 * Lives a deal on, from a position in office time (see OfficeTime) up to an instant: what it does next is drawn from where it stands.
 * Endless deals do not exist: every stay can end in losing.
 */
export function* liveOn(world: DemoWorld, random: Random, from: DealNow, begin: number, until: Date): Generator<Happening> {
  const deal = { ...from };
  const dayAt = (position: number) => world.office.day(Math.floor(position));
  const happens = (position: number, deed: Deed, by: PersonKey): Happening => ({ ...deed, at: world.office.instant(position), by });
  let position = begin;
  let open = true;
  while (open) {
    const stayed = position;
    position += Math.max(0.02, meanStay(deal, dayAt(position)) * random.skewed(0.6));
    for (const happening of between(stayed, position)) {
      if (happening.at > until) return;
      yield happening;
    }
    const happening = happens(position, ending(), deal.owner);
    if (happening.at > until) return;
    yield happening;
    if (happening.kind === 'moved') deal.stage = happening.stage;
    if (happening.kind === 'amended') deal.basket = happening.basket ?? deal.basket;
    if (happening.kind !== 'won' && happening.kind !== 'lost') continue;
    const { chance, after } = comesBack[happening.kind];
    open = random.chance(chance);
    if (!open) return;
    position += random.between(after[0], after[1]);
    const back = happens(position, { kind: 'reopened' }, takenBy(position));
    if (back.at > until) return;
    yield back;
  }

  function ending(): Deed {
    return decide(random, deal, dayAt(position), world);
  }

  /** what happens while a deal stands: a change of hands, a word about the price */
  function* between(stayed: number, end: number): Generator<Happening> {
    const middle = stayed + (end - stayed) * random.between(0.35, 0.65);
    if (deal.basket !== null && random.chance(haggling[deal.stage] ?? 0)) {
      yield happens(middle, haggle(random, { ...deal, basket: deal.basket }), deal.owner);
    }
    const atWork = world.staff.atWork(deal.owner, dayAt(end));
    if (atWork === deal.owner) return;
    const gone = world.staff.leftOn(deal.owner);
    if (gone === null && !random.chance(handedOver)) return;
    const hour = gone === null ? end - (end - middle) * random.between(0.02, 0.5) : Math.max(middle + (end - middle) * 0.01, handOverAt(gone));
    yield happens(Math.min(hour, end - (end - middle) * 0.001), { kind: 'reassigned', to: atWork }, deal.owner);
    deal.owner = atWork;
  }

  /** the last hours before somebody leaves */
  function handOverAt(day: string): number {
    return world.office.position(new Date(`${day}T00:00:00Z`)) - random.between(0.02, 0.3);
  }

  /** a closed deal that comes back to somebody who has left is found by whoever works */
  function takenBy(at: number): PersonKey {
    return world.staff.leftOn(deal.owner) === null ? deal.owner : world.staff.atWork(deal.owner, dayAt(at));
  }
}

/** How many stages there are to stand in. */
export const stageCount = stages.length;
