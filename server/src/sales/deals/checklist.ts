import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import { type ProcedureStep, type Readiness, readReadiness } from './readiness.ts';

/** A step of the checklist a deal carries. */
export interface Item {
  stepId: string;
  title: string;
  description: string | null;
  responsible: string | null;
  required: boolean;
  dueAt: Date | null;
  done: boolean;
  at: Date | null;
  employeeId: string | null;
}

interface StepRow extends ProcedureStep {
  dealId: string;
  stageSince: Date;
  done: boolean | null;
  at: Date | null;
  employeeId: string | null;
}

const day = 86_400_000;
const checklists = new WeakMap<Context, DataLoader<string, Item[]>>();
const readinesses = new WeakMap<Context, DataLoader<string, Readiness | null>>();

/** The checklist a deal carries in the stage where it stands; however many deals are asked for in a tick, it is one statement. */
export function loadChecklist(ctx: Context, dealId: string): Promise<Item[]> {
  let loader = checklists.get(ctx);
  if (!loader)
    checklists.set(ctx, (loader = new DataLoader((ids) => readChecklists(ctx, ids), { maxBatchSize: 1000 })));
  return loader.load(dealId);
}

/** How a deal stands before the end of its stage; likewise one statement. */
export function loadReadiness(ctx: Context, dealId: string): Promise<Readiness | null> {
  let loader = readinesses.get(ctx);
  if (!loader) {
    const read = async (ids: readonly string[]): Promise<(Readiness | null)[]> => {
      const known = await readReadiness(ctx.database.app, ids);
      return ids.map((id) => known.get(id) ?? null);
    };
    readinesses.set(ctx, (loader = new DataLoader(read, { maxBatchSize: 1000 })));
  }
  return loader.load(dealId);
}

async function readChecklists(ctx: Context, dealIds: readonly string[]): Promise<Item[][]> {
  const rows =
    await ctx.database.app.query<StepRow>(sql`/* checklists */ select d.id as "dealId", d.stage_since as "stageSince",
      x.step ->> 'code' as code, x.step ->> 'title' as title, x.step ->> 'description' as description,
      x.step ->> 'responsible' as responsible, (x.step ->> 'withinDays')::integer as "withinDays",
      (x.step ->> 'required')::boolean as required, c.done, c.at, c.employee_id as "employeeId"
    from deal d join procedure p on p.stage_id = d.stage_id and p.ended_at is null
    cross join lateral jsonb_array_elements(p.steps) with ordinality as x(step, place)
    left join deal_check c on c.deal_id = d.id and c.procedure_id = p.id and c.step_id = x.step ->> 'code'
    where d.id = any(${[...dealIds]}::bigint[]) order by d.id, x.place`);
  const byDeal = Map.groupBy(rows, ({ dealId }) => dealId);
  return dealIds.map((id) => (byDeal.get(id) ?? []).map(asItem));
}

function asItem({ code, title, description, responsible, required, withinDays, stageSince, ...check }: StepRow): Item {
  const done = check.done ?? false;
  return {
    ...{ stepId: code, title, description, responsible, required, done },
    dueAt: withinDays === null ? null : new Date(stageSince.getTime() + withinDays * day),
    at: done ? check.at : null,
    employeeId: done ? check.employeeId : null,
  };
}
