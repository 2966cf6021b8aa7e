import type { Origin } from '../../access/viewer.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { difference } from '../../ledger/difference.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { followPurchases } from '../clients/follow-purchases.ts';
import { accompanied } from './accompany-fact.ts';
import type { Changes, DealFact, DealFactKind, Line } from './deal-fact.ts';
import { type DealState, replay, type Step } from './deal-state.ts';
import { postDifference } from './post-difference.ts';
import { project } from './project-deal.ts';

/** What a verb wants to happen to a deal. */
export interface NewFact {
  dealId: string;
  /** the version the caller saw */
  version: number;
  kind: DealFactKind;
  /** null: now */
  at: Date | null | undefined;
  changes: Changes;
  /** a last look at the step before it is written: refuses what makes no sense from here */
  check?: (before: DealState, step: Step) => void;
}

export interface StoredFact {
  id: string;
  version: number;
  kind: DealFactKind;
  effective_at: Date;
  recorded_at: Date;
  actor_id: string | null;
  origin: Origin;
  data: Changes;
}

/**
 * Adds a fact to a deal's history and posts what that changes: entries for the fact itself, and reversals with replacements for every
 * later entry it puts in another light. The deal's row is locked first, so a deal's verbs happen one after another.
 */
export async function recordFact(tx: Transaction, ctx: Context, wanted: NewFact): Promise<void> {
  const lock = sql`/* lock-deal */ select version, nextval('deal_fact_id_seq') as fact_id from deal where id = ${wanted.dealId} for update`;
  const [locked] = await tx.query<{ version: number; fact_id: string }>(lock.prepared('lock-deal'));
  if (!locked) throw Refusal.notFound('input.dealId', 'deal', wanted.dealId);
  const stored = await readFacts(tx, wanted.dealId);
  if (locked.version !== wanted.version) throw versionConflict(wanted.version, locked.version, stored);

  const facts = stored.map(asFact);
  const asked: DealFact = {
    id: locked.fact_id,
    kind: wanted.kind,
    effectiveAt: instant(ctx, wanted.at, facts),
    changes: wanted.changes,
  };
  // what cannot have happened, or makes no sense, is refused before what the stage asks for is looked at
  const wished = replay([...facts, asked]).find((s) => s.fact.id === asked.id);
  if (wished?.before) wanted.check?.(wished.before, wished);
  const fact = {
    ...asked,
    changes: { ...asked.changes, ...(await accompanied(tx, ctx, wanted.dealId, asked, facts)) },
  };
  const steps = replay([...facts, fact]);
  const last = steps.at(-1);
  if (!last) throw new Error(`deal ${wanted.dealId} has no history`);

  await writeState(tx, wanted.dealId, last, locked.version + 1);
  const rated = last.after.lines.some(({ currencyPrice }) => currencyPrice !== undefined);
  if (wanted.changes.lines || rated) await writeLines(tx, wanted.dealId, last.after.lines);
  await insertFact(tx, ctx, wanted.dealId, locked.version + 1, fact);
  const { gone, come } = difference(project(wanted.dealId, facts), project(wanted.dealId, [...facts, fact]));
  await postDifference(tx, ctx, wanted.dealId, [fact.id], gone, come);
  const { clientId, employeeId, teamId } = last.after;
  const won = fact.kind === 'won' ? { dealId: wanted.dealId, clientId, employeeId, teamId } : null;
  await followPurchases(tx, ctx, [...gone, ...come], won);
}

/** The facts of a deal, in order. */
export async function readFacts(tx: Transaction, dealId: string): Promise<StoredFact[]> {
  const query = sql`/* deal-facts */ select id, version, kind, effective_at, recorded_at, actor_id, origin, data
    from deal_fact where deal_id = ${dealId} order by effective_at, id`;
  return tx.query<StoredFact>(query.prepared('deal-facts'));
}

/** A stored fact as the projection takes it. */
export function asFact(row: StoredFact): DealFact {
  return { id: row.id, kind: row.kind, effectiveAt: row.effective_at, changes: row.data };
}

/** When the fact takes effect. Without a wish: now, but never before what has already happened (clocks of two servers differ). */
function instant(ctx: Context, wish: Date | null | undefined, facts: readonly DealFact[]): Date {
  const now = ctx.clock.now();
  if (!wish) return new Date(Math.max(now.getTime(), facts.at(-1)?.effectiveAt.getTime() ?? 0));
  return notInFuture(wish, now);
}

/** Refuses instants in the future: the ledger holds what happened. */
export function notInFuture(at: Date, now: Date): Date {
  if (at.getTime() > now.getTime()) {
    throw Refusal.badInput('input.at', `an instant not in the future (now is ${now.toISOString()})`, {
      got: at.toISOString(),
    });
  }
  if (at.getTime() < Date.UTC(1970, 0, 2))
    throw Refusal.badInput('input.at', 'an instant after 1970', { got: at.toISOString() });
  return at;
}

/** Says what the other edit was, so that a person can decide instead of guessing. */
function versionConflict(seen: number, current: number, facts: readonly StoredFact[]): Refusal {
  const changes = facts
    .filter((fact) => fact.version > seen)
    .map((fact) => ({
      version: fact.version,
      kind: fact.kind.toUpperCase(),
      at: fact.effective_at.toISOString(),
      recordedAt: fact.recorded_at.toISOString(),
      employeeId: fact.actor_id,
      changed: Object.keys(fact.data),
    }));
  const message = `input.version: the deal is at version ${current}, not ${seen}`;
  return Refusal.conflict(message, { refusal: 'VERSION_CONFLICT', field: 'input.version', version: current, changes });
}

/** Stores a fact. */
export async function insertFact(
  tx: Transaction,
  ctx: Context,
  dealId: string,
  version: number,
  fact: DealFact,
): Promise<void> {
  const insert = sql`/* insert-deal-fact */ insert into deal_fact (id, deal_id, version, kind, effective_at, recorded_at, actor_id, origin, data)
    values (${fact.id}, ${dealId}, ${version}, ${fact.kind}, ${fact.effectiveAt}, ${ctx.clock.now()}, ${ctx.viewer.employeeId},
      ${ctx.viewer.origin}, ${JSON.stringify(fact.changes)})`;
  await tx.query(insert.prepared('insert-deal-fact'));
}

/** The first fact of a new deal, whose row the caller has just inserted. */
export async function recordOpening(
  tx: Transaction,
  ctx: Context,
  dealId: string,
  at: Date,
  changes: Changes,
): Promise<void> {
  const [next] = await tx.query<{ id: string }>(sql`/* next-fact */ select nextval('deal_fact_id_seq') as id`);
  if (!next) throw new Error('no id for a fact');
  const fact: DealFact = { id: next.id, kind: 'opened', effectiveAt: at, changes };
  if (changes.lines) await writeLines(tx, dealId, changes.lines);
  await insertFact(tx, ctx, dealId, 1, fact);
  await postDifference(tx, ctx, dealId, [fact.id], [], project(dealId, [fact]));
}

/** Stores how a deal stands now. */
export async function writeState(
  tx: Transaction,
  dealId: string,
  { after: state, fact }: Step,
  version: number,
): Promise<void> {
  const lastFactAt = fact.effectiveAt;
  const update = sql`/* write-deal */ update deal set version = ${version}, status = ${state.status}, title = ${state.title},
    client_id = ${state.clientId}, owner_id = ${state.employeeId}, pipeline_id = ${state.pipelineId}, stage_id = ${state.stageId},
    channel_id = ${state.channelId}, source_id = ${state.sourceId}, campaign_id = ${state.campaignId}, amount = ${state.amount},
    team_id = ${state.teamId}, department_id = ${state.departmentId}, territory_id = ${state.territoryId}, segment_id = ${state.segmentId},
    loss_reason = ${state.lossReason}, opened_at = ${state.openedAt}, stage_since = ${state.stageSince}, closed_at = ${state.closedAt},
    expected_close_at = ${state.expectedCloseAt}, first_expected_close_at = ${state.firstExpectedCloseAt}, slips = ${state.slips},
    loss_reason_id = ${state.lossReasonId}, first_contact_at = ${state.firstContactAt}, next_step = ${state.nextStep},
    next_step_at = ${state.nextStepAt}, currency = ${state.currency}, rate = ${state.rate}, currency_amount = ${state.currencyAmount},
    last_fact_at = ${lastFactAt} where id = ${dealId}`;
  await tx.query(update.prepared('write-deal'));
}

/** Stores the lines of a deal in place of those it had. */
export async function writeLines(tx: Transaction, dealId: string, lines: readonly Line[]): Promise<void> {
  await tx.query(sql`/* clear-lines */ delete from deal_line where deal_id = ${dealId}`);
  if (lines.length === 0) return;
  const column = (pick: (line: Line) => unknown) => lines.map(pick);
  await tx.query(sql`/* write-lines */ insert into deal_line (deal_id, position, product_id, quantity, price, cost, discount, amount,
      currency_price)
    select ${dealId}, * from unnest(${lines.map((_, i) => i + 1)}::int[], ${column((l) => l.productId)}::bigint[],
      ${column((l) => l.quantity)}::numeric[], ${column((l) => l.price)}::bigint[], ${column((l) => l.cost)}::bigint[],
      ${column((l) => l.discount)}::numeric[], ${column((l) => l.amount)}::bigint[], ${column((l) => l.currencyPrice ?? null)}::bigint[])`);
}
