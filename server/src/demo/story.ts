import { type Day, dayOf } from '../lib/zone.ts';
import { approachOf } from './approach.ts';
import { type SegmentKey, segments } from './catalogue.ts';
import type { Client } from './clients.ts';
import { liveOn } from './deal-life.ts';
import type { DealNow, Happening, Tale } from './happening.ts';
import { groupOwner, wantedBasket } from './next-step.ts';
import { requestTitle, titleOf } from './order.ts';
import { type PersonKey, temperOf } from './people.ts';
import { Random } from './random.ts';
import { demandOn } from './seasons.ts';
import type { DemoWorld } from './world.ts';

/** Every deal that opens after one instant and not after another, as far as it has come by then. */
export function tellStory(world: DemoWorld, until: Date, after: Date | null = null): Tale[] {
  const { office } = world;
  const last = dayOf(until, world.timeZone);
  const tales: Tale[] = [];
  for (let index = after ? Math.floor(office.position(after)) : 0; office.day(index) <= last; index += 1) {
    for (const group of Object.keys(segments) as SegmentKey[]) {
      for (const opening of openings(world, group, index)) {
        if (opening.at <= until && (after === null || opening.at > after)) tales.push(tellDeal(world, opening, until));
      }
    }
  }
  return tales;
}

/** A deal about to begin: when, whose, and the sequence of chances that is its fate. */
interface Opening {
  name: string;
  position: number;
  at: Date;
  group: SegmentKey;
  owner: PersonKey;
  fate: Random;
  /** whoever is heard of for the first time; else one of those that are known */
  newcomer?: Client;
}

/** The openings of a group on one working day. */
function openings(world: DemoWorld, group: SegmentKey, index: number): Opening[] {
  const { office, seed, staff } = world;
  const day = office.day(index);
  const random = new Random(seed, 'day', day, group);
  const count = random.count(opensOn(world, group, day));
  const owner = staff.atWork(staff.responsible(group, day), day);
  const usual = Array.from({ length: count }, (_, n): Opening => {
    const position = index + random.next();
    const fate = new Random(seed, 'deal', day, group, n);
    return { name: `demo:${day}:${group}:${n + 1}`, position, at: office.instant(position), group, owner, fate };
  });
  const newcomers = world.clients.filter((client) => client.group === group && client.knownFrom === index && index > 0);
  const first = newcomers.map((newcomer): Opening => {
    const fate = new Random(seed, 'first', newcomer.key);
    const position = index + fate.next();
    return { name: `demo:first:${newcomer.key}`, position, at: office.instant(position), group, owner, fate, newcomer };
  });
  return [...usual, ...first];
}

/** How many deals a group opens on a working day. */
export function opensOn(world: DemoWorld, group: SegmentKey, day: Day): number {
  return temperOf(groupOwner({ group })).opens * demandOn(day, world.start);
}

/** One deal from its opening to an instant. */
function tellDeal(world: DemoWorld, opening: Opening, until: Date): Tale {
  const { name, position, at, group, owner, fate, newcomer } = opening;
  const { deal, opened } = beginDeal(world, fate, { group, owner, position, client: newcomer });
  const approach = approachOf(world, { name, by: owner, at, source: opened.source, position });
  const { campaign, contactAt } = approach;
  const first: Happening = { ...opened, campaign, contactAt, at, by: owner };
  return { name, approach, happenings: [first, ...liveOn(world, fate, deal, position, until)] };
}

/** Whose request it is. */
interface Request {
  group: SegmentKey;
  owner: PersonKey;
  position: number;
  /** who asks; one of those that are known unless told */
  client?: Client | undefined;
}

/** Somebody asks for something: who, and what they say about it. */
export function beginDeal(world: DemoWorld, random: Random, { group, owner, position, client: asks }: Request) {
  const day = world.office.day(Math.floor(position));
  const client = asks ?? callingClient(world, random, group, position);
  const again = position - client.knownFrom > 60 && random.chance(0.45);
  const temper = temperOf(groupOwner({ group }));
  const request = { group, owner, source: again ? ('repeat' as const) : client.source, channel: client.channel };
  const size = Math.min(Math.max(client.weight, 0.4), 4) ** 0.3;
  const known = random.chance(0.78);
  const basket = wantedBasket(random, request, day, world, size);
  const deal: DealNow = { ...request, stage: 0, basket: known ? basket : null };
  const opened = {
    kind: 'opened' as const,
    client,
    source: deal.source,
    channel: deal.channel,
    title: deal.basket ? titleOf(deal.basket) : requestTitle(random, temper),
    basket: deal.basket,
    expected: world.office.instant(Math.floor(position + temper.cycle * 1.1) + 0.5),
  };
  return { deal, opened };
}

function callingClient(world: DemoWorld, random: Random, group: SegmentKey, position: number): Client {
  const known = world.clients.filter(
    ({ group: of, knownFrom, goneFrom }) =>
      of === group && knownFrom <= position && (goneFrom === null || goneFrom > position),
  );
  return random.weighted(known, (client) => client.weight);
}
