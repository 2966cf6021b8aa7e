import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { Checklist } from './deal-fact.ts';

/** What a stage can ask of a deal before it goes on, by the name of what has to be there. */
export const requirable = {
  amount: 'its amount is known',
  lines: 'it has product lines',
  expectedCloseAt: 'it is known when it should close',
  channel: 'its channel of distribution is known',
  source: 'its source is known',
  campaign: 'its campaign is known',
  nextStep: 'a next step is agreed',
  firstContact: 'the client was contacted about it',
  contact: 'a contact of the client is known',
  decisionMaker: 'who decides at the client is known (ЛПР)',
  proposal: 'a proposal was issued',
  contract: 'a contract was issued',
  invoice: 'an invoice was issued',
} as const;

export type Requirable = keyof typeof requirable;

/** A step of a procedure, as its row holds it. */
export interface ProcedureStep {
  code: string;
  title: string;
  description: string | null;
  responsible: string | null;
  withinDays: number | null;
  required: boolean;
}

/** How a deal stands before the end of a stage: what is missing there, and where it goes next. */
export interface Readiness {
  dealId: string;
  position: number;
  /** a deal leaves forward only with its checklist complete */
  strict: boolean;
  nextStageId: string | null;
  missing: string[];
  procedureId: string | null;
  steps: ProcedureStep[];
  /** codes of the steps that are done */
  done: string[];
}

interface ReadinessRow extends Omit<Readiness, 'missing' | 'steps'> {
  required: string[];
  filled: string[];
  steps: ProcedureStep[] | null;
}

/** Reads it for some deals, one statement however many. `stageId`: as if all of them stood in that stage, else where each stands now. */
export async function readReadiness(
  db: Queryable,
  dealIds: readonly string[],
  stageId: string | null = null,
): Promise<Map<string, Readiness>> {
  const rows = await db.query<ReadinessRow>(sql`/* readiness */ select d.id as "dealId", s.position, s.strict,
      s.required_fields as required, n.id as "nextStageId", p.id as "procedureId", p.steps,
      coalesce((select array_agg(c.step_id) from deal_check c where c.deal_id = d.id and c.procedure_id = p.id and c.done), '{}') as done,
      array_remove(array[
        case when d.amount is not null then 'amount' end,
        case when exists (select from deal_line l where l.deal_id = d.id) then 'lines' end,
        case when d.expected_close_at is not null then 'expectedCloseAt' end,
        case when d.channel_id is not null then 'channel' end,
        case when d.source_id is not null then 'source' end,
        case when d.campaign_id is not null then 'campaign' end,
        case when d.next_step is not null then 'nextStep' end,
        case when d.first_contact_at is not null then 'firstContact' end,
        case when 'contact' = any(s.required_fields) and client_has_contact(d.client_id, false) then 'contact' end,
        case when 'decisionMaker' = any(s.required_fields) and client_has_contact(d.client_id, true) then 'decisionMaker' end
      ], null) || coalesce((select array_agg(distinct o.kind) from document o
        where o.deal_id = d.id and o.issued_at is not null and o.ended_at is null), '{}') as filled
    from deal d join stage s on s.id = coalesce(${stageId}::bigint, d.stage_id)
    left join procedure p on p.stage_id = s.id and p.ended_at is null
    left join lateral (select x.id from stage x where x.pipeline_id = s.pipeline_id and x.position > s.position and x.ended_at is null
      order by x.position limit 1) n on true
    where d.id = any(${[...dealIds]}::bigint[])`);
  return new Map(
    rows.map(({ required, filled, steps, ...row }) => [row.dealId, { ...row, ...told(required, filled, steps) }]),
  );
}

function told(
  required: string[],
  filled: string[],
  steps: ProcedureStep[] | null,
): Pick<Readiness, 'missing' | 'steps'> {
  return { missing: required.filter((name) => !filled.includes(name)), steps: steps ?? [] };
}

/** The steps that have to be done and are not. */
export function openSteps({ steps, done }: Readiness): ProcedureStep[] {
  return steps.filter(({ code, required }) => required && !done.includes(code));
}

/** What leaving the stage says of its checklist; null where nothing has to be done there. */
export function checklistOf(stageId: string, readiness: Readiness): Checklist | null {
  const items = readiness.steps.filter(({ required }) => required).length;
  return items === 0 ? null : { stageId, items, done: items - openSteps(readiness).length };
}
