import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import { territoryNoun } from '../../department/territories/territory.ts';
import type { Row } from '../../records/define-record.ts';
import { choice, instant, ref, text, whole } from '../../records/field.ts';
import { campaignNoun } from '../campaigns/campaign.ts';
import { clientNoun } from '../clients/client.ts';
import { dealNoun } from '../deals/deal.ts';
import { productLineNoun } from '../products/product-line.ts';
import { segmentNoun } from '../segments/segment.ts';
import { sourceNoun } from '../sources/source.ts';

export const leadStatuses = {
  new: 'nobody has answered yet',
  answered: 'answered, and nothing decided',
  qualified: 'they want and can buy what we sell (квалифицирован)',
  rejected: 'nothing will come of it',
  converted: 'became a deal',
} as const;

export const rejectionReasons = {
  spam: 'no question at all',
  duplicate: 'the same question again',
  no_need: 'they need something else',
  no_budget: 'they cannot pay',
  competitor: 'they bought elsewhere',
  unreachable: 'nobody answers there',
  other: 'told in the note',
} as const;

const told = { input: false } as const;

/** What came in, and from where. */
const arrival = {
  arrivedAt: instant({
    description: 'when it came in; left out: now',
    ...{ required: true, filled: true, amendable: false, filter: true, order: true },
  }),
  name: text({ description: 'who asked', required: true, search: true, order: true, personal: true }),
  company: text({ description: 'for which company', search: true, personal: true }),
  phone: text({ description: 'where they can be rung up', personal: true }),
  email: text({ description: 'where they can be written to', personal: true }),
  request: text({ description: 'what they asked', most: 5000, personal: true }),
  source: ref(() => sourceNoun, {
    description: "where they came from last; left out: the campaign's source",
    filter: true,
  }),
  campaign: ref(() => campaignNoun, { description: 'what brought them last (последнее касание)', filter: true }),
  firstSource: ref(() => sourceNoun, { description: 'where they first came from; left out: as last', filter: true }),
  firstCampaign: ref(() => campaignNoun, {
    description: 'what brought them first (первое касание); left out: as last',
    filter: true,
  }),
  territory: ref(() => territoryNoun, { description: "where they are; left out: the client's", filter: true }),
  segment: ref(() => segmentNoun, { description: "which group they belong to; left out: the client's", filter: true }),
  productLine: ref(() => productLineNoun, { description: 'what they are interested in', filter: true }),
  client: ref(() => clientNoun, { description: 'who they are, when they are known', filter: true }),
} as const;

/** Who answers for it, and how soon. */
const answering = {
  employee: ref(() => employeeNoun, {
    description: 'who answers for it; left out: whom the rules of assignment choose; null: nobody yet',
    amendable: false,
    filter: true,
  }),
  team: ref(() => teamNoun, { description: 'their team', ...told, filter: true }),
  department: ref(() => departmentNoun, { description: 'their department', ...told, filter: true }),
  status: choice('LeadStatus', leadStatuses, {
    description: 'how far it has come',
    ...{ required: true, filled: true, filter: true, ...told },
  }),
  answerDueAt: instant({
    description: "by when it is to be answered, in the department's working time",
    ...{ required: true, filled: true, future: true, filter: true, order: true, ...told },
  }),
  answeredAt: instant({ description: 'when it was first answered', filter: true, ...told }),
  answeredBy: ref(() => employeeNoun, { description: 'who answered first', filter: true, ...told }),
  responseSeconds: whole({ description: 'working seconds from arrival to the first answer', filter: true, ...told }),
  answerToldAt: instant({
    description: 'when it was answered as somebody said; an earlier contact that was logged counts before it',
    ...told,
  }),
  answerToldBy: ref(() => employeeNoun, { description: 'who answered, as somebody said', ...told }),
  escalatedAt: instant({
    description:
      'when it was told to a superior that nobody answers; of imported ones that were overdue already: when they were imported',
    filter: true,
    ...told,
  }),
  escalatedTo: ref(() => employeeNoun, { description: 'whom it was told; null: nobody leads them', ...told }),
} as const;

/** What became of it. */
const outcome = {
  qualifiedAt: instant({ description: 'when it was qualified', filter: true, ...told }),
  rejectedAt: instant({ description: 'when it was rejected', filter: true, ...told }),
  rejectionReason: choice('RejectionReason', rejectionReasons, { description: 'why', filter: true, ...told }),
  rejectionNote: text({ description: 'why, in words', most: 1000, personal: true, ...told }),
  convertedAt: instant({ description: 'when it became a deal', filter: true, ...told }),
  conversionSeconds: whole({ description: 'seconds from arrival to the deal', filter: true, ...told }),
  deal: ref(() => dealNoun, { description: 'the deal it became', filter: true, ...told }),
} as const;

export const leadFields = { ...arrival, ...answering, ...outcome } as const;

export type LeadFields = typeof leadFields;
export type LeadRow = Row<LeadFields>;
