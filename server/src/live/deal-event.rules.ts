import { type NounRules, nobodys, own, ownDepartment } from '../access/rules.ts';
import { dealAttributes } from '../sales/deals/deal.rules.ts';

/** What happens to a deal is told to whoever may read the deal, and to walls: a win is celebrated in front of everybody. */
export const dealEventRules: NounRules = {
  subject: 'DealEvent',
  rows: { table: 'deal', attributes: dealAttributes },
  rules: [
    {
      who: [
        'director',
        'deputy',
        'integration',
        'assistant',
        'analyst',
        'marketer',
        'service_agent',
        'administrator',
        'screen',
      ],
      may: ['read'],
    },
    { who: ['head_of_sales'], may: ['read'], which: ownDepartment },
    { who: ['head_of_sales'], may: ['read'], which: nobodys },
    { who: ['manager', 'representative'], may: ['read'], which: own },
  ],
};
