import { record } from './record.sql.ts';

/** Standard procedures of stages with what became of them, and the checklists that deals carry. */
export const procedures = `
${record(
  'procedure',
  `title text not null check (title <> ''),
  stage_id bigint references stage,
  steps jsonb not null default '[]',
  employee_id bigint references employee,
  review_on date,
  review_every_days integer check (review_every_days > 0),
  reviewed_on date`,
)}
create unique index procedure_of_stage on procedure (stage_id) where ended_at is null;
create index procedure_review on procedure (review_on, id) where ended_at is null;
create table procedure_version (
  procedure_id bigint not null references procedure,
  version integer not null,
  recorded_at timestamptz not null,
  actor_id bigint references employee,
  verb text not null,
  changed text[] not null,
  title text not null,
  steps jsonb not null,
  note text,
  primary key (procedure_id, version)
);
comment on table procedure_version is 'Who changed what in a procedure, and when: only added to';
grant select, insert on procedure_version to voronka_app;
create table deal_check (
  deal_id bigint not null references deal,
  procedure_id bigint not null references procedure,
  step_id text not null,
  done boolean not null,
  at timestamptz not null,
  employee_id bigint references employee,
  primary key (deal_id, procedure_id, step_id)
);
comment on table deal_check is 'What of the checklists of its stages is done in a deal';
grant select, insert, update on deal_check to voronka_app;
`;
