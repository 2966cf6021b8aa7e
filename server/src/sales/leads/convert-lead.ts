import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { takeId } from '../../records/add-record.ts';
import { changeRow, type OnRow } from '../../records/change-record.ts';
import { standingOf } from '../activities/standing.ts';
import { firstContactHappened } from '../deals/first-contact.ts';
import { makeDeal, type OpenDeal } from '../deals/open-deal.ts';
import { clientOfLead, type NewClient } from './client-of-lead.ts';
import { tellAnswer } from './first-answer.ts';
import type { LeadRow } from './lead.fields.ts';
import { leadNoun } from './lead.ts';
import { ensureOpen, instantOf } from './on-lead.ts';

/** A lead that becomes a deal: with whom, and what deal it is. What is left out comes from the lead. */
export interface ConvertLead extends OnRow, Omit<OpenDeal, 'key' | 'clientId' | 'sourceId' | 'campaignId' | 'at'> {
  /** a client that is known */
  clientId?: string | null;
  /** or a new one */
  client?: NewClient | null;
  at?: Date | null;
}

/**
 * Makes a deal of a lead, and a client where there is none yet, in one transaction. The deal comes from where the lead came from, and its
 * first contact is the lead's first answer. Who becomes a deal is qualified, and answered, by it at the latest. Returns the lead's id.
 */
export function convertLead(ctx: Context, input: ConvertLead): Promise<string> {
  const id = checkedId(input.id, 'input.id');
  const on = { subject: 'Lead', id, field: 'input.id' };
  return runVerb(ctx, { verb: 'convertLead', key: input.key, input, result: { id }, on }, async (tx) => {
    const act = ({ after }: { after: LeadRow }) => convert(tx, ctx, after, input);
    const change = { verb: 'convertLead', fields: {}, act };
    await changeRow(tx, ctx, leadNoun, { id, input: { version: input.version }, change });
  });
}

async function convert(tx: Transaction, ctx: Context, lead: LeadRow, input: ConvertLead): Promise<void> {
  ensureOpen(lead);
  const { key: _key, id: _id, version: _version, clientId: given, client, at: _at, ...about } = input;
  if (given && client) throw Refusal.badInput('input.client', 'nothing beside input.clientId: one client or a new one');
  const at = instantOf(input.at, ctx.clock.now(), lead.arrivedAt, lead.qualifiedAt);
  const by = ctx.viewer.employeeId ?? lead.employeeId;
  const ownerId = input.ownerId ?? lead.employeeId ?? ctx.viewer.employeeId;
  lead.clientId = client ? null : (given ?? lead.clientId);
  lead.clientId ??= await clientOfLead(tx, ctx, lead, { ownerId, client: client ?? {} });
  const { clientId, sourceId, campaignId } = lead;
  lead.dealId = await takeId(tx, 'deal');
  await makeDeal(tx, ctx, lead.dealId, { ...about, clientId, ownerId, at, sourceId, campaignId });
  const people = await standingOf(tx, by);
  lead.convertedAt = at;
  lead.conversionSeconds = Math.floor((at.getTime() - lead.arrivedAt.getTime()) / 1000);
  if (lead.qualifiedAt === null) lead.stamps = { ...lead.stamps, qualified: people };
  lead.qualifiedAt ??= at;
  lead.stamps = { ...lead.stamps, converted: people };
  await firstContactHappened(
    tx,
    ctx,
    lead.dealId,
    lead.answeredAt !== null && lead.answeredAt < at ? lead.answeredAt : at,
  );
  await tellAnswer(tx, lead, at, by);
}
