import { record } from './record.sql.ts';

const references = [
  ...[
    'department',
    'territory',
    'team',
    'employee',
    'product_line',
    'product',
    'channel',
    'source',
    'campaign',
    'segment',
  ],
  ...['pipeline', 'stage'],
];

/** What others refer to can be amended now, and says which state was seen. */
export const reference = `
${references.map((table) => `alter table ${table} add column version integer not null default 1;`).join('\n')}
${record('contact_channel', "name text not null check (name <> '')")}
`;
