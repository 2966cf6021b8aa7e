import { dayOf } from '../../lib/zone.ts';
import { addRecord } from '../../records/add-record.ts';
import { ratingNoun } from '../../service/ratings/rating.ts';
import { answerTicket } from '../../service/tickets/answer-ticket.ts';
import { resolveTicket } from '../../service/tickets/resolve-ticket.ts';
import { ticketNoun } from '../../service/tickets/ticket.ts';
import { productKeys } from '../catalogue.ts';
import { blame, outcomes, praise } from '../life/service-words.ts';
import { ticketAt } from '../life/tickets-come.ts';
import { scoreOf } from '../life/write-tickets.ts';
import { externalId } from '../nouns.ts';
import { asPerson } from '../perform.ts';
import { type AtWork, keyAt, personOf, type WaitingRow } from './at-work.ts';
import { oneOf } from './desk.ts';

/** A client asks or complains. */
export function openTicket(at: AtWork): Promise<boolean> {
  const { ctx, world, nouns, random } = at;
  const now = ctx.clock.now();
  const client = random.pick(world.clients.filter(({ key }) => nouns.has('client', key)));
  const seller = world.staff.responsible(client.group, dayOf(now, world.timeZone));
  const name = `ticket:live:${now.toISOString()}`;
  const cause = { name, client, seller, product: random.pick(productKeys), position: world.office.position(now) };
  const { kind, priority, subject, by, product, channel } = ticketAt(world, random, cause);
  return asPerson(ctx, nouns, by, (as) =>
    addRecord(as, ticketNoun, {
      ...{ key: keyAt(at, 'ticket'), externalId: externalId(name), kind, priority, subject },
      ...{ clientId: nouns.of('client', client.key).id, productId: nouns.of('product', product).id },
      ...{ contactChannelId: nouns.of('contact_channel', channel).id, employeeId: nouns.of('employee', by).id },
    }),
  );
}

export async function answerOne(at: AtWork): Promise<boolean> {
  const { ctx, nouns, random } = at;
  const ticket = await oneOf<WaitingRow>(ctx.database.app, 'newTickets', random.next(), ctx.clock.now());
  if (!ticket) return false;
  const on = { key: keyAt(at, 'answered'), id: ticket.id, version: ticket.version };
  return asPerson(ctx, nouns, personOf(ticket.person), (as) => answerTicket.run(as, on));
}

/** A ticket is done; every other client says how it was. */
export async function resolveOne(at: AtWork): Promise<boolean> {
  const { ctx, nouns, random } = at;
  const ticket = await oneOf<WaitingRow>(ctx.database.app, 'openTickets', random.next(), ctx.clock.now());
  if (!ticket) return false;
  const resolution = random.weighted(
    ['solved', 'explained', 'compensated'] as const,
    (key) => ({ solved: 6, explained: 2, compensated: 0.8 })[key],
  );
  const on = { key: keyAt(at, 'resolved'), id: ticket.id, version: ticket.version };
  const outcome = random.pick(outcomes[resolution]);
  const by = personOf(ticket.person);
  const done = await asPerson(ctx, nouns, by, (as) => resolveTicket.run(as, { ...on, resolution, outcome }));
  if (!done || !random.chance(0.55)) return done;
  const score = scoreOf(random, 0.2);
  const comment = random.chance(0.4) ? random.pick(score >= 4 ? praise : blame) : null;
  return asPerson(ctx, nouns, by, (as) =>
    addRecord(as, ratingNoun, { key: keyAt(at, 'rated'), ticketId: ticket.id, score, comment }),
  );
}
