import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { checkedMonth } from '../checked-month.ts';
import { openSchemes, payInTurn, postPayNews } from '../open-pay.ts';
import { checkedTerms, type ToldTerms } from './check-terms.ts';
import { lockScheme, type OnScheme } from './lock-scheme.ts';
import { checkedName, ensureProductLines, refuseNameTaken, writeVersion } from './write-version.ts';

export interface AmendPayScheme extends OnScheme {
  name?: string | null;
  /** the month from which it says something else; given together with the terms */
  from?: Day | null;
  terms?: ToldTerms | null;
}

const verb = 'amendPayScheme';

/**
 * Gives a scheme another name, or another version from a month on. Versions are never edited: a new one of the same month goes before it. Refuses
 * a month in which somebody's pay by this scheme is closed. Returns its id.
 */
export function amendPayScheme(ctx: Context, input: AmendPayScheme): Promise<string> {
  const id = checkedId(input.id, 'input.id');
  return runVerb(ctx, { verb, key: input.key, input, result: { id }, audited: 'PayScheme' }, async (tx) => {
    const { from = null, terms: told = null } = input;
    if (told && !from) throw Refusal.badInput('input.from', 'the month the new terms hold from');
    if (from && !told) throw Refusal.badInput('input.terms', 'the terms that hold from then on');
    await payInTurn(tx);
    const scheme = await lockScheme(tx, { ...input, id });
    const name = input.name === null || input.name === undefined ? scheme.name : checkedName(input.name);
    await tx
      .query(sql`/* amend-pay-scheme */ update pay_scheme set version = version + 1, name = ${name} where id = ${id}`)
      .catch(refuseNameTaken);
    if (from && told) {
      const month = checkedMonth(from, 'input.from');
      const terms = checkedTerms(told, { currency: ctx.settings.currency, path: 'input.terms' });
      await ensureProductLines(tx, terms, 'input.terms');
      await openSchemes(
        tx,
        ctx,
        async () => {
          const [closed] = await tx.query<{ month: Day | null }>(sql`/* closed-by-scheme */ select max(month) as month
            from pay_sheet where scheme_id = ${id}`);
          if (closed?.month && month <= closed.month) throw monthClosed('input.from', closed.month);
          await writeVersion(tx, ctx, { schemeId: id, month, terms });
        },
        verb,
      );
    }
    await postPayNews(tx, ctx, 'record_amended', { noun: 'pay_scheme', nounId: id });
  });
}

/** What is paid is paid: nothing about it can be decided anew. */
export function monthClosed(field: string, closed: Day): Refusal {
  const message = `${field}: pay is closed up to ${closed.slice(0, 7)}; the month after it is the first that can be`;
  return Refusal.refused('PAY_MONTH_CLOSED', message, { field, closed });
}
