import type { ActivityRow } from '../../sales/activities/activity.fields.ts';
import { contactEvery } from '../catalogue.ts';
import type { Client } from '../clients.ts';
import type { Happening, Tale } from '../happening.ts';
import type { PersonKey } from '../people.ts';
import { Random } from '../random.ts';
import type { DemoWorld } from '../world.ts';
import { clientOf } from './telling.ts';

/** A contact in the story's own words. */
export interface ContactMade {
  kind: ActivityRow['kind'];
  at: Date;
  by: PersonKey;
  client: Client | null;
  /** the name of the tale it is about */
  deal: string | null;
  /** the name of the enquiry it answers */
  lead: string | null;
  /** nobody was there */
  missed: boolean;
}

type Kinds = readonly (readonly [ActivityRow['kind'], number])[];

/** What contacts are about a deal, stage by stage. */
const byStage: readonly Kinds[] = [
  [
    ['call_out', 6],
    ['message', 2],
    ['email', 1],
  ],
  [
    ['call_out', 5],
    ['call_in', 2],
    ['meeting', 2],
    ['message', 2],
  ],
  [
    ['email', 5],
    ['call_out', 3],
    ['presentation', 1.4],
    ['call_in', 1],
  ],
  [
    ['call_out', 4],
    ['meeting', 3],
    ['call_in', 2],
    ['presentation', 0.6],
    ['email', 1],
  ],
  [
    ['email', 4],
    ['call_in', 2],
    ['call_out', 2],
    ['meeting', 0.7],
  ],
  [
    ['call_out', 3],
    ['message', 2],
    ['email', 2],
  ],
];
const first: Kinds = [
  ['call_in', 7],
  ['email', 2],
  ['message', 2],
  ['meeting', 0.4],
];
const keeping: Kinds = [
  ['call_out', 6],
  ['message', 2],
  ['email', 2],
  ['meeting', 0.5],
];

/** What kind of contact a stage of a deal asks for; without a deal, one that only keeps in touch. */
export function kindFor(random: Random, stage: number | null): ContactMade['kind'] {
  return draw(random, (stage === null ? null : byStage[stage]) ?? keeping);
}

const draw = (random: Random, kinds: Kinds) => random.weighted(kinds, ([, weight]) => weight)[0];

/** The contacts about a deal: what came first, and what led to each of its turns. */
export function* contactsOfTale(world: DemoWorld, tale: Tale, until: Date): Generator<ContactMade> {
  const random = new Random(world.seed, 'contacts-made', tale.name);
  const { approach, happenings } = tale;
  const [opening] = happenings;
  if (opening?.kind !== 'opened') return;
  const about = { client: clientOf(tale), deal: tale.name, lead: null, missed: false };
  if (approach.enquiry === null) {
    const kind = opening.source === 'call' ? 'call_out' : draw(random, first);
    yield { ...about, kind, at: approach.contactAt, by: opening.by };
  }
  let stage = 0;
  let before: Happening = opening;
  for (const happening of happenings.slice(1)) {
    yield* between(world, random, { from: before.at, to: happening.at, by: before.by, stage, about });
    if (happening.kind === 'moved') stage = happening.stage;
    before = happening;
  }
  if (before.kind !== 'won' && before.kind !== 'lost')
    yield* between(world, random, { from: before.at, to: until, by: before.by, stage, about });
}

interface Stay {
  from: Date;
  to: Date;
  by: PersonKey;
  stage: number;
  about: Omit<ContactMade, 'kind' | 'at' | 'by'>;
}

/** Contacts while a deal stands still; few in an hour, more in weeks. */
function* between({ office }: DemoWorld, random: Random, { from, to, by, stage, about }: Stay): Generator<ContactMade> {
  const begin = office.position(from);
  const length = office.position(to) - begin;
  if (length < 0.02) return;
  const likely = (random.chance(0.56) ? 1 : 0) + (length > 3 && random.chance(0.35) ? 1 : 0);
  for (let n = 0; n < likely; n += 1) {
    const at = office.instant(begin + length * random.between(0.1, 0.97));
    const kind = draw(random, byStage[stage] ?? keeping);
    if (kind === 'call_out' && random.chance(0.22)) {
      const again = new Date(at.getTime() - random.whole(900, 5400) * 1000);
      if (again > from) yield { ...about, kind, at: again, by, missed: true };
    }
    yield { ...about, kind, at, by };
  }
}

/** Contacts about nothing in particular: nobody who buys is forgotten, though some wait longer than they should. */
export function* contactsOfClient(world: DemoWorld, client: Client, until: Date): Generator<ContactMade> {
  const { office, staff, seed } = world;
  const random = new Random(seed, 'kept', client.key);
  const usual = (contactEvery[client.group] * 5) / 7;
  const end = Math.min(office.position(until), client.goneFrom === null ? Infinity : client.goneFrom + 150);
  const begin = client.knownFrom + (client.knownFrom > 0 ? usual : 0);
  for (let position = begin + usual * random.next(); position < end; position += usual * random.between(0.42, 1.02)) {
    const day = office.day(Math.floor(position));
    const by = staff.atWork(staff.responsible(client.group, day), day);
    const missed = random.chance(0.1);
    const kind = missed ? 'call_out' : draw(random, keeping);
    yield { kind, at: office.instant(position), by, client, deal: null, lead: null, missed };
  }
}
