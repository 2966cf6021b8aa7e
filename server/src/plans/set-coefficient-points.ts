import type { Context } from '../context.ts';
import type { Queryable } from '../database/database.ts';
import { postNews } from '../ledger/news.ts';
import { runVerb } from '../ledger/verb.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import type { CoefficientPoints } from './coefficient.ts';

export interface SetCoefficientPoints extends CoefficientPoints {
  key: string;
}

const most = 10;

/** Decides what reaching each level of a plan is worth. It holds for every figure shown from then on. */
export async function setCoefficientPoints(ctx: Context, input: SetCoefficientPoints): Promise<void> {
  const call = { verb: 'setCoefficientPoints', key: input.key, input, result: { id: '1' } };
  await runVerb(ctx, call, async (tx) => {
    const { minimum, optimal, maximum } = input;
    for (const [name, value] of Object.entries({ minimum, optimal, maximum })) {
      const fits = value >= 0 && value <= most && Number(value.toFixed(4)) === value;
      if (!fits)
        throw Refusal.badInput(`input.${name}`, `a number from 0 to ${most} with at most 4 decimal places`, {
          got: value,
        });
    }
    const order = 'minimum ≤ optimal ≤ maximum';
    if (minimum > optimal) throw Refusal.badInput('input.minimum', order, { got: minimum });
    if (maximum < optimal) throw Refusal.badInput('input.maximum', order, { got: maximum });
    await tx.query(sql`/* set-coefficient-points */ update setting set revision = revision + 1,
      coefficient_minimum = ${minimum}, coefficient_optimal = ${optimal}, coefficient_maximum = ${maximum}`);
    await postNews(tx, ctx, 'settings_changed', {});
  });
}

/** What reaching each level of a plan is worth, as it stands. */
export async function readCoefficientPoints(db: Queryable): Promise<CoefficientPoints> {
  const [row] = await db.query<Record<keyof CoefficientPoints, string>>(sql`/* coefficient-points */ select
    coefficient_minimum as minimum, coefficient_optimal as optimal, coefficient_maximum as maximum from setting`);
  if (!row) throw new Error('the department has no settings');
  return { minimum: Number(row.minimum), optimal: Number(row.optimal), maximum: Number(row.maximum) };
}
