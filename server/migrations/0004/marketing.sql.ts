import { record } from './record.sql.ts';

/** Marketing: what campaigns and sources are, what was spent on them day by day, and how social networks stand. */
export const marketing = `
alter table source add column kind text, add column url text;
alter table campaign
  add column kind text,
  add column starts_on date,
  add column ends_on date,
  add column budget bigint check (budget >= 0),
  add column goal text,
  add column owner_id bigint references employee,
  add column department_id bigint references department,
  add check (ends_on >= starts_on);
comment on column campaign.budget is 'planned, in minor units';

${record(
  'spend',
  `campaign_id bigint not null references campaign,
  source_id bigint references source,
  kind text not null check (kind in ('placement', 'production', 'contractor', 'other')),
  day date not null,
  at timestamptz not null,
  amount bigint not null check (amount >= 0),
  note text`,
)}
comment on column spend.at is 'when that day began in the department';
create unique index spend_of_day on spend (campaign_id, day, kind) where ended_at is null;
create index spend_day on spend (day, id);

${record(
  'social_metric',
  `source_id bigint not null references source,
  day date not null,
  followers integer check (followers >= 0),
  reach integer check (reach >= 0),
  impressions integer check (impressions >= 0),
  clicks integer check (clicks >= 0),
  reactions integer check (reactions >= 0),
  posts integer check (posts >= 0)`,
)}
create unique index social_metric_of_day on social_metric (source_id, day) where ended_at is null;
`;
