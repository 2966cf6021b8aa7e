import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { recordFact } from './record-fact.ts';

interface Known {
  version: number;
  first_contact_at: Date | null;
}

async function lock(tx: Transaction, dealId: string): Promise<Known | undefined> {
  const [deal] = await tx.query<Known>(
    sql`/* lock-deal-contacted */ select version, first_contact_at from deal where id = ${dealId} for update`,
  );
  return deal;
}

/**
 * The client was contacted about a deal: if that is the first contact known, the deal's cycle runs from it. Works on closed deals too, whose
 * winning is restated. Call it within the transaction that logs the contact.
 */
export async function firstContactHappened(tx: Transaction, ctx: Context, dealId: string, at: Date): Promise<void> {
  const deal = await lock(tx, dealId);
  if (!deal || (deal.first_contact_at && deal.first_contact_at <= at)) return;
  await tell(tx, ctx, dealId, deal, at);
}

/** Contacts about a deal, or about the lead it came from, were changed or taken back: what is the first one is looked up again. */
export async function contactsOfDealChanged(tx: Transaction, ctx: Context, dealId: string): Promise<void> {
  const deal = await lock(tx, dealId);
  if (!deal) return;
  const [first] = await tx.query<{ at: Date | null }>(
    sql`/* first-contact */ select least((select min(at) from activity where deal_id = ${dealId} and ended_at is null),
      (select answered_at from lead where deal_id = ${dealId})) as at`,
  );
  const at = first?.at ?? null;
  if (deal.first_contact_at?.getTime() !== at?.getTime()) await tell(tx, ctx, dealId, deal, at);
}

async function tell(tx: Transaction, ctx: Context, dealId: string, { version }: Known, at: Date | null): Promise<void> {
  const changes = { firstContactAt: at?.toISOString() ?? null };
  await recordFact(tx, ctx, { dealId, version, kind: 'contacted', at: null, changes });
}
