import { record } from './record.sql.ts';

/** Whose work it is, and where they stood then. */
const people = `employee_id bigint references employee,
  team_id bigint references team,
  department_id bigint references department`;

const lead = record(
  'lead',
  `arrived_at timestamptz not null,
  name text not null check (name <> ''),
  company text,
  phone text check (phone ~ '^\\+[0-9]{7,15}$'),
  email text check (email = lower(email) and email like '%_@_%'),
  request text,
  source_id bigint references source,
  campaign_id bigint references campaign,
  first_source_id bigint references source,
  first_campaign_id bigint references campaign,
  territory_id bigint references territory,
  segment_id bigint references segment,
  product_line_id bigint references product_line,
  client_id bigint references client,
  ${people},
  status text not null check (status in ('new', 'answered', 'qualified', 'rejected', 'converted')),
  answer_due_at timestamptz not null,
  answered_at timestamptz check (answered_at >= arrived_at),
  answered_by_id bigint references employee,
  response_seconds integer check (response_seconds >= 0),
  answer_told_at timestamptz,
  answer_told_by_id bigint references employee,
  qualified_at timestamptz check (qualified_at >= arrived_at),
  rejected_at timestamptz check (rejected_at >= arrived_at),
  rejection_reason text,
  rejection_note text,
  converted_at timestamptz check (converted_at >= arrived_at),
  conversion_seconds integer check (conversion_seconds >= 0),
  deal_id bigint unique references deal,
  escalated_at timestamptz,
  escalated_to_id bigint references employee,
  check ((answered_at is null) = (response_seconds is null)),
  check ((rejected_at is null) = (rejection_reason is null)),
  check ((converted_at is null) = (deal_id is null))`,
);

const activity = record(
  'activity',
  `kind text not null check (kind in ('call_in', 'call_out', 'meeting', 'email', 'message', 'presentation')),
  at timestamptz not null,
  ${people},
  client_id bigint references client,
  deal_id bigint references deal,
  lead_id bigint references lead,
  contact_id bigint references contact,
  contact_channel_id bigint references contact_channel,
  talk_seconds integer check (talk_seconds >= 0),
  recording_url text check (recording_url ~ '^https?://'),
  result text,
  note text,
  check (talk_seconds is null or kind in ('call_in', 'call_out'))`,
);

const task = record(
  'task',
  `title text not null check (title <> ''),
  note text,
  kind text not null check (kind in ('other', 'call', 'meeting', 'letter', 'presentation', 'escalation')),
  status text not null check (status in ('open', 'done', 'cancelled')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  ${people},
  author_id bigint references employee,
  client_id bigint references client,
  deal_id bigint references deal,
  lead_id bigint references lead,
  due_at timestamptz not null,
  done_at timestamptz,
  result text,
  repeats text not null check (repeats in ('none', 'daily', 'working_daily', 'weekly', 'monthly')),
  repeats_until date,
  repeat_day smallint not null check (repeat_day between 1 and 31),
  repeat_of_id bigint constraint task_repeats_once unique references task,
  check ((status = 'done') = (done_at is not null and ended_at is null)),
  check ((status = 'cancelled') = (ended_at is not null))`,
);

/** Daily work: leads that ask, contacts with clients, tasks; and how soon the department promises to answer. */
export const work = `
alter table setting add column answer_within_seconds integer not null default 3600
  constraint setting_answer_within check (answer_within_seconds between 60 and 2592000);
comment on column setting.answer_within_seconds is 'working seconds in which a lead or a request is to be answered';
${lead}
create index lead_recent on lead (arrived_at desc, id desc);
create index lead_of_employee on lead (employee_id, status);
create index lead_waiting on lead (answer_due_at) where status = 'new' and ended_at is null;
create index lead_of_client on lead (client_id) where client_id is not null;
create index lead_of_campaign on lead (campaign_id) where campaign_id is not null;
create index lead_first_campaign on lead (first_campaign_id) where first_campaign_id is not null;
${activity}
create index activity_recent on activity (at desc, id desc);
create index activity_of_employee on activity (employee_id, at);
create index activity_of_client on activity (client_id, at) where client_id is not null;
create index activity_of_deal on activity (deal_id, at) where deal_id is not null;
create index activity_of_lead on activity (lead_id, at) where lead_id is not null;
${task}
create index task_due on task (due_at, id);
create index task_of_employee on task (employee_id, status, due_at);
create index task_of_client on task (client_id) where client_id is not null;
create index task_of_deal on task (deal_id) where deal_id is not null;
create index task_of_lead on task (lead_id) where lead_id is not null;
create unique index task_escalation on task (lead_id) where kind = 'escalation';
`;
