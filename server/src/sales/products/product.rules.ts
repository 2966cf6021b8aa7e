import { type Role, roles } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';
import { keepers } from '../../records/record-rules.ts';

/** What something costs us is nobody's business who neither sells nor answers for what is sold. */
export const costIsHiddenFrom: readonly Role[] = ['marketer', 'service_agent', 'screen'];
export const seesCost: readonly Role[] = roles.filter((role) => !costIsHiddenFrom.includes(role));

/** Everybody knows what is sold, and at what price. */
export const productRules: NounRules = {
  subject: 'Product',
  rules: [
    { who: seesCost, may: ['read'] },
    {
      who: costIsHiddenFrom,
      may: ['read'],
      fields: ['id', 'name', 'line', 'price', 'version', 'externalId', 'endedAt'],
    },
    { who: [...keepers, 'head_of_sales'], may: ['addProduct', 'amendProduct', 'endProduct'] },
  ],
};
