import { addWorkingSeconds, workingSecondsBetween } from '../../department/calendar/working-time.ts';
import type { Dimensions } from '../../ledger/dimensions.ts';
import { writeMany } from '../../records/write-many.ts';
import { serviceDeadlineNoun } from '../../service/deadlines/service-deadline.ts';
import { ratingNoun } from '../../service/ratings/rating.ts';
import { stampOfTurn } from '../../service/tickets/project-ticket.ts';
import { ticketNoun } from '../../service/tickets/ticket.ts';
import type { ProductKey } from '../catalogue.ts';
import type { Client } from '../clients.ts';
import { externalId } from '../nouns.ts';
import type { PersonKey } from '../people.ts';
import { Random } from '../random.ts';
import { blame, praise } from './service-words.ts';
import { peopleOf, placeOf, type Telling, whose } from './telling.ts';
import { type TicketTale, ticketsOfTale } from './tickets-come.ts';

/** Working minutes until the first answer and until it is resolved. */
const deadlines = {
  request: { low: [480, 4560], normal: [240, 2280], high: [120, 1140], urgent: [60, 570] },
  complaint: { low: [240, 2280], normal: [120, 1710], high: [60, 1140], urgent: [30, 570] },
} as const;
type Kind = keyof typeof deadlines;
type Priority = keyof (typeof deadlines)[Kind];

/** Writes how soon tickets are to be answered. */
export async function writeDeadlines({ tx, ctx, after }: Telling): Promise<void> {
  const rows = (Object.keys(deadlines) as Kind[]).flatMap((kind) =>
    (Object.keys(deadlines[kind]) as Priority[]).map((priority) => {
      const [answerWithinMinutes, resolveWithinMinutes] = deadlines[kind][priority];
      return { kind, priority, answerWithinMinutes, resolveWithinMinutes, recordedAt: after };
    }),
  );
  await writeMany(tx, ctx, serviceDeadlineNoun, rows);
}

/** Writes what clients asked and complained of, and how they rated what was done about it. */
export async function writeTickets(telling: Telling): Promise<void> {
  const { tx, ctx, world, nouns, tales, until, heard } = telling;
  const all = tales
    .flatMap((tale) => [...ticketsOfTale(world, tale, until)])
    .toSorted((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime());
  const ids = await writeMany(
    tx,
    ctx,
    ticketNoun,
    all.map((ticket) => rowOf(telling, ticket)),
  );
  const ofTickets = all.flatMap((ticket, i) => ratingOf(telling, ticket, ids[i] ?? ''));
  const ofDeals = tales.flatMap((tale) => {
    const won = tale.happenings.find(({ kind }) => kind === 'won');
    const [opening] = tale.happenings;
    const random = new Random(world.seed, 'rated', tale.name);
    if (!won || opening?.kind !== 'opened' || !random.chance(0.16)) return [];
    const at = world.office.instant(world.office.position(won.at) + random.between(0.5, 6));
    return [{ at, ticketId: null, by: won.by, client: opening.client, product: null, score: scoreOf(random, 0.15) }];
  });
  const ratings = [...ofTickets, ...ofDeals].filter(({ at }) => at <= until);
  await writeMany(
    tx,
    ctx,
    ratingNoun,
    ratings
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ at, ticketId, by, client, product, score }) => {
        const random = new Random(world.seed, 'comment', at.getTime(), client.key);
        const comment = random.chance(0.4) ? random.pick(score >= 4 ? praise : blame) : null;
        const given = dimensionsOf(telling, { by, client, product });
        const about = { clientId: nouns.of('client', client.key).id, productId: given.product_id ?? null };
        const row = { ticketId, ...about, employeeId: given.employee_id ?? null, at };
        return { ...row, score, comment, stamps: { given }, recordedAt: heard(at) };
      }),
  );
}

/** Good on the whole; worse where something was wrong. */
export function scoreOf(random: Random, spoilt: number): number {
  return random.weighted(
    [5, 4, 3, 2, 1],
    (score) => [0, 0.15 + spoilt, 0.25 + spoilt, 0.8 + spoilt, 3.4, 5.8][score] ?? 0,
  );
}

function ratingOf({ world }: Telling, ticket: TicketTale, ticketId: string) {
  const random = new Random(world.seed, 'rating', ticket.name);
  const last = ticket.turns.at(-1);
  if (last?.kind !== 'resolved' || !random.chance(0.55)) return [];
  const at = world.office.instant(world.office.position(new Date(last.at)) + random.between(0.1, 2.5));
  const spoilt = (ticket.kind === 'complaint' ? 0.7 : 0.1) + (ticket.turns.length > 1 ? 1.4 : 0);
  const { by, client, product } = ticket;
  return [{ at, ticketId, by, client, product, score: scoreOf(random, spoilt) }];
}

/** As service keeps them: who, with whom, about what. */
export function dimensionsOf(
  telling: Telling,
  { by, client, product = null }: { by: PersonKey; client: Client; product?: ProductKey | null },
): Dimensions {
  const sold = product && telling.nouns.of('product', product);
  return {
    ...peopleOf(telling, by),
    ...placeOf(telling, client),
    ...{ product_id: sold?.id ?? null, product_line_id: sold?.product_line_id ?? null },
  };
}

/** The day and the minute it came. */
function numberOf(arrivedAt: Date): string {
  return `Т-${arrivedAt.toISOString().slice(2, 16).replaceAll(/[-:]/g, '').replace('T', '-')}`;
}

function rowOf(telling: Telling, ticket: TicketTale) {
  const { nouns, calendar, contacts, world, heard } = telling;
  const { kind, priority, client, by, arrivedAt, answeredAt, turns, product, channel, subject, waits } = ticket;
  const now = dimensionsOf(telling, { by, client, product });
  const [answer, resolve] = deadlines[kind][priority];
  const last = turns.at(-1);
  const isResolved = last?.kind === 'resolved';
  const people = contacts.get(client.key) ?? [];
  const open = turns.length > 0 ? ('reopened' as const) : answeredAt ? (waits ? 'waiting' : 'in_work') : 'new';
  return {
    externalId: externalId(ticket.name),
    ...{ kind, priority, subject, number: numberOf(arrivedAt) },
    ...{ clientId: nouns.of('client', client.key).id, productId: now.product_id ?? null, ...whose(telling, by) },
    contactId: people.length > 0 ? new Random(world.seed, 'asks', ticket.name).pick(people) : null,
    contactChannelId: nouns.of('contact_channel', channel).id,
    arrivedAt,
    answerDueAt: addWorkingSeconds(calendar, arrivedAt, answer * 60),
    resolveDueAt: addWorkingSeconds(calendar, arrivedAt, resolve * 60),
    status: isResolved ? ('resolved' as const) : (open as 'reopened' | 'waiting' | 'in_work' | 'new'),
    answeredAt,
    responseTime: answeredAt && workingSecondsBetween(calendar, arrivedAt, answeredAt),
    resolvedAt: isResolved ? new Date(last.at) : null,
    ...{ resolution: isResolved ? last.resolution : null, outcome: isResolved ? last.note : null },
    ...{ reopenings: turns.filter((turn) => turn.kind === 'reopened').length, history: turns },
    stamps: {
      ...{ arrived: now, late: now, ...(answeredAt && { answered: now }) },
      ...Object.fromEntries(turns.map((_, i) => [stampOfTurn(i), now])),
    },
    recordedAt: heard(arrivedAt),
  };
}
