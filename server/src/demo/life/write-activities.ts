import { writeMany } from '../../records/write-many.ts';
import { activityNoun } from '../../sales/activities/activity.ts';
import type { ContactChannelKey } from '../catalogue.ts';
import { Random } from '../random.ts';
import { resultOf, saidIn } from './activity-words.ts';
import { type ContactMade, contactsOfClient, contactsOfTale } from './contacts-made.ts';
import { isTold, peopleOf, placeOf, type Telling, whose } from './telling.ts';
import type { WrittenLead } from './write-leads.ts';

export const channelOf: Record<ContactMade['kind'], ContactChannelKey> = {
  ...{ call_in: 'phone', call_out: 'phone', email: 'mail', message: 'messenger', meeting: 'visit' },
  presentation: 'video',
};

/** Writes every contact of the story: about enquiries, about deals, and those that only keep in touch. */
export async function writeActivities(telling: Telling, leads: readonly WrittenLead[]): Promise<void> {
  const { world, nouns, tales, until } = telling;
  const leadIds = new Map(leads.map(({ tale, id }) => [tale.name, id]));
  const made = [
    ...leads.flatMap(({ tale }) => tale.answer ?? []),
    ...tales.flatMap((tale) => [...contactsOfTale(world, tale, until)]),
    ...world.clients
      .filter(({ key }) => nouns.has('client', key))
      .flatMap((client) => [...contactsOfClient(world, client, until)].filter(({ at }) => isTold(telling, at))),
  ];
  made.sort((a, b) => a.at.getTime() - b.at.getTime());
  await writeMany(
    telling.tx,
    telling.ctx,
    activityNoun,
    made.map((contact) => rowOf(telling, contact, leadIds)),
  );
}

function rowOf(telling: Telling, made: ContactMade, leadIds: ReadonlyMap<string, string>) {
  const { nouns, contacts, dealIds, heard, world } = telling;
  const { kind, at, by, client, deal, lead, missed } = made;
  const random = new Random(world.seed, 'said', at.getTime(), by, client?.key ?? lead ?? '');
  const place = client ? placeOf(telling, client) : { client_id: null, segment_id: null, territory_id: null };
  const isCall = kind === 'call_in' || kind === 'call_out';
  const talkSeconds = isCall ? (missed ? 0 : Math.round(35 + random.skewed(0.8) * 185)) : null;
  const people = client ? (contacts.get(client.key) ?? []) : [];
  const channel = kind === 'meeting' && random.chance(0.3) ? 'video' : channelOf[kind];
  return {
    ...{ kind, at, ...whose(telling, by), clientId: place.client_id },
    dealId: deal === null ? null : (dealIds.get(deal) ?? null),
    leadId: lead === null ? null : (leadIds.get(lead) ?? null),
    contactId: people.length > 0 && random.chance(0.85) ? random.pick(people) : null,
    contactChannelId: nouns.of('contact_channel', channel).id,
    ...{ talkSeconds, recordingUrl: talkSeconds && random.chance(0.6) ? recordOf(at, random) : null },
    result: missed ? ('no_answer' as const) : resultOf(random, kind),
    note: missed ? null : saidIn(random, kind),
    stamps: { employee: peopleOf(telling, by), client: place },
    recordedAt: heard(at),
  };
}

/** Where the exchange keeps the record of a call; nobody can have such a name. */
function recordOf(at: Date, random: Random): string {
  return `https://records.karpov.example/${at.toISOString().slice(0, 10)}/${random.whole(100_000, 999_999)}.mp3`;
}
