import { record } from './record.sql.ts';

/** What people are hired as: the texts that stood beside them become positions; the level is read from the word where it says so. */
const positions = `
${record(
  'position',
  `name text not null check (name <> ''), level integer not null check (level between 1 and 3), duties text[] not null default '{}',
  department_id bigint references department (id)`,
)}
comment on column position.level is 'of management: 3 the department, 2 its people, 1 the work itself';
alter table employee add column position_id bigint references position (id);
insert into position (name, level)
  select name, case when name ~* 'директор|director' then 3 when name ~* 'руководител|РОП|head of' then 2 else 1 end
  from (select distinct position collate "und-x-icu" as name from employee where position <> '') told order by name;
update employee e set position_id = p.id from position p where p.name = e.position;
alter table employee drop column position;
`;

/** Who belongs where, who leads whom, and who stands in for whom. */
const people = `
alter table department add column tasks text[] not null default '{}',
  add column kind text check (kind in ('sales', 'marketing', 'service'));
alter table team add column kind text check (kind in ('acquisition', 'account_care', 'mixed', 'call_centre'));
alter table employee add column superior_id bigint references employee (id) check (superior_id <> id),
  add column stand_in_id bigint references employee (id) check (stand_in_id <> id),
  add column heads_id bigint references department (id), add column probation_until date;
create unique index employee_heads on employee (heads_id) where ended_at is null;
create index employee_team on employee (team_id);
create index employee_superior on employee (superior_id) where superior_id is not null;
comment on column employee.heads_id is 'the department they lead';
`;

/** How a new client or lead finds its manager, and how a client moves on after its first purchase. */
const assignment = `
${record(
  'client_group_duty',
  `employee_id bigint not null references employee (id), segment_id bigint not null references segment (id),
  territory_id bigint references territory (id)`,
)}
create unique index client_group_duty_once on client_group_duty (employee_id, segment_id, territory_id) nulls not distinct
  where ended_at is null;
${record(
  'assignment_rule',
  `name text not null check (name <> ''), position integer not null,
  model text not null check (model in ('geographic', 'product', 'client', 'other')),
  applies_to text not null check (applies_to in ('clients', 'leads', 'both')),
  territory_id bigint references territory (id), product_line_id bigint references product_line (id),
  segment_id bigint references segment (id), source_id bigint references source (id), minimum_amount bigint check (minimum_amount >= 0),
  employee_id bigint references employee (id), team_id bigint references team (id),
  check (employee_id is null or team_id is null)`,
)}
comment on table assignment_rule is 'In the order of position and id the first that fits and finds somebody decides';
${record(
  'hand_over_rule',
  `from_team_id bigint not null references team (id), to_team_id bigint not null references team (id) check (to_team_id <> from_team_id)`,
)}
create unique index hand_over_rule_from on hand_over_rule (from_team_id) where ended_at is null;
${record(
  'assignment_run',
  `ran_at timestamptz not null, given integer not null, left_over integer not null, assigned jsonb not null default '[]'`,
)}
`;

/** The people of the house and what they answer for. */
export const organisation = [positions, people, assignment].join('\n');
