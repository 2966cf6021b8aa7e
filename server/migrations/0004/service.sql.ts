import { record } from './record.sql.ts';

const people = 'employee_id bigint references employee';
const product = 'product_id bigint references product';
const customer = 'client_id bigint not null references client';
const contact = 'contact_id bigint references contact';

/** Client service: what clients ask and complain of, how soon they must be answered, and what they say of us. */
export const service = `
${record(
  'service_deadline',
  `kind text not null check (kind in ('request', 'complaint')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  answer_within_minutes integer not null check (answer_within_minutes > 0),
  resolve_within_minutes integer not null check (resolve_within_minutes > 0)`,
)}
create unique index service_deadline_of on service_deadline (kind, priority) where ended_at is null;

${record(
  'ticket',
  `kind text not null check (kind in ('request', 'complaint')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  number text,
  subject text not null check (subject <> ''),
  text text,
  ${customer}, ${contact}, ${product},
  contact_channel_id bigint references contact_channel,
  ${people},
  team_id bigint references team,
  department_id bigint references department,
  arrived_at timestamptz not null,
  answer_due_at timestamptz,
  resolve_due_at timestamptz,
  status text not null check (status in ('new', 'in_work', 'waiting', 'resolved', 'reopened')),
  answered_at timestamptz check (answered_at >= arrived_at),
  response_time bigint check (response_time >= 0),
  resolved_at timestamptz check (resolved_at >= arrived_at),
  resolution text,
  outcome text,
  reopenings integer not null default 0,
  history jsonb not null default '[]',
  check ((status = 'resolved') = (resolved_at is not null)),
  check ((answered_at is null) = (response_time is null))`,
)}
create index ticket_client on ticket (client_id);
create index ticket_employee on ticket (employee_id, status);
create index ticket_arrived on ticket (arrived_at, id);
create index ticket_due on ticket ((case when answered_at is null then least(answer_due_at, resolve_due_at) else resolve_due_at end), id)
  where status <> 'resolved' and ended_at is null;

${record(
  'rating',
  `ticket_id bigint references ticket, ${customer}, ${people}, ${product},
  at timestamptz not null,
  score integer not null check (score between 1 and 5),
  comment text`,
)}
create index rating_client on rating (client_id);
${record(
  'nps_answer',
  `${customer}, ${contact}, ${people},
  at timestamptz not null,
  score integer not null check (score between 0 and 10),
  comment text`,
)}
create index nps_answer_client on nps_answer (client_id);
${record(
  'feedback',
  `${customer}, kind text not null check (kind in ('praise', 'idea', 'claim')),
  text text not null check (text <> ''),
  ${product}, ${people},
  at timestamptz not null,
  ticket_id bigint references ticket`,
)}
create index feedback_client on feedback (client_id);

${record(
  'survey',
  `title text not null check (title <> ''),
  questions jsonb not null default '[]',
  starts_on date,
  ends_on date check (ends_on >= starts_on),
  status text not null check (status in ('draft', 'published', 'closed'))`,
)}
${record('survey_invitee', `survey_id bigint not null references survey, ${customer}, ${contact}, ${people}, due_on date`)}
create unique index survey_invitee_once on survey_invitee (survey_id, client_id, contact_id) nulls not distinct where ended_at is null;
create index survey_invitee_client on survey_invitee (client_id);
${record(
  'survey_answer',
  `survey_id bigint not null references survey, ${customer}, ${contact}, ${people},
  at timestamptz not null,
  answers jsonb not null,
  nps_score integer check (nps_score between 0 and 10)`,
)}
create unique index survey_answer_once on survey_answer (survey_id, client_id, contact_id) nulls not distinct where ended_at is null;
create index survey_answer_client on survey_answer (client_id);
`;
