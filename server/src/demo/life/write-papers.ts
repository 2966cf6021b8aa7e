import { writeMany } from '../../records/write-many.ts';
import { documentNoun } from '../../sales/documents/document.ts';
import { paymentNoun } from '../../sales/documents/payment.ts';
import { worthOf } from '../as-history.ts';
import { externalId } from '../nouns.ts';
import { type Paper, papersOf } from './papers.ts';
import { peopleOf, placeOf, type Telling, whose } from './telling.ts';

const letters = { proposal: 'КП', contract: 'Д', invoice: 'С' } as const;

/** Writes proposals, contracts, invoices, and the money that came for them. */
export async function writePapers(telling: Telling): Promise<void> {
  const { tx, ctx, world, tales, until } = telling;
  const papers = tales
    .flatMap((tale) => papersOf(world, tale, until))
    .toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime());
  const counts = new Map<string, number>();
  const amounts = papers.map(({ basket }) => worthOf(basket, telling.nouns).amount);
  const rows = papers.map((paper, i) => rowOf(telling, paper, amounts[i] ?? 0, numberOf(paper, counts)));
  const ids = await writeMany(tx, ctx, documentNoun, rows);
  const payments = papers.flatMap((paper, i) =>
    paidOf(paper, amounts[i] ?? 0).map(({ at, amount }) => ({
      ...{ documentId: ids[i] ?? '', dealId: rows[i]?.dealId ?? null, clientId: rows[i]?.clientId ?? null },
      ...{ ...whose(telling, paper.by), at, amount, advance: false },
      stamps: { paid: { ...peopleOf(telling, paper.by), ...placeOf(telling, paper.client) } },
      recordedAt: telling.heard(at),
    })),
  );
  await writeMany(
    tx,
    ctx,
    paymentNoun,
    payments.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  );
}

/** Numbers run on within a year. */
function numberOf({ kind, askedAt }: Paper, counts: Map<string, number>): string {
  const year = askedAt.toISOString().slice(2, 4);
  const next = (counts.get(kind + year) ?? 0) + 1;
  counts.set(kind + year, next);
  return `${letters[kind]}-${year}/${String(next).padStart(4, '0')}`;
}

/** What came of an amount: the last part is what is left. */
function paidOf({ payments }: Paper, amount: number): { at: Date; amount: number }[] {
  let left = amount;
  const parts = payments.map(({ at, share }, i) => {
    const part = i > 0 || share === 1 ? left : Math.round((amount * share) / 100) * 100;
    left -= part;
    return { at, amount: part };
  });
  return parts.filter((part) => part.amount > 0);
}

function rowOf(telling: Telling, paper: Paper, worth: number, number: string) {
  const { dealIds, heard } = telling;
  const { kind, client, by, dueAt, issuedAt, payBy, endedAt, askedAt, deal } = paper;
  const standing = { ...peopleOf(telling, by), ...placeOf(telling, client) };
  const paid = paidOf(paper, worth).reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...{ externalId: externalId(`${kind}:${deal}`), endedAt, kind, number, dealId: dealIds.get(deal) ?? null },
    ...{ clientId: standing.client_id, ...whose(telling, by), dueAt, issuedAt, payBy, amount: worth, paid },
    settled: kind === 'invoice' && issuedAt !== null && paid >= worth,
    stamps: { due: standing, ...(issuedAt && { issued: standing }) },
    recordedAt: heard(askedAt),
  };
}
