import type { Fence } from '../access/fence.ts';
import { people } from '../access/roles.ts';
import { type Attribute, type NounRules, own, type Rule } from '../access/rules.ts';
import { raw, sql } from '../lib/sql.ts';

/** What people are paid is also behind row-level security, by these same rules. */
export const payFence: Fence = { name: 'pay', subject: 'Pay' };
export const schemeFence: Fence = { name: 'pay_scheme', subject: 'PaySchemeVersion' };

const ofPerson: Attribute = (row, id) => sql`${row}.employee_id = ${id}::bigint`;
const director: Rule = { who: ['director'], may: ['read'] };
const others = people.filter((role) => role !== 'director');

/** What somebody is paid: known to the director, and to everybody of their own. Nobody else, those who lead and those who keep the system included. */
export const payRules: NounRules = {
  subject: 'Pay',
  parts: [
    ...['PayLine', 'PayEntry', 'PayDeal', 'PayFigure', 'PayLevels', 'PaySalaryPart', 'PayTier', 'PayBonusPart'],
    ...['PayCoefficientPart', 'PayCorrectionPart', 'PayAssignment'],
  ],
  rows: { table: 'pay_sheet', attributes: { ownerId: ofPerson } },
  rules: [
    { who: ['director'], may: ['read', 'assignPayScheme'] },
    { who: others, may: ['read'], which: own },
  ],
};

/** by somebody who has been paid so at some time */
const paidSo =
  (scheme: string): Attribute =>
  (row, id) =>
    sql`exists (select from pay_assignment a
  where a.scheme_id = ${row}.${raw(scheme)} and a.employee_id = ${id}::bigint)`;

const above = ['deputy', 'head_of_sales'] as const;
const below = others.filter((role) => role !== 'deputy' && role !== 'head_of_sales');

/** What schemes there are is known to those who lead, and to whoever is paid by them. */
export const paySchemeRules: NounRules = {
  subject: 'PayScheme',
  rows: { table: 'pay_scheme', attributes: { ownerId: paidSo('id') } },
  rules: [
    { who: ['director'], may: ['read', 'addPayScheme', 'amendPayScheme', 'endPayScheme'] },
    { who: above, may: ['read'] },
    { who: below, may: ['read'], which: own },
  ],
};

/** What a scheme says; the salary in it is not for those who lead and are paid otherwise. */
export const paySchemeVersionRules: NounRules = {
  subject: 'PaySchemeVersion',
  parts: [
    'PaySales',
    'PaySalesTier',
    'PaySalesLine',
    'PayBonus',
    'PayPrize',
    'PayExceed',
    'PayCoefficient',
    'PayWeight',
  ],
  rows: { table: 'pay_scheme_version', attributes: { ownerId: paidSo('scheme_id') } },
  rules: [
    director,
    {
      who: above,
      may: ['read'],
      fields: ['id', 'number', 'month', 'madeAt', 'sales', 'bonus', 'coefficient'],
    },
    { who: below, may: ['read'], which: own },
  ],
};

/** Whether a month is closed is no secret; who is in it, and what it came to, is told by their pay. */
export const payMonthRules: NounRules = {
  subject: 'PayMonth',
  parts: ['PayClosing'],
  rules: [
    { who: people, may: ['read'] },
    { who: ['director'], may: ['closePayMonth'] },
  ],
};

/** What a period would have come to under another scheme: for whoever decides on schemes. */
export const paySimulationRules: NounRules = {
  subject: 'PaySimulation',
  parts: ['PaySimulated', 'PaySimulatedMonth'],
  rules: [director],
};
