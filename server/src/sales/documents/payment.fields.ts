import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import type { Row } from '../../records/define-record.ts';
import { flag, instant, money, ref, text } from '../../records/field.ts';
import { clientNoun } from '../clients/client.ts';
import { dealNoun } from '../deals/deal.ts';
import { documentNoun } from './document.ts';

export const paymentFields = {
  document: ref(() => documentNoun, { description: 'the invoice that is paid', required: true, filter: true }),
  deal: ref(() => dealNoun, { description: 'of which deal', input: false, filter: true }),
  client: ref(() => clientNoun, { description: 'by whom', input: false, filter: true }),
  employee: ref(() => employeeNoun, { description: 'who answers for the invoice', input: false, filter: true }),
  team: ref(() => teamNoun, { description: 'their team', input: false, filter: true }),
  department: ref(() => departmentNoun, { description: 'their department', input: false, filter: true }),
  at: instant({
    description: 'when it came; left out: now',
    ...{ required: true, filled: true, filter: true, order: true },
  }),
  amount: money({ description: 'how much, above 0', required: true, filter: true }),
  advance: flag({
    description: 'it may be more than what is left to pay, or come before the invoice is issued; left out: not',
    required: true,
    filled: true,
  }),
  note: text({ description: 'what else is to be known', most: 2000, personal: true }),
};

export type PaymentFields = typeof paymentFields;
export type PaymentRow = Row<PaymentFields>;
