import { Field, ID, InputType } from 'type-graphql';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { type Fragment, join, raw, sql } from '../../lib/sql.ts';
import { isKeepable } from '../../lib/text.ts';
import { InstantRange } from '../../records/graphql-filter.ts';
import { DealStatusEnum } from './deal.ts';

@InputType({ description: 'Which deals: all conditions together; a list means any of it.' })
export class DealFilter {
  @Field(() => [DealStatusEnum], { nullable: true })
  status?: DealStatusEnum[] | null;

  @Field(() => [ID], { nullable: true })
  owner?: string[] | null;

  @Field(() => [ID], { nullable: true })
  client?: string[] | null;

  @Field(() => [ID], { nullable: true })
  pipeline?: string[] | null;

  @Field(() => [ID], { nullable: true })
  stage?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'channels of distribution' })
  channel?: string[] | null;

  @Field(() => [ID], { nullable: true })
  source?: string[] | null;

  @Field(() => [ID], { nullable: true })
  campaign?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'reasons of the list' })
  lossReason?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'ids in another system' })
  externalId?: string[] | null;

  @Field(() => InstantRange, { nullable: true, description: 'when it was opened' })
  openedAt?: InstantRange | null;

  @Field(() => InstantRange, { nullable: true, description: 'when it was closed' })
  closedAt?: InstantRange | null;

  @Field(() => InstantRange, { nullable: true, description: 'when it is expected to close' })
  expectedCloseAt?: InstantRange | null;

  @Field(() => InstantRange, { nullable: true, description: 'by when its next step is to be done' })
  nextStepAt?: InstantRange | null;

  @Field(() => Boolean, { nullable: true, description: 'stands in its stage for longer than allowed there' })
  rotting?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'open although it was expected to be closed by now' })
  overdue?: boolean | null;
}

const mostIds = 1000;
const references = {
  ...{ owner: 'owner_id', client: 'client_id', pipeline: 'pipeline_id', stage: 'stage_id', channel: 'channel_id' },
  ...{ source: 'source_id', campaign: 'campaign_id', lossReason: 'loss_reason_id' },
} as const;
const instants = {
  ...{ openedAt: 'opened_at', closedAt: 'closed_at', expectedCloseAt: 'expected_close_at', nextStepAt: 'next_step_at' },
} as const;

/** When a deal begins to rot where it stands, as an expression on the alias `d`; null where it never does. Days of 24 hours. */
export const rotsAt = raw(`case when d.status = 'open' then d.stage_since
  + (select s.rotting_days * interval '24 hours' from stage s where s.id = d.stage_id) end`);

/** The conditions of a filter on the alias `d`. Refuses what is no id, too long or cannot be kept. */
export function conditions(where: DealFilter, now: Date): Fragment {
  const parts: Fragment[] = [sql`true`];
  if (where.status) parts.push(sql`d.status = any(${where.status}::deal_status[])`);
  if (where.externalId) parts.push(sql`d.external_id = any(${keepable(where.externalId)}::text[])`);
  for (const [name, column] of Object.entries(references) as [keyof typeof references, string][]) {
    const ids = where[name];
    if (!ids) continue;
    const checked = bounded(ids, `where.${name}`).map((id, i) => checkedId(id, `where.${name}.${i}`));
    parts.push(sql`d.${raw(column)} = any(${checked}::bigint[])`);
  }
  for (const [name, column] of Object.entries(instants) as [keyof typeof instants, string][]) {
    const { from, to } = where[name] ?? {};
    if (from) parts.push(sql`d.${raw(column)} >= ${from}`);
    if (to) parts.push(sql`d.${raw(column)} < ${to}`);
  }
  if (typeof where.rotting === 'boolean')
    parts.push(sql`coalesce(${rotsAt} <= ${now}, false) = ${where.rotting}::boolean`);
  if (typeof where.overdue === 'boolean')
    parts.push(sql`coalesce(d.status = 'open' and d.expected_close_at < ${now}, false) = ${where.overdue}::boolean`);
  return join(parts, ' and ');
}

function bounded(list: string[], field: string): string[] {
  if (list.length > mostIds) throw Refusal.badInput(field, `at most ${mostIds} values`, { got: list.length });
  return list;
}

function keepable(externalIds: string[]): string[] {
  if (bounded(externalIds, 'where.externalId').every(isKeepable)) return externalIds;
  throw Refusal.badInput('where.externalId', 'texts of whole characters, without U+0000');
}
