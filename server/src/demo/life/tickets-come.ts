import type { TicketRow } from '../../service/tickets/ticket-fields.ts';
import { type ContactChannelKey, type ProductKey, products } from '../catalogue.ts';
import type { Client } from '../clients.ts';
import type { Tale } from '../happening.ts';
import type { PersonKey } from '../people.ts';
import { Random } from '../random.ts';
import type { DemoWorld } from '../world.ts';
import { outcomes, reopened, subjects } from './service-words.ts';
import { clientOf } from './telling.ts';

/** A turn of a ticket, as its row keeps it. */
export type Turn = TicketRow['history'][number];

/** A request or complaint in the story's own words, as far as it has come. */
export interface TicketTale {
  name: string;
  kind: 'request' | 'complaint';
  priority: TicketRow['priority'];
  subject: string;
  by: PersonKey;
  client: Client;
  product: ProductKey;
  channel: ContactChannelKey;
  arrivedAt: Date;
  answeredAt: Date | null;
  turns: Turn[];
  waits: boolean;
}

const share = { ofWins: 0.44, complaints: 0.21, ofManager: 0.24, reopened: 0.055 } as const;

/** What buyers of a deal turned to us with afterwards: some a few days later, some after months. */
export function* ticketsOfTale(world: DemoWorld, tale: Tale, until: Date): Generator<TicketTale> {
  const random = new Random(world.seed, 'tickets', tale.name);
  const won = tale.happenings.find(({ kind }) => kind === 'won');
  const [opening] = tale.happenings;
  if (!won || opening?.kind !== 'opened' || !random.chance(share.ofWins)) return;
  const basket = tale.happenings.findLast((h) => 'basket' in h && h.basket)?.kind;
  const lines = tale.happenings.flatMap((h) => ('basket' in h && h.basket ? [h.basket] : [])).at(-1) ?? [];
  const line = lines.length > 0 && basket ? random.pick(lines) : null;
  if (!line) return;
  const position = world.office.position(won.at) + 1 + random.skewed(1) * 22;
  const told = ticketAt(world, random, {
    ...{ name: `ticket:${tale.name}`, client: clientOf(tale), product: line.product, seller: won.by, position },
  });
  if (told.arrivedAt <= until) yield ticketBy(told, until);
}

interface Cause {
  name: string;
  client: Client;
  product: ProductKey;
  seller: PersonKey;
  position: number;
}

/** A ticket with all that will become of it. */
export function ticketAt({ office }: DemoWorld, random: Random, cause: Cause): TicketTale {
  const { name, client, product, seller, position } = cause;
  const kind = random.chance(share.complaints) ? 'complaint' : 'request';
  const byManager = random.chance(share.ofManager);
  const priority = random.weighted(['normal', 'high', 'low', 'urgent'] as const, (key) =>
    kind === 'complaint'
      ? { normal: 4, high: 4, low: 0.5, urgent: 1.5 }[key]
      : { normal: 7, high: 1.5, low: 2, urgent: 0.3 }[key],
  );
  const haste = { low: 1.6, normal: 1, high: 0.55, urgent: 0.3 }[priority];
  const answered = position + (5 + random.skewed(0.7) * 34 * haste) / 560;
  const turns: Turn[] = [];
  let done = answered + 0.05 + random.skewed(0.8) * 1.7 * haste;
  turns.push(resolved(random, office.instant(done), kind));
  if (random.chance(share.reopened)) {
    const again = done + random.between(0.5, 4);
    turns.push({ kind: 'reopened', at: office.instant(again), resolution: null, note: random.pick(reopened) });
    done = again + 0.1 + random.skewed(0.6) * 1.5;
    turns.push({ ...resolved(random, office.instant(done), kind), resolution: 'solved' });
  }
  return {
    ...{ name, kind, priority, client, product, turns, by: byManager ? seller : 'viktor' },
    subject: random.pick(subjects[kind][products[product].line]),
    channel: random.pick(['phone', 'phone', 'mail', 'messenger', 'form']),
    ...{ arrivedAt: office.instant(position), answeredAt: office.instant(answered), waits: random.chance(0.3) },
  };
}

function resolved(random: Random, at: Date, kind: TicketTale['kind']): Turn {
  const resolution = random.weighted(['solved', 'explained', 'compensated', 'declined'] as const, (key) =>
    kind === 'complaint'
      ? { solved: 6, explained: 1.5, compensated: 2, declined: 0.7 }[key]
      : { solved: 7, explained: 3, compensated: 0, declined: 0.2 }[key],
  );
  return { kind: 'resolved', at, resolution, note: random.pick(outcomes[resolution]) };
}

/** What has happened of it by an instant. */
function ticketBy(told: TicketTale, until: Date): TicketTale {
  const answeredAt = told.answeredAt && told.answeredAt <= until ? told.answeredAt : null;
  return { ...told, answeredAt, turns: told.turns.filter(({ at }) => at <= until) };
}
