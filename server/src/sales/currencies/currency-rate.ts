import { isCurrency } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, decimal, text } from '../../records/field.ts';

const code = { form: /^[A-Z]{3}$/, expected: 'a currency by its three letters, such as USD' };

/** What a currency is worth on a day and after it, until the next rate (курс валюты). Set by `setCurrencyRate`, once a day and currency. */
export const currencyRateNoun = defineRecord({
  name: 'CurrencyRate',
  table: 'currency_rate',
  many: 'currencyRates',
  one: 'currencyRate',
  description: 'What a currency is worth from a day on, until the day of the next rate (курс валюты).',
  fields: {
    currency: text({
      description: 'three letters (ISO 4217)',
      required: true,
      amendable: false,
      filter: true,
      pattern: code,
    }),
    day: day({ description: 'from when', required: true, amendable: false, filter: true, order: true }),
    rate: decimal({
      description: 'department currency for one of it',
      required: true,
      decimals: 8,
      most: 1_000_000_000,
    }),
  },
  verbs: { add: null, amend: null, end: 'endCurrencyRate' },
  order: { by: 'day', direction: 'DESC' },
  unique: { currency_rate_day: 'day' },
  complete: ({ ctx, after }) => {
    const { currency } = ctx.settings;
    if (after.currency === currency || !isCurrency(after.currency))
      throw Refusal.badInput('input.currency', `a currency other than ${currency}`, { got: after.currency });
    if (!(after.rate > 0)) throw Refusal.badInput('input.rate', 'a number above 0', { got: after.rate });
  },
});
