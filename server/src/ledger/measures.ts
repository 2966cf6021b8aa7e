import type { DimensionColumn } from './dimensions.ts';

/** A measure: a signed whole number that entries add to. Flows happen in a period; stocks stand at an instant (their running sum). */
interface MeasureDefinition {
  kind: 'flow' | 'stock';
  /** minor units of money, seconds, or how many */
  unit: 'money' | 'seconds' | 'count';
  /** what its entries carry: by nothing else can it be broken down */
  by: readonly DimensionColumn[];
  meaning: string;
}

const people = ['employee_id', 'team_id', 'department_id'] as const;
const client = [...people, 'client_id', 'segment_id', 'territory_id'] as const;
const origin = ['source_id', 'campaign_id'] as const;
const deal = [...client, 'product_id', 'product_line_id', 'channel_id', ...origin, 'pipeline_id'] as const;
const staged = [...deal, 'stage_id'] as const;
const contact = [...client, 'contact_channel_id'] as const;
const lead = [...people, ...origin, 'territory_id', 'segment_id'] as const;
const relation = [...client, ...origin, 'channel_id'] as const;
const service = [...people, 'client_id', 'segment_id', 'product_id', 'product_line_id'] as const;
const answer = [...lead, 'client_id', 'product_id', 'product_line_id'] as const;
const money = [...people, ...origin] as const;

/** Every measure of the ledger, in column order. */
export const measures = {
  opened: { kind: 'flow', unit: 'count', by: deal, meaning: 'deals opened' },
  won: { kind: 'flow', unit: 'count', by: deal, meaning: 'deals won, less those reopened' },
  lost: { kind: 'flow', unit: 'count', by: deal, meaning: 'deals lost, less those reopened' },
  revenue: { kind: 'flow', unit: 'money', by: deal, meaning: 'amount of won deals' },
  cost: { kind: 'flow', unit: 'money', by: deal, meaning: 'cost of what was sold, where it is known' },
  costed: { kind: 'flow', unit: 'money', by: deal, meaning: 'the part of revenue whose cost is known' },
  cycle: { kind: 'flow', unit: 'seconds', by: deal, meaning: 'seconds from first contact, else opening, to winning' },
  in_stage: { kind: 'stock', unit: 'count', by: staged, meaning: 'open deals standing in the stage' },
  pipeline: { kind: 'stock', unit: 'money', by: staged, meaning: 'amount of open deals, where it is known' },
  priced: { kind: 'stock', unit: 'count', by: staged, meaning: 'open deals whose amount is known' },
  stage_closed: { kind: 'flow', unit: 'count', by: staged, meaning: 'closed deals that had stood in the stage' },
  stage_won: { kind: 'flow', unit: 'count', by: staged, meaning: 'won deals that had stood in the stage' },
  checklists: { kind: 'flow', unit: 'count', by: staged, meaning: 'deals that left a stage with a checklist' },
  checklists_complete: { kind: 'flow', unit: 'count', by: staged, meaning: 'of those, with all of it done' },
  calls_in: { kind: 'flow', unit: 'count', by: contact, meaning: 'calls taken' },
  calls_out: { kind: 'flow', unit: 'count', by: contact, meaning: 'calls made' },
  talk_time: { kind: 'flow', unit: 'seconds', by: contact, meaning: 'seconds talked on calls' },
  meetings: { kind: 'flow', unit: 'count', by: contact, meaning: 'meetings held' },
  emails: { kind: 'flow', unit: 'count', by: contact, meaning: 'letters sent' },
  messages: { kind: 'flow', unit: 'count', by: contact, meaning: 'messages sent' },
  presentations: { kind: 'flow', unit: 'count', by: contact, meaning: 'presentations given' },
  leads: { kind: 'flow', unit: 'count', by: lead, meaning: 'leads that arrived' },
  qualified: { kind: 'flow', unit: 'count', by: lead, meaning: 'leads qualified' },
  rejected: { kind: 'flow', unit: 'count', by: lead, meaning: 'leads rejected' },
  converted: { kind: 'flow', unit: 'count', by: lead, meaning: 'leads that became a deal' },
  conversion_time: { kind: 'flow', unit: 'seconds', by: lead, meaning: 'seconds from arrival to the deal' },
  answers: { kind: 'flow', unit: 'count', by: answer, meaning: 'first answers to leads and requests' },
  response_time: {
    kind: 'flow',
    unit: 'seconds',
    by: answer,
    meaning: 'working seconds from arrival to the first answer',
  },
  late_answers: {
    kind: 'flow',
    unit: 'count',
    by: answer,
    meaning: 'leads and requests whose answer came late or not',
  },
  tasks_due: { kind: 'flow', unit: 'count', by: client, meaning: 'tasks that fell due' },
  tasks_on_time: { kind: 'flow', unit: 'count', by: client, meaning: 'of those, done by then' },
  documents_due: { kind: 'flow', unit: 'count', by: client, meaning: 'documents that fell due' },
  documents_on_time: { kind: 'flow', unit: 'count', by: client, meaning: 'of those, issued by then' },
  invoiced: { kind: 'flow', unit: 'money', by: client, meaning: 'amount of invoices issued' },
  paid: { kind: 'flow', unit: 'money', by: client, meaning: 'payments received, less those returned' },
  new_clients: { kind: 'flow', unit: 'count', by: relation, meaning: 'clients that bought for the first time' },
  churned: { kind: 'flow', unit: 'count', by: relation, meaning: 'clients whose activity window lapsed' },
  active: { kind: 'stock', unit: 'count', by: relation, meaning: 'clients that bought within the activity window' },
  repeat_revenue: { kind: 'flow', unit: 'money', by: relation, meaning: 'revenue from clients who had bought before' },
  neglected: { kind: 'stock', unit: 'count', by: client, meaning: 'clients without a contact for longer than allowed' },
  requests: { kind: 'flow', unit: 'count', by: service, meaning: 'requests that arrived' },
  complaints: { kind: 'flow', unit: 'count', by: service, meaning: 'complaints that arrived' },
  resolved: {
    kind: 'flow',
    unit: 'count',
    by: service,
    meaning: 'requests and complaints resolved, less those reopened',
  },
  resolution_time: { kind: 'flow', unit: 'seconds', by: service, meaning: 'seconds from arrival to resolution' },
  ratings: { kind: 'flow', unit: 'count', by: service, meaning: 'ratings given' },
  rating_sum: { kind: 'flow', unit: 'count', by: service, meaning: 'sum of ratings, 1 to 5 each' },
  high_ratings: { kind: 'flow', unit: 'count', by: service, meaning: 'ratings of 4 and 5' },
  nps_answers: { kind: 'flow', unit: 'count', by: service, meaning: 'answers to "would you recommend us"' },
  promoters: { kind: 'flow', unit: 'count', by: service, meaning: 'of those, 9 and 10' },
  detractors: { kind: 'flow', unit: 'count', by: service, meaning: 'of those, 0 to 6' },
  expenses: { kind: 'flow', unit: 'money', by: money, meaning: 'money spent, campaigns included' },
  acquisition: { kind: 'flow', unit: 'money', by: money, meaning: 'of that, to win new clients' },
  budget: { kind: 'flow', unit: 'money', by: people, meaning: 'money allowed to be spent' },
  training_assigned: { kind: 'stock', unit: 'count', by: people, meaning: 'courses assigned so far' },
  training_finished: { kind: 'stock', unit: 'count', by: people, meaning: 'of those, finished so far' },
} as const satisfies Record<string, MeasureDefinition>;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];

/** The measures of deals as they were before there was a whole department: rollups keep them as numbers, all others may be null. */
export const alwaysThere: ReadonlySet<Measure> = new Set<Measure>([
  ...(['opened', 'won', 'lost', 'revenue', 'cost', 'costed', 'cycle', 'in_stage', 'pipeline', 'priced'] as const),
]);

/** What an entry adds: measures not named are untouched (null in the table). */
export type Amounts = Partial<Record<Measure, number>>;
