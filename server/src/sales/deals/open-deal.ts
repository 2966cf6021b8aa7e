import type { Context } from '../../context.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import { openingCurrency } from './currency-change.ts';
import type { Changes } from './deal-fact.ts';
import { noPricing, resolveWorth, type WorthInput } from './deal-lines.ts';
import { mustExist, optionalId, resolveClient, resolveOwner, resolveStage } from './deal-place.ts';
import { notInFuture, recordOpening } from './record-fact.ts';

/** A deal to be opened. Only the key and the client are required. */
export interface OpenDeal extends WorthInput {
  key: string;
  clientId: string;
  ownerId?: string | null;
  pipelineId?: string | null;
  stageId?: string | null;
  title?: string | null;
  channelId?: string | null;
  sourceId?: string | null;
  campaignId?: string | null;
  expectedCloseAt?: Date | null;
  /** three letters; left out: the department's */
  currency?: string | null;
  at?: Date | null;
  externalId?: string | null;
}

/**
 * Opens a deal. Its owner is the one given, else the viewer, else the client's owner; its source the one given, else the client's; its
 * territory the client's, else the owner's. Returns the deal's id.
 */
export function openDeal(ctx: Context, input: OpenDeal): Promise<string> {
  const call = { verb: 'openDeal', key: input.key, input, result: { newIn: 'deal' } };
  return runVerb(ctx, call, (tx, id) => makeDeal(tx, ctx, id, input));
}

/** The same inside a verb's transaction, under an id that was taken for it. */
export async function makeDeal(tx: Transaction, ctx: Context, id: string, input: Omit<OpenDeal, 'key'>): Promise<void> {
  const now = ctx.clock.now();
  const at = input.at ? notInFuture(input.at, now) : now;
  const client = await resolveClient(tx, ctx, input.clientId);
  const owner = await resolveOwner(
    tx,
    optionalId(input.ownerId, 'input.ownerId') ?? ctx.viewer.employeeId ?? client.owner_id,
    'input.ownerId',
  );
  ctx.access.ensureValues('openDeal', { ownerId: owner.employeeId, departmentId: owner.departmentId }, 'input.ownerId');
  const stage = await resolveStage(
    tx,
    optionalId(input.pipelineId, 'input.pipelineId'),
    optionalId(input.stageId, 'input.stageId'),
  );
  const channelId = optionalId(input.channelId, 'input.channelId');
  const sourceId = optionalId(input.sourceId, 'input.sourceId');
  const campaignId = optionalId(input.campaignId, 'input.campaignId');
  await mustExist(tx, 'channel', channelId, 'input.channelId');
  await mustExist(tx, 'source', sourceId, 'input.sourceId');
  await mustExist(tx, 'campaign', campaignId, 'input.campaignId');
  const foreign = await openingCurrency(tx, ctx, input.currency, at);
  const changes: Changes = {
    clientId: input.clientId,
    segmentId: client.segment_id,
    ...owner,
    territoryId: client.territory_id ?? owner.territoryId,
    ...stage,
    channelId,
    sourceId: sourceId ?? client.source_id,
    campaignId,
    title: checkedTitle(input.title) ?? client.name,
    expectedCloseAt: checkedExpectation(input.expectedCloseAt),
    ...foreign,
    ...(await resolveWorth(tx, ctx, input, { ...noPricing, foreign })),
  };
  const externalId = input.externalId ?? null;
  if (externalId !== null) await refuseTaken(tx, ctx, externalId);
  await tx.query(sql`/* insert-deal */ insert into deal (id, title, client_id, owner_id, pipeline_id, stage_id, channel_id, source_id,
      campaign_id, team_id, department_id, territory_id, segment_id, amount, opened_at, stage_since, last_fact_at, expected_close_at,
      first_expected_close_at, currency, rate, currency_amount, external_id)
    values (${id}, ${changes.title}, ${changes.clientId}, ${changes.employeeId}, ${changes.pipelineId}, ${changes.stageId}, ${channelId},
      ${changes.sourceId}, ${campaignId}, ${changes.teamId}, ${changes.departmentId}, ${changes.territoryId}, ${changes.segmentId}, ${changes.amount ?? null},
      ${at}, ${at}, ${at}, ${changes.expectedCloseAt}, ${changes.expectedCloseAt}, ${changes.currency ?? null}, ${changes.rate ?? null},
      ${changes.currencyAmount ?? null}, ${externalId})`);
  await recordOpening(tx, ctx, id, at, changes);
}

/** A title of 1 to 300 characters; undefined and null stay undefined. */
export function checkedTitle(title: string | null | undefined): string | undefined {
  if (title === null || title === undefined) return undefined;
  return checkedText(title.trim(), 'input.title', 'a title', 300);
}

/** When a deal is expected to close, as facts hold it: any instant of an ordinary calendar. */
export function checkedExpectation(at: Date | null | undefined): string | null {
  if (!at) return null;
  if (at.getTime() < Date.UTC(1900, 0, 1))
    throw Refusal.badInput('input.expectedCloseAt', 'an instant after 1900', { got: at.toISOString() });
  return at.toISOString();
}

async function refuseTaken(db: Queryable, ctx: Context, externalId: string): Promise<void> {
  checkedText(externalId, 'input.externalId', 'an id', 200);
  const [taken] = await db.query<{ id: string; seen: boolean }>(sql`/* external-id-taken */
    select id, ${ctx.access.rows('read', 'Deal', 'deal')} as seen from deal where external_id = ${externalId}`);
  if (!taken) return;
  // that it is taken cannot be hidden; by which deal, is for those who may see it
  const which = taken.seen ? { dealId: taken.id } : {};
  const message = `input.externalId: ${taken.seen ? `deal ${taken.id}` : 'another deal'} already has it`;
  throw Refusal.refused('EXTERNAL_ID_TAKEN', message, { field: 'input.externalId', ...which });
}
