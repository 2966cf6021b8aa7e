import DataLoader from 'dataloader';
import type { Context, Row } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import { employeeNoun } from '../employees/employee.ts';

const loaders = new WeakMap<Context, DataLoader<string, object | null>>();

/** Who leads a department; however many are asked for in a tick, it is one statement. */
export function loadHead(ctx: Context, departmentId: string): Promise<object | null> {
  let loader = loaders.get(ctx);
  if (!loader) loaders.set(ctx, (loader = new DataLoader((ids) => headsOf(ctx, ids), { maxBatchSize: 1000 })));
  return loader.load(departmentId);
}

async function headsOf(ctx: Context, ids: readonly string[]): Promise<(object | null)[]> {
  const rows = await ctx.database.app.query<Row>(sql`/* heads-of-departments */ select t.* from employee t
    where t.heads_id = any(${[...ids]}::bigint[]) and t.ended_at is null`);
  const heads = new Map(rows.map((row) => [String(row.heads_id), employeeNoun.fromRow(row)]));
  return ids.map((id) => heads.get(id) ?? null);
}
