import { sql } from '../../lib/sql.ts';
import { addRecord } from '../../records/add-record.ts';
import { endRecord } from '../../records/change-record.ts';
import { documentNoun } from '../../sales/documents/document.ts';
import { issueDocument } from '../../sales/documents/issue-document.ts';
import { paymentNoun } from '../../sales/documents/payment.ts';
import type { Deed } from '../happening.ts';
import { externalId } from '../nouns.ts';
import type { OpenDeal } from '../open-deals.ts';
import { worth } from '../order.ts';
import { asPerson } from '../perform.ts';
import { type AtWork, keyAt, personOf, type WaitingRow } from './at-work.ts';
import { oneOf } from './desk.ts';

interface PaperRow extends WaitingRow {
  deal_id: string | null;
  amount: string | null;
  paid: string;
}

/** the paper a stage asks for, and within how many working days */
const asked: Record<number, { kind: 'proposal' | 'contract' | 'invoice'; within: number }> = {
  2: { kind: 'proposal', within: 1.6 },
  4: { kind: 'contract', within: 2.2 },
  5: { kind: 'invoice', within: 1 },
};

/** A deal has come to a stage that asks for a paper: it is to be written, once. */
export async function askForPaper(at: AtWork, deal: OpenDeal, deed: Deed): Promise<void> {
  const paper = deed.kind === 'moved' ? asked[deed.stage] : deed.kind === 'won' ? asked[5] : undefined;
  if (!paper || deal.basket === null) return;
  const { ctx, world, nouns } = at;
  const name = `${paper.kind}:live:${deal.id}`;
  const [known] = await ctx.database.app.query(
    sql`/* demo-paper */ select from document where deal_id = ${deal.id} and kind = ${paper.kind} and ended_at is null`,
  );
  if (known) return;
  const position = world.office.position(ctx.clock.now());
  const payBy = paper.kind === 'invoice' ? { payBy: world.office.instant(Math.floor(position) + 7.99) } : {};
  await asPerson(ctx, nouns, deal.owner, (as) =>
    addRecord(as, documentNoun, {
      ...{ key: keyAt(at, 'paper'), externalId: externalId(name), kind: paper.kind, dealId: deal.id, ...payBy },
      ...{
        amount: Math.round(worth(deal.basket ?? []) * 100) / 100,
        dueAt: world.office.instant(position + paper.within),
      },
    }),
  );
}

/** A paper goes out; that of a lost deal is not needed any more. */
export async function issuePaper(at: AtWork): Promise<boolean> {
  const { ctx, nouns, random } = at;
  const paper = await oneOf<PaperRow>(ctx.database.app, 'unissued', random.next(), ctx.clock.now());
  if (!paper) return false;
  const [deal] = await ctx.database.app.query<{ status: string }>(
    sql`/* demo-deal-of-paper */ select status from deal where id = ${paper.deal_id}`,
  );
  const on = { key: keyAt(at, 'issued'), id: paper.id, version: paper.version };
  return asPerson(ctx, nouns, personOf(paper.person), (as) =>
    deal?.status === 'lost' ? endRecord(as, documentNoun, on) : issueDocument.run(as, on),
  );
}

/** Money comes for an invoice: mostly all that is left. */
export async function payInvoice(at: AtWork): Promise<boolean> {
  const { ctx, nouns, random } = at;
  const invoice = await oneOf<PaperRow>(ctx.database.app, 'unpaid', random.next(), ctx.clock.now());
  const left = Number(invoice?.amount ?? 0) - Number(invoice?.paid ?? 0);
  if (!invoice || left <= 0) return false;
  const part = random.chance(0.75) ? left : Math.ceil(left / 2);
  return asPerson(ctx, nouns, personOf(invoice.person), (as) =>
    addRecord(as, paymentNoun, { key: keyAt(at, 'paid'), documentId: invoice.id, amount: part / 100 }),
  );
}
