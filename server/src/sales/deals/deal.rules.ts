import type { Role } from '../../access/roles.ts';
import { type Attribute, inPassing, type NounRules, nobodys, own, ownDepartment } from '../../access/rules.ts';
import { sql } from '../../lib/sql.ts';
import { keepers, office } from '../../records/record-rules.ts';
import { costIsHiddenFrom, seesCost } from '../products/product.rules.ts';

/** How a deal is told apart: by who answers for it now, and in which department. */
export const dealAttributes: Readonly<Record<string, Attribute>> = {
  ownerId: (deal, id) => sql`${deal}.owner_id is not distinct from ${id}::bigint`,
  departmentId: (deal, id) => sql`${deal}.department_id = ${id}::bigint`,
};

const sellers: readonly Role[] = ['manager', 'representative'];
const steps = ['setNextStep', 'checkItem'];
const work = ['openDeal', 'moveDeal', 'advanceDeal', 'amendDeal', 'winDeal', 'loseDeal', 'reopenDeal', ...steps];

/** Whoever sells works on their own deals; who answers for others' work, on theirs. Whose a deal is, is decided above: it decides pay. */
export const dealRules: NounRules = {
  subject: 'Deal',
  parts: ['NextStep', 'SuggestedStep', 'ChecklistItem', 'DealFact'],
  rows: { table: 'deal', attributes: dealAttributes },
  rules: [
    // an administrator keeps the data right
    { who: ['director', 'deputy', 'integration', 'administrator'], may: ['read', ...work, 'reassignDeal'] },
    { who: ['assistant', 'analyst', 'marketer', 'service_agent'], may: ['read'] },
    { who: ['assistant'], may: ['openDeal', 'amendDeal', ...steps], which: ownDepartment },
    { who: ['assistant'], may: ['openDeal', 'amendDeal', ...steps], which: nobodys },
    // above what a product allows
    { who: [...keepers, 'head_of_sales'], may: ['giveAnyDiscount'] },
    { who: ['head_of_sales'], may: ['read', ...work, 'reassignDeal'], which: ownDepartment },
    { who: ['head_of_sales'], may: ['read', ...work, 'reassignDeal'], which: nobodys },
    { who: sellers, may: ['read', ...work], which: own },
    { who: ['director', 'deputy', 'analyst'], may: ['exportDeals'] },
    { who: ['head_of_sales'], may: ['exportDeals'], which: ownDepartment },
    {
      who: ['screen'],
      may: ['read'],
      which: inPassing,
      fields: ['id', 'title', 'status', 'amount', 'client', 'owner', 'stage', 'pipeline'],
    },
  ],
};

/** The lines of a deal read like the deal; what they cost us like the cost of a product. */
export const dealLineRules: NounRules = {
  subject: 'DealLine',
  rules: [
    { who: seesCost, may: ['read'] },
    {
      who: costIsHiddenFrom.filter((role) => role !== 'screen'),
      may: ['read'],
      fields: ['quantity', 'price', 'currencyPrice', 'discount', 'amount', 'product'],
    },
  ],
};

/** Counted over the deals that whoever asks may read. */
export const lossesRules: NounRules = { subject: 'LossesForReason', rules: [{ who: office, may: ['read'] }] };
