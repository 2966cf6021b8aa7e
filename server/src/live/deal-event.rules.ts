import { type NounRules, nobodys, own, ownDepartment } from '../access/rules.ts';
import { dealAttributes } from '../sales/deals/deal.rules.ts';

/** What happens to a deal is told to whoever may read the deal, and to walls: a win is celebrated in front of everybody. */
export const dealEventRules: NounRules = {
  subject: 'DealEvent',
  rows: { table: 'deal', attributes: dealAttributes },
  rules: [
    {
      who: ['director', 'deputy', 'integration', 'assistant', 'analyst', 'marketer', 'service_agent', 'administrator'],
      may: ['read', 'lookBack'],
    },
    { who: ['head_of_sales'], may: ['read', 'lookBack'], which: ownDepartment },
    { who: ['head_of_sales'], may: ['read', 'lookBack'], which: nobodys },
    { who: ['manager', 'representative'], may: ['read', 'lookBack'], which: own },
    // what is new, and the latest few: whoever takes a screen's credential does not take years of wins with their clients' names
    { who: ['screen'], may: ['read'] },
  ],
};
