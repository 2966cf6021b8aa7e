import type { Context } from '../../context.ts';
import { entryColumns, entryRows } from '../../ledger/post.ts';
import { keptKey, keyHash, type VerbCall } from '../../ledger/verb.ts';
import { Refusal } from '../../lib/refusal.ts';
import { raw, sql } from '../../lib/sql.ts';
import type { DealFactKind, Line } from './deal-fact.ts';
import { type DealState, next } from './deal-state.ts';
import { newEntries } from './post-difference.ts';
import { projectNext } from './project-deal.ts';
import { type NewFact, notInFuture } from './record-fact.ts';

/** the key was used just now; or somebody on the careful way holds it and waits for the deal that is held here */
const overtaken = new Set(['23505', '40P01']);

/** what a row holds as an instant and a state as text */
const instants = ['expectedCloseAt', 'firstExpectedCloseAt', 'firstContactAt', 'nextStepAt'] as const;
type Instant = (typeof instants)[number];
type NotRead = 'closedAt' | 'rate' | 'minorRate' | 'currencyAmount';

type Head = Omit<DealState, Instant | NotRead> & {
  [name in Instant]: Date | null;
} & {
  version: number;
  lastFactAt: Date;
  /** the stage it stands in asks for something before it lets go, or has a checklist */
  guarded: boolean;
  lines: Line[];
  factId: string;
};

/**
 * The commonest case in two statements and one commit: the newest fact of an open deal, at the version the caller saw. Everything is read
 * without a lock, projected, and written in one statement that only does anything if the version is still the same.
 *
 * Answers false, with nothing written, whenever it is not that case: a known key, another version, a closed deal, an instant before
 * another fact, changed lines, another owner, another currency, a stage that asks for something, any refusal. The careful way then finds
 * out which and says so.
 */
export async function recordQuickly(ctx: Context, call: VerbCall, wanted: NewFact): Promise<boolean> {
  // whoever gets a deal must not leave meanwhile: the careful way holds them while it looks
  if (wanted.changes.lines || wanted.changes.currency !== undefined || wanted.kind === 'reassigned') return false;
  // a purchase goes on in the life of its client
  if (wanted.kind === 'won') return false;
  const head = await readHead(ctx, call.verb, wanted);
  if (head?.version !== wanted.version || head.status !== 'open' || head.guarded || head.currency !== null)
    return false;
  try {
    return await write(ctx, call, wanted, head);
  } catch (error) {
    // a refusal is told by the careful way, after it has looked whether the key is known
    if (error instanceof Refusal || overtaken.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}

/** The lines are those of the latest fact that told them: a product may have moved to another product line since, the deal has not. */
async function readHead(ctx: Context, verb: string, { dealId, kind }: NewFact): Promise<Head | undefined> {
  const reach = ctx.access.reachesAll(verb, 'Deal') ? null : ctx.access.rows(verb, 'Deal', 'd');
  const read = sql`/* deal-head */ select d.version, d.status, d.title, d.client_id as "clientId", d.owner_id as "employeeId",
      d.team_id as "teamId", d.department_id as "departmentId", d.territory_id as "territoryId", d.segment_id as "segmentId",
      d.channel_id as "channelId", d.source_id as "sourceId", d.campaign_id as "campaignId", d.pipeline_id as "pipelineId",
      d.stage_id as "stageId", d.amount::float8 as amount, d.loss_reason as "lossReason", d.opened_at as "openedAt",
      d.stage_since as "stageSince", d.expected_close_at as "expectedCloseAt", d.last_fact_at as "lastFactAt",
      d.first_expected_close_at as "firstExpectedCloseAt", d.slips, d.loss_reason_id as "lossReasonId", d.currency,
      d.first_contact_at as "firstContactAt", d.next_step as "nextStep", d.next_step_at as "nextStepAt",
      ${leaving.has(kind) ? guarded : raw('false')} as guarded, ${closing.has(kind) ? stood : raw(`'{}'::text[]`)} as stood,
      nextval('deal_fact_id_seq') as "factId",
      coalesce((select f.data -> 'lines' from deal_fact f where f.deal_id = d.id and f.data ? 'lines'
        order by f.effective_at desc, f.id desc limit 1), '[]') as lines
    from deal d where d.id = ${dealId}${reach ? sql` and ${reach}` : raw('')}`;
  const [head] = await ctx.database.app.query<Head>(reach ? read : read.prepared(`deal-head-${kind}`));
  return head;
}

const leaving: ReadonlySet<DealFactKind> = new Set(['moved', 'won'] as const);
const closing: ReadonlySet<DealFactKind> = new Set(['won', 'lost'] as const);

const guarded = sql`(exists (select from procedure p where p.stage_id = d.stage_id and p.ended_at is null)
  or exists (select from stage s where s.id = d.stage_id and s.required_fields <> '{}'))`;
const stood = sql`array(select x.stage from (
    select distinct on (1) f.data ->> 'stageId' as stage, f.effective_at, f.id from deal_fact f
    where f.deal_id = d.id and f.data ? 'stageId' order by 1, f.effective_at, f.id
  ) x order by x.effective_at, x.id)`;

async function write(ctx: Context, call: VerbCall, wanted: NewFact, head: Head): Promise<boolean> {
  const { version, lastFactAt, factId, guarded: _, ...known } = head;
  const now = ctx.clock.now();
  const at = wanted.at ? notInFuture(wanted.at, now) : new Date(Math.max(now.getTime(), lastFactAt.getTime()));
  if (at.getTime() < lastFactAt.getTime()) return false;
  const before: DealState = {
    ...known,
    ...{ closedAt: null, rate: null, minorRate: null, currencyAmount: null },
    ...(Object.fromEntries(instants.map((name) => [name, known[name]?.toISOString() ?? null])) as Record<
      Instant,
      string | null
    >),
  };
  const fact = { id: factId, kind: wanted.kind, effectiveAt: at, changes: wanted.changes };
  const step = { fact, before, after: next(before, fact) };
  wanted.check?.(before, step);
  const projected = projectNext(wanted.dealId, step);
  if (!projected) return false;
  const { after } = step;
  const { principal, employeeId, origin } = ctx.viewer;
  const statement = sql`/* quick-fact */ with held as (
      select from stage where id = ${after.stageId} and (ended_at is null or id = ${before.stageId}) for key share
    ), done as (
      update deal set version = version + 1, status = ${after.status}, title = ${after.title}, owner_id = ${after.employeeId},
        stage_id = ${after.stageId}, channel_id = ${after.channelId}, source_id = ${after.sourceId}, campaign_id = ${after.campaignId},
        team_id = ${after.teamId}, department_id = ${after.departmentId}, territory_id = ${after.territoryId},
        segment_id = ${after.segmentId}, amount = ${after.amount}, loss_reason = ${after.lossReason}, stage_since = ${after.stageSince},
        closed_at = ${after.closedAt}, expected_close_at = ${after.expectedCloseAt}, last_fact_at = ${at},
        first_expected_close_at = ${after.firstExpectedCloseAt}, slips = ${after.slips}, loss_reason_id = ${after.lossReasonId},
        next_step = ${after.nextStep}, next_step_at = ${after.nextStepAt}
      where id = ${wanted.dealId} and version = ${version} and exists (select from held) returning id, version
    ), fact as (
      insert into deal_fact (id, deal_id, version, kind, effective_at, recorded_at, actor_id, origin, data)
      select ${factId}::bigint, id, version, ${fact.kind}::deal_fact_kind, ${at}::timestamptz, ${now}::timestamptz, ${employeeId}::bigint,
        ${origin}::origin, ${JSON.stringify(fact.changes)}::jsonb from done
    ), key as (
      insert into idempotency (principal, key, verb, body_hash, result_id, created_at)
      select ${principal}, ${keptKey(call)}::bytea, ${call.verb}, ${keyHash(call)}::bytea, id, ${now}::timestamptz from done
    ), posted as (
      insert into ledger (${entryColumns}) select e.* from done, ${entryRows(newEntries(ctx, projected, factId))} e
    ) select 1 from done`;
  const written = await ctx.database.app.query(statement.prepared('quick-fact'));
  return written.length > 0;
}
