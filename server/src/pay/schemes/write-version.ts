import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import type { Day } from '../../lib/zone.ts';
import type { PayTerms } from './terms.ts';

/** Adds a version to a scheme: from its month on it goes before those of smaller numbers. */
export async function writeVersion(
  tx: Transaction,
  ctx: Context,
  version: { schemeId: string; month: Day; terms: PayTerms },
): Promise<void> {
  await tx.query(sql`/* write-pay-scheme-version */ insert into pay_scheme_version (scheme_id, number, month, terms, made_at, made_by)
    select ${version.schemeId}::bigint, coalesce(max(number), 0) + 1, ${version.month}::date, ${JSON.stringify(version.terms)}::jsonb,
      ${ctx.clock.now()}::timestamptz, ${ctx.viewer.employeeId}::bigint
    from pay_scheme_version where scheme_id = ${version.schemeId}::bigint`);
}

/** Refuses product lines that are not there. */
export async function ensureProductLines(tx: Transaction, { sales }: PayTerms, path: string): Promise<void> {
  const ids = sales?.lines.map(({ productLineId }) => productLineId) ?? [];
  if (ids.length === 0) return;
  const known = await tx.query<{ id: string }>(
    sql`/* product-lines-paid */ select id from product_line where id = any(${ids}::bigint[]) and ended_at is null`,
  );
  const found = new Set(known.map(({ id }) => id));
  const missing = ids.findIndex((id) => !found.has(id));
  if (missing >= 0)
    throw Refusal.notFound(`${path}.sales.lines.${missing}.productLineId`, 'product line', ids[missing] ?? '');
}

/** A scheme's name, 1 to 200 characters. */
export function checkedName(name: string): string {
  return checkedText(name.trim(), 'input.name', 'a name', 200);
}

/** The unique violation of a name, told as a refusal. */
export function refuseNameTaken(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code !== '23505' || constraint !== 'pay_scheme_name') throw error;
  throw Refusal.refused('TAKEN', 'input.name: another scheme already has it', { field: 'input.name' });
}
