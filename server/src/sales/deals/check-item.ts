import type { Context } from '../../context.ts';
import { restate } from '../../ledger/restate.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { readReadiness } from './readiness.ts';

export interface CheckItem {
  key: string;
  dealId: string;
  /** the code of a step of its stage's procedure */
  stepId: string;
  /** false: it is not done after all */
  done: boolean;
}

interface DealRow {
  status: string;
  client_id: string | null;
  owner_id: string | null;
  team_id: string | null;
  department_id: string | null;
  pipeline_id: string;
  stage_id: string;
}

/** Ticks off a step of the checklist that an open deal carries in its stage, or takes that back. Returns the deal's id. */
export function checkItem(ctx: Context, input: CheckItem): Promise<string> {
  const id = checkedId(input.dealId, 'input.dealId');
  const on = { subject: 'Deal', id, field: 'input.dealId' };
  return runVerb(ctx, { verb: 'checkItem', key: input.key, input, result: { id }, on }, async (tx) => {
    // a move counts what is done: one of the two comes first
    const [deal] =
      await tx.query<DealRow>(sql`/* lock-deal */ select status, client_id, owner_id, team_id, department_id,
      pipeline_id, stage_id from deal where id = ${id} for update`);
    if (!deal) throw Refusal.notFound('input.dealId', 'deal', id);
    if (deal.status !== 'open') {
      throw Refusal.refused('DEAL_ALREADY_CLOSED', 'The checklist of a closed deal stays as it was', {
        status: deal.status.toUpperCase(),
      });
    }
    const { procedureId = null, steps = [] } = (await readReadiness(tx, [id])).get(id) ?? {};
    const codes = steps.map(({ code }) => code);
    if (!codes.includes(input.stepId)) {
      const expected = codes.length === 0 ? 'nothing: the stage has no checklist' : `one of ${codes.join(', ')}`;
      throw Refusal.badInput('input.stepId', expected, { got: input.stepId });
    }
    await tx.query(sql`/* check-item */ insert into deal_check (deal_id, procedure_id, step_id, done, at, employee_id)
      values (${id}, ${procedureId}, ${input.stepId}, ${input.done}, ${ctx.clock.now()}, ${ctx.viewer.employeeId})
      on conflict (deal_id, procedure_id, step_id) do update set done = excluded.done, at = excluded.at, employee_id = excluded.employee_id`);
    const dimensions = {
      ...{ client_id: deal.client_id, employee_id: deal.owner_id, team_id: deal.team_id },
      ...{ department_id: deal.department_id, pipeline_id: deal.pipeline_id, stage_id: deal.stage_id },
    };
    const subject = { noun: 'deal_check', nounId: id };
    await restate(tx, ctx, subject, { before: [], after: [], news: { kind: 'record_amended', dimensions } });
  });
}
