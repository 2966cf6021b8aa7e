import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import type { Entry } from '../../ledger/entry.ts';
import { copyRows, postMany } from '../../ledger/post.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';
import { markClients } from '../clients/follow-purchases.ts';
import type { DealFact, Line } from './deal-fact.ts';
import { replay, type Step } from './deal-state.ts';
import { project } from './project-deal.ts';

/** A fact that has no id yet. */
export type PlainFact = Omit<DealFact, 'id'>;

/** A whole deal as another system remembers it: its facts in order, the first one opening it. */
export interface DealHistory {
  externalId: string | null;
  facts: PlainFact[];
  /** true: each fact was recorded when it happened (a made-up past); else all of them are recorded now */
  recordedAsItHappened?: boolean;
}

/**
 * Writes many new deals at once, through COPY: rows, facts and entries in the caller's transaction. Every history must replay
 * (`replay` refuses those that cannot have happened; check before). Returns the deals' ids in order. Nothing is announced as news
 * but what the context's origin says: imports carry `origin = import`.
 */
export async function importHistories(
  tx: Transaction,
  ctx: Context,
  histories: readonly DealHistory[],
): Promise<string[]> {
  const dealIds = await takeIds(tx, 'deal_id_seq', histories.length);
  const factIds = await takeIds(
    tx,
    'deal_fact_id_seq',
    histories.reduce((sum, h) => sum + h.facts.length, 0),
  );
  const now = ctx.clock.now();
  const deals: unknown[][] = [];
  const lines: unknown[][] = [];
  const facts: unknown[][] = [];
  const entries: Entry[] = [];
  let next = 0;
  histories.forEach((history, i) => {
    const id = dealIds[i] ?? '';
    const known = history.facts.map((fact): DealFact => ({ ...fact, id: factIds[next++] ?? '' }));
    const last = replay(known).at(-1);
    if (!last) throw new Error('a history without facts');
    deals.push([id, known.length, ...stateRow(last), history.externalId]);
    lines.push(...last.after.lines.map((line, position) => lineRow(id, position + 1, line)));
    const recordedAt = (effectiveAt: Date) => (history.recordedAsItHappened ? effectiveAt : now);
    facts.push(...known.map((fact, n) => factRow(ctx, id, n + 1, fact, recordedAt(fact.effectiveAt))));
    entries.push(...asEntries(ctx, project(id, known), recordedAt));
  });
  await copyRows(tx, 'deal', `id, version, ${stateColumns}, external_id`, deals);
  await copyRows(tx, 'deal_line', lineColumns, lines);
  await copyRows(
    tx,
    'deal_fact',
    'id, deal_id, version, kind, effective_at, recorded_at, actor_id, origin, data',
    facts,
  );
  await postMany(tx, entries);
  await markClients(tx, entries);
  return dealIds;
}

async function takeIds(tx: Transaction, sequence: string, count: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`/* take-ids */ select nextval(${sequence}::regclass) as id from generate_series(1, ${count}::int)`,
  );
  return rows.map((row) => row.id);
}

const stateColumns = `status, title, client_id, owner_id, pipeline_id, stage_id, channel_id, source_id, campaign_id, amount, loss_reason,
  opened_at, stage_since, closed_at, expected_close_at, team_id, department_id, territory_id, segment_id, last_fact_at,
  first_expected_close_at, slips, loss_reason_id, first_contact_at, next_step, next_step_at, currency, rate, currency_amount`;

function stateRow({ after: s, fact }: Step): unknown[] {
  return [
    ...[
      s.status,
      s.title,
      s.clientId,
      s.employeeId,
      s.pipelineId,
      s.stageId,
      s.channelId,
      s.sourceId,
      s.campaignId,
      s.amount,
    ],
    ...[s.lossReason, s.openedAt, s.stageSince, s.closedAt, s.expectedCloseAt],
    ...[s.teamId, s.departmentId, s.territoryId, s.segmentId, fact.effectiveAt],
    ...[s.firstExpectedCloseAt, s.slips, s.lossReasonId, s.firstContactAt, s.nextStep, s.nextStepAt],
    ...[s.currency, s.rate, s.currencyAmount],
  ];
}

const lineColumns = 'deal_id, position, product_id, quantity, price, cost, discount, amount, currency_price';

function lineRow(dealId: string, position: number, line: Line): unknown[] {
  const { productId, quantity, price, cost, discount, amount, currencyPrice } = line;
  return [dealId, position, productId, quantity, price, cost, discount, amount, currencyPrice];
}

function factRow(ctx: Context, dealId: string, version: number, fact: DealFact, recordedAt: Date): unknown[] {
  const { employeeId, origin } = ctx.viewer;
  return [fact.id, dealId, version, fact.kind, fact.effectiveAt, recordedAt, employeeId, origin, fact.changes];
}

/** A projection ready to be posted: each fact's first entry is its event. */
function asEntries(
  ctx: Context,
  projected: ReturnType<typeof project>,
  recordedAt: (effectiveAt: Date) => Date,
): Entry[] {
  const announced = new Set<string | null>();
  return projected.map((entry): Entry => {
    const event = !announced.has(entry.factId);
    announced.add(entry.factId);
    return {
      ...entry,
      recordedAt: recordedAt(entry.effectiveAt),
      day: dayOf(entry.effectiveAt, ctx.settings.timeZone),
      origin: ctx.viewer.origin,
      actorId: ctx.viewer.employeeId,
      event,
      correction: false,
      reverses: null,
    };
  });
}
