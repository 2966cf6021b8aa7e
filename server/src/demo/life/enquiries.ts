import type { LeadRow } from '../../sales/leads/lead.fields.ts';
import { answerTime, hoursBefore } from '../approach.ts';
import { type CampaignKey, campaignOn } from '../campaigns.ts';
import {
  type ProductLineKey,
  productLines,
  products,
  type SegmentKey,
  type SourceKey,
  segments,
  sources,
} from '../catalogue.ts';
import type { Client } from '../clients.ts';
import { inventContacts, inventPerson } from '../contacts.ts';
import type { Tale } from '../happening.ts';
import type { PersonKey } from '../people.ts';
import { Random } from '../random.ts';
import { opensOn } from '../story.ts';
import type { DemoWorld } from '../world.ts';
import type { ContactMade } from './contacts-made.ts';
import { clientOf } from './telling.ts';

/** Somebody turned to us, in the story's own words. */
export interface EnquiryTale {
  name: string;
  by: PersonKey;
  group: SegmentKey;
  source: SourceKey;
  firstSource: SourceKey;
  campaign: CampaignKey | null;
  line: ProductLineKey;
  /** who they are, where they are a client by now */
  client: Client | null;
  person: string;
  company: string;
  request: string;
  arrivedAt: Date;
  answer: ContactMade | null;
  qualifiedAt: Date | null;
  rejected: { at: Date; reason: NonNullable<LeadRow['rejectionReason']>; note: string | null } | null;
  /** the name of the deal it became, and when */
  deal: { name: string; at: Date } | null;
}

const wishes = [
  'Подскажите цену и срок поставки',
  'Нужен расчёт на новую точку, открываемся через месяц',
  'Интересует монтаж под ключ, пришлите предложение',
  'Сравниваем поставщиков, ждём коммерческое предложение',
  'Можно ли посмотреть образцы в шоуруме?',
  'Хотим заменить старое оборудование, нужен выезд специалиста',
  'Есть ли рассрочка для ИП?',
  'Какая скидка при заказе от десяти штук?',
];
const forms = ['ООО', 'ООО', 'ИП', 'АО'];
const companies = [
  'Альянс',
  'Новый дом',
  'Пекарь',
  'Торг-Сервис',
  'Лидер',
  'Восход',
  'Маяк',
  'Спектр',
  'Гарант',
  'Пятёрочка плюс',
  'Мечта',
  'Экспресс',
];
const reasons = {
  no_need: 5,
  no_budget: 3,
  competitor: 2.5,
  unreachable: 3,
  spam: 1.6,
  duplicate: 1.2,
  other: 0.7,
} as const;
/** How many turn to us in vain, for each deal that is opened. */
export const inVain = 0.4;

/** The enquiry a deal came from; null: it came without one. */
export function enquiryOfTale(world: DemoWorld, tale: Tale): EnquiryTale | null {
  const { enquiry, campaign } = tale.approach;
  const [opening] = tale.happenings;
  if (enquiry === null || opening?.kind !== 'opened') return null;
  const random = new Random(world.seed, 'enquiry', tale.name);
  const client = clientOf(tale);
  const name = `enquiry:${tale.name}`;
  const { by, source, basket } = opening;
  const line = basket?.[0] ? products[basket[0].product].line : random.pick(lineKeys);
  const [contact] = inventContacts(world.seed, client);
  return {
    ...{ name, by, group: client.group, source, firstSource: firstTouch(random, source), campaign, line, client },
    ...{ person: contact?.name ?? inventPerson(random), company: client.name, request: wishOf(random, line) },
    arrivedAt: enquiry.arrivedAt,
    answer: answerBy(random, { at: enquiry.answeredAt, by, client, lead: name }),
    ...{ qualifiedAt: enquiry.qualifiedAt, rejected: null, deal: { name: tale.name, at: opening.at } },
  };
}

/** Everybody who turned to us and bought nothing, as far as it has come by an instant. */
export function* enquiriesInVain(world: DemoWorld, after: Date, until: Date): Generator<EnquiryTale> {
  const { office, seed } = world;
  const last = office.position(until);
  for (let index = Math.floor(office.position(after)); index <= last; index += 1) {
    const day = office.day(index);
    for (const group of Object.keys(segments) as SegmentKey[]) {
      const count = new Random(seed, 'enquiries', day, group).count(opensOn(world, group, day) * inVain);
      for (let n = 0; n < count; n += 1) {
        const told = inVainAt(world, { name: `enquiry:${day}:${group}:${n + 1}`, group, index });
        if (told.arrivedAt > after && told.arrivedAt <= until) yield upTo(told, until);
      }
    }
  }
}

/** One of them, with all that will come of it. */
export function inVainAt(
  world: DemoWorld,
  { name, group, index, from }: { name: string; group: SegmentKey; index: number; from?: number },
): EnquiryTale {
  const { office, staff, seed } = world;
  const random = new Random(seed, name);
  const day = office.day(index);
  const by = staff.atWork(staff.responsible(group, day), day);
  const source = random.weighted(asking, (key) => sources[key].share);
  const campaign = campaignOn(random, source, world, index);
  const line = random.pick(lineKeys);
  const atNight = from === undefined && random.chance(0.15);
  const arrived = from ?? index + (atNight ? 0.001 : random.next());
  const answered = arrived + answerTime(random);
  const isQualified = random.chance(0.3);
  const decided = answered + 0.1 + random.skewed(0.9) * (isQualified ? 9 : 2.2);
  const person = inventPerson(random);
  const form = random.pick(forms);
  const reason = isQualified
    ? random.weighted(['no_budget', 'competitor', 'no_need'] as const, (key) => reasons[key])
    : random.weighted(Object.keys(reasons) as (keyof typeof reasons)[], (key) => reasons[key]);
  return {
    ...{ name, by, group, source, firstSource: firstTouch(random, source), campaign, line, client: null, person },
    company: form === 'ИП' ? `ИП ${person.split(' ').at(-1)}` : `${form} «${random.pick(companies)}»`,
    request: wishOf(random, line),
    arrivedAt: atNight ? hoursBefore(office.instant(index), random.between(0.3, 11)) : office.instant(arrived),
    answer: answerBy(random, { at: office.instant(answered), by, client: null, lead: name }),
    qualifiedAt: isQualified ? office.instant(answered + (decided - answered) * 0.25) : null,
    rejected: {
      at: office.instant(decided),
      reason,
      note: reason === 'other' ? 'Просили не перезванивать до весны' : null,
    },
    deal: null,
  };
}

/** What has happened of it by an instant. */
function upTo(told: EnquiryTale, until: Date): EnquiryTale {
  const by = <At extends { at: Date }>(done: At | null) => (done && done.at <= until ? done : null);
  const qualifiedAt = told.qualifiedAt && told.qualifiedAt <= until ? told.qualifiedAt : null;
  return { ...told, answer: by(told.answer), qualifiedAt, rejected: by(told.rejected) };
}

const asking = (Object.keys(sources) as SourceKey[]).filter((key) => key !== 'repeat' && key !== 'call');
const lineKeys = Object.keys(productLines) as ProductLineKey[];

/** Some saw us elsewhere before. */
function firstTouch(random: Random, source: SourceKey): SourceKey {
  return random.chance(0.22) ? random.weighted(asking, (key) => sources[key].share) : source;
}

function wishOf(random: Random, line: ProductLineKey): string {
  return `${productLines[line].name}. ${random.pick(wishes)}`;
}

function answerBy(
  random: Random,
  { at, by, client, lead }: Pick<ContactMade, 'at' | 'by' | 'client' | 'lead'>,
): ContactMade {
  const kind = random.weighted(
    ['call_out', 'email', 'message'] as const,
    (key) => ({ call_out: 6, email: 2, message: 2 })[key],
  );
  return { kind, at, by, client, deal: null, lead, missed: false };
}
