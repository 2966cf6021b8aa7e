import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { makeRow } from '../../records/add-record.ts';
import { changeRow } from '../../records/change-record.ts';
import type { Step } from '../../records/define-record.ts';
import { currencyRateNoun } from './currency-rate.ts';

export interface SetCurrencyRate {
  key: string;
  currency: string;
  day: string;
  rate: number;
}

const verb = 'setCurrencyRate';

/**
 * Tells what a currency is worth from a day on: the same day again puts its rate right. Open deals take the rate of the day on which something
 * next happens to them; closed ones keep theirs. Returns the id of the rate.
 */
export async function setCurrencyRate(ctx: Context, input: SetCurrencyRate): Promise<string> {
  ctx.access.ensure(verb);
  if (!/^[A-Z]{3}$/.test(input.currency))
    throw Refusal.badInput('input.currency', 'a currency by its three letters, such as USD');
  const [known] = await ctx.database.app.query<{ id: string }>(
    sql`/* rate-known */ select id from currency_rate where currency = ${input.currency} and day = ${input.day}::date`,
  );
  const result = known ? { id: known.id } : { newIn: currencyRateNoun.table };
  return runVerb(ctx, { verb, key: input.key, input, result }, async (tx, id) => {
    if (!known) await makeRow(tx, ctx, currencyRateNoun, { id, verb, input: { ...input }, asked: true });
    else {
      const act = ({ after, input: given }: Step<typeof currencyRateNoun.fields>): void => {
        Object.assign(after, given, { endedAt: null });
      };
      const fields = { rate: currencyRateNoun.fields.rate };
      await changeRow(tx, ctx, currencyRateNoun, {
        id,
        input: { rate: input.rate },
        change: { verb, fields, act, ended: 'may' },
      });
    }
  });
}
