import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import type { Row } from '../../records/define-record.ts';
import { choice, flag, instant, money, ref, text } from '../../records/field.ts';
import { clientNoun } from '../clients/client.ts';
import { dealNoun } from '../deals/deal.ts';

const kinds = {
  proposal: 'a proposal (коммерческое предложение)',
  contract: 'a contract (договор)',
  invoice: 'an invoice (счёт)',
  act: 'an act of acceptance (акт)',
} as const;

export const documentFields = {
  kind: choice('DocumentKind', kinds, { description: 'what it is', required: true, amendable: false, filter: true }),
  number: text({ description: 'its number', most: 100, search: true }),
  deal: ref(() => dealNoun, { description: 'of which deal', amendable: false, filter: true }),
  client: ref(() => clientNoun, { description: "for whom; left out: the deal's client", filter: true }),
  employee: ref(() => employeeNoun, {
    description: "who answers for it; left out: the deal's owner, else the viewer",
    filter: true,
  }),
  team: ref(() => teamNoun, { description: 'their team', input: false, filter: true }),
  department: ref(() => departmentNoun, { description: 'their department', input: false, filter: true }),
  dueAt: instant({ description: 'by when it has to be issued', future: true, filter: true }),
  issuedAt: instant({ description: 'when it was issued; null: not yet', input: false, filter: true }),
  payBy: instant({ description: 'by when an invoice has to be paid', future: true, filter: true }),
  amount: money({ description: 'what it is about; an invoice is issued with one', filter: true }),
  paid: money({
    description: 'what was paid of an invoice, less what was returned',
    input: false,
    required: true,
    filled: true,
  }),
  settled: flag({
    description: 'an issued invoice that is paid in full',
    input: false,
    required: true,
    filled: true,
    filter: true,
  }),
  note: text({ description: 'what else is to be known', most: 2000, search: true, personal: true }),
  url: text({
    description: 'where it is kept',
    most: 2000,
    personal: true,
    pattern: { form: /^https?:\/\/\S+$/, expected: 'an http or https address' },
  }),
};

export type DocumentFields = typeof documentFields;
export type DocumentRow = Row<DocumentFields>;
