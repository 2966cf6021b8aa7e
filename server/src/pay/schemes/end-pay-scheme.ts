import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import { payInTurn, postPayNews } from '../open-pay.ts';
import { lockScheme, type OnScheme } from './lock-scheme.ts';

const verb = 'endPayScheme';

/** Nobody is assigned a scheme that has ended; whoever is paid by it goes on being paid so. Returns its id. */
export function endPayScheme(ctx: Context, input: OnScheme): Promise<string> {
  const id = checkedId(input.id, 'input.id');
  return runVerb(ctx, { verb, key: input.key, input, result: { id }, audited: 'PayScheme' }, async (tx) => {
    await payInTurn(tx);
    await lockScheme(tx, { ...input, id });
    await tx.query(sql`/* end-pay-scheme */ update pay_scheme set version = version + 1, ended_at = ${ctx.clock.now()}
      where id = ${id}`);
    await postPayNews(tx, ctx, 'record_ended', { noun: 'pay_scheme', nounId: id });
  });
}
