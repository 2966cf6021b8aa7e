/** What the whole department adds to the ledger: which noun's row an entry stands for, by what it was reached, and its measures. */

/** Mirrored by src/ledger/measures.ts (a test compares). */
const measures = [
  ...['stage_closed', 'stage_won', 'checklists', 'checklists_complete'],
  ...['calls_in', 'calls_out', 'talk_time', 'meetings', 'emails', 'messages', 'presentations'],
  ...['leads', 'qualified', 'rejected', 'converted', 'conversion_time', 'answers', 'response_time', 'late_answers'],
  ...['tasks_due', 'tasks_on_time', 'documents_due', 'documents_on_time', 'invoiced', 'paid'],
  ...['new_clients', 'churned', 'active', 'repeat_revenue', 'neglected'],
  ...['requests', 'complaints', 'resolved', 'resolution_time'],
  ...['ratings', 'rating_sum', 'high_ratings', 'nps_answers', 'promoters', 'detractors'],
  ...['expenses', 'acquisition', 'budget', 'training_assigned', 'training_finished'],
];

const rollups = [
  ...['rollup_stage', 'rollup_people', 'rollup_territory', 'rollup_product', 'rollup_source', 'rollup_client'],
];

const columns = measures.map((measure) => `add column ${measure} bigint`).join(', ');

/** Null until touched, in rollups too: most rows touch few of them, and a null takes no room. */
export const ledger = `
alter table ledger add column noun text, add column noun_id bigint, add column contact_channel_id bigint, ${columns};
create index ledger_noun on ledger (noun, noun_id) where noun_id is not null;
comment on column ledger.noun is 'the table of the row this entry stands for; deals have deal_id';
${rollups.map((rollup) => `alter table ${rollup} ${columns};`).join('\n')}
`;

/** Added outside of a transaction that uses them: nothing here posts. */
export const kinds = [
  'record_added',
  'record_amended',
  'record_ended',
  'reference_ended',
  'client_merged',
  'client_ended',
  'deal_contacted',
]
  .map((kind) => `alter type entry_kind add value '${kind}';`)
  .join('\n');
