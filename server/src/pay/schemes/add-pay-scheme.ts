import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { checkedMonth } from '../checked-month.ts';
import { openSchemes, payInTurn, postPayNews } from '../open-pay.ts';
import { checkedTerms, type ToldTerms } from './check-terms.ts';
import { checkedName, ensureProductLines, refuseNameTaken, writeVersion } from './write-version.ts';

export interface AddPayScheme {
  key: string;
  name: string;
  /** the month its first version holds from */
  from: Day;
  terms: ToldTerms;
}

const verb = 'addPayScheme';

/** Adds a scheme with its first version. Nobody is paid by it until it is assigned. Returns its id. */
export function addPayScheme(ctx: Context, input: AddPayScheme): Promise<string> {
  const call = { verb, key: input.key, input, result: { newIn: 'pay_scheme' }, audited: 'PayScheme' };
  return runVerb(ctx, call, async (tx, id) => {
    const name = checkedName(input.name);
    const month = checkedMonth(input.from, 'input.from');
    const terms = checkedTerms(input.terms, { currency: ctx.settings.currency, path: 'input.terms' });
    await ensureProductLines(tx, terms, 'input.terms');
    await payInTurn(tx);
    await tx
      .query(sql`/* add-pay-scheme */ insert into pay_scheme (id, name) values (${id}, ${name})`)
      .catch(refuseNameTaken);
    await openSchemes(tx, ctx, () => writeVersion(tx, ctx, { schemeId: id, month, terms }), verb);
    await postPayNews(tx, ctx, 'record_added', { noun: 'pay_scheme', nounId: id });
  });
}
