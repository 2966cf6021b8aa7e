import type { Day } from '../lib/zone.ts';
import { lossReasons, sources, stages } from './catalogue.ts';
import type { DealNow, Deed } from './happening.ts';
import { atDiscount, drawDiscount, fillBasket, titleOf, worth } from './order.ts';
import { type PersonKey, temperOf } from './people.ts';
import type { Random } from './random.ts';
import { patienceOn, priceLevelOn } from './seasons.ts';
import type { DemoWorld } from './world.ts';

const last = stages.length - 1;
/** the stage from which on one must know what the client takes */
const proposal = stages.findIndex((stage) => stage.key === 'proposal');
const contract = stages.findIndex((stage) => stage.key === 'contract');

/** How often things do not go straight on. */
const odds = { back: 0.05, skip: 0.09, paidAtOnce: 0.25 };

/** Working days a deal stays where it stands, on average: larger ones take longer, everybody hurries in December. */
export function meanStay(deal: DealNow, day: Day): number {
  const { cycle } = temperOf(groupOwner(deal));
  return cycle * (stages[deal.stage]?.stay ?? 0.1) * sizeOf(deal) ** 0.25 * patienceOn(day);
}

/** What happens to a deal when its stay is over. The chances of all stages multiply to its owner's share of won deals. */
export function decide(random: Random, deal: DealNow, day: Day, world: DemoWorld): Deed {
  if (deal.stage > proposal && random.chance(odds.back)) return { kind: 'moved', stage: deal.stage - 1 };
  if (!random.chance(chanceOf(deal, day, world) ** (stages[deal.stage]?.risk ?? 0))) {
    return {
      kind: 'lost',
      reason: random.weighted(Object.keys(lossReasons), (reason) => lossReasons[reason]?.[deal.stage] ?? 0),
    };
  }
  if (deal.stage === last || (deal.stage === contract && random.chance(odds.paidAtOnce))) return { kind: 'won' };
  const stage = deal.stage + (deal.stage + 2 <= last && random.chance(odds.skip) ? 2 : 1);
  return stage >= proposal && deal.basket === null ? propose(random, deal, day, world) : { kind: 'moved', stage };
}

/** The client has said what it takes. */
function propose(random: Random, deal: DealNow, day: Day, world: DemoWorld): Deed {
  const basket = wantedBasket(random, deal, day, world, 1);
  return { kind: 'amended', basket, title: titleOf(basket) };
}

/** A basket such as this group takes from this manager. */
export function wantedBasket(
  random: Random,
  deal: Omit<DealNow, 'basket' | 'stage'>,
  day: Day,
  world: DemoWorld,
  factor: number,
) {
  const temper = temperOf(groupOwner(deal));
  const level = priceLevelOn(day, world.start);
  return fillBasket(random, temper, deal.channel, temper.amount * factor * level * random.skewed(temper.spread), level);
}

/** The price is talked about again: the same goods at another discount. */
export function haggle(random: Random, deal: DealNow & { basket: NonNullable<DealNow['basket']> }): Deed {
  return { kind: 'amended', basket: atDiscount(deal.basket, drawDiscount(random, temperOf(deal.owner), deal.channel)) };
}

/** The chance to win from the very beginning: the owner's, warmed or cooled by where the client came from and how much is at stake. */
function chanceOf(deal: DealNow, day: Day, world: DemoWorld): number {
  const rate = world.staff.winRate(deal.owner, day);
  const at = (rate / (1 - rate)) * sources[deal.source].warmth * sizeOf(deal) ** -0.2;
  return at / (1 + at);
}

/** A deal's size against what is usual for its group, within bounds. */
function sizeOf(deal: DealNow): number {
  if (deal.basket === null) return 1;
  return Math.min(Math.max(worth(deal.basket) / temperOf(groupOwner(deal)).amount, 0.2), 5);
}

/** Whose habits a group of clients has bred: a deal does not become quick because a quick colleague took it over. */
export function groupOwner({ group }: Pick<DealNow, 'group'>): PersonKey {
  return ({ cafes: 'olga', chains: 'dmitry', logistics: 'ekaterina', industry: 'sergey', shops: 'artem' } as const)[
    group
  ];
}
