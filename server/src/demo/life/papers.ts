import { stages } from '../catalogue.ts';
import type { Client } from '../clients.ts';
import type { Tale } from '../happening.ts';
import type { Basket } from '../order.ts';
import type { PersonKey } from '../people.ts';
import { Random } from '../random.ts';
import type { DemoWorld } from '../world.ts';
import { clientOf } from './telling.ts';

/** A paper of a deal in the story's own words; its worth is that of a basket. */
export interface Paper {
  kind: 'proposal' | 'contract' | 'invoice';
  deal: string;
  client: Client;
  by: PersonKey;
  /** when it was clear that it was needed */
  askedAt: Date;
  dueAt: Date;
  issuedAt: Date | null;
  payBy: Date | null;
  basket: Basket;
  /** when it was cancelled, because nothing came of the deal */
  endedAt: Date | null;
  payments: { at: Date; share: number }[];
}

const place = (key: string): number => stages.findIndex((stage) => stage.key === key);
const wanted = [
  { kind: 'proposal', from: place('proposal'), within: 1.6 },
  { kind: 'contract', from: place('contract'), within: 2.2 },
  { kind: 'invoice', from: place('payment'), within: 1 },
] as const;

/** The papers of a deal: each once, when its stage is first reached, as far as it has come by an instant. */
export function papersOf(world: DemoWorld, tale: Tale, until: Date): Paper[] {
  const random = new Random(world.seed, 'papers', tale.name);
  const [opening] = tale.happenings;
  if (opening?.kind !== 'opened') return [];
  const { office } = world;
  const papers: Paper[] = [];
  let basket = opening.basket;
  for (const { at, by, ...deed } of tale.happenings) {
    if ('basket' in deed && deed.basket) basket = deed.basket;
    const reached = deed.kind === 'moved' ? deed.stage : deed.kind === 'won' ? stages.length - 1 : -1;
    for (const { kind, from, within } of wanted) {
      if (reached < from || basket === null || papers.some((paper) => paper.kind === kind)) continue;
      const begin = office.position(at);
      const isLate = random.chance(0.09);
      const issue = begin + within * (isLate ? random.between(1.1, 2.4) : random.between(0.1, 0.92));
      // what is won has its papers by then
      const issuedAt = deed.kind === 'won' ? at : office.instant(issue);
      papers.push({
        ...{ kind, deal: tale.name, client: clientOf(tale), by, askedAt: at, basket, endedAt: null, payments: [] },
        dueAt: office.instant(begin + within),
        issuedAt: issuedAt <= until ? issuedAt : null,
        payBy: kind === 'invoice' ? office.instant(Math.floor(issue) + 7.99) : null,
      });
    }
    if (deed.kind === 'won') settle(world, random, papers, { at, basket, until });
    if (deed.kind === 'lost') cancel(papers, at);
  }
  return papers;
}

interface Won {
  at: Date;
  basket: Basket | null;
  until: Date;
}

/** A deal is won with its money, or with a part of it: then the rest comes later, now and then too late. */
function settle({ office }: DemoWorld, random: Random, papers: Paper[], { at, basket, until }: Won): void {
  for (const paper of papers) if (paper.issuedAt === null || paper.issuedAt > at) paper.issuedAt = at;
  const invoice = papers.find((paper) => paper.kind === 'invoice');
  if (!invoice || invoice.payments.length > 0) return;
  if (basket) invoice.basket = basket;
  const isWhole = random.chance(0.62);
  const share = isWhole ? 1 : random.pick([0.3, 0.5, 0.5, 0.7]);
  invoice.payments.push({ at, share });
  const later = office.instant(office.position(at) + random.between(2, random.chance(0.85) ? 9 : 26));
  invoice.payBy = office.instant(Math.floor(office.position(at)) + (isWhole ? 0.99 : 10.99));
  if (!isWhole && later <= until) invoice.payments.push({ at: later, share: 1 - share });
}

/** Nothing came of it: an invoice nobody will pay is cancelled, what was not sent is not sent any more. */
function cancel(papers: Paper[], at: Date): void {
  for (const paper of papers) {
    if (paper.payments.length > 0) continue;
    const isUnsent = paper.issuedAt === null || paper.issuedAt > at;
    if (isUnsent) paper.issuedAt = null;
    if (isUnsent || paper.kind === 'invoice') paper.endedAt ??= at;
  }
}
