import { record } from './record.sql.ts';

/**
 * Plans and money to be spent. A plan's most specific column says whose it is: none of them set is the whole house; at most one plan stands for a
 * figure, a period and whoever it is for. Levels are whole numbers: minor units of money, millionths of ratios and scores, else the figure's unit.
 */
export const plans = `
alter table setting
  add column coefficient_minimum numeric not null default 0.5,
  add column coefficient_optimal numeric not null default 1,
  add column coefficient_maximum numeric not null default 1.5,
  add constraint setting_coefficients check (0 <= coefficient_minimum and coefficient_minimum <= coefficient_optimal
    and coefficient_optimal <= coefficient_maximum);
comment on column setting.coefficient_minimum is 'what reaching the minimum of a plan is worth (KPI coefficient)';
${record(
  'plan',
  `kpi text not null,
  grain text not null check (grain in ('MONTH', 'QUARTER', 'YEAR')),
  month date not null check (month = date_trunc(lower(grain), month::timestamp)::date),
  department_id bigint references department,
  team_id bigint references team,
  employee_id bigint references employee,
  minimum bigint,
  optimal bigint not null,
  maximum bigint,
  spread text check (spread in ('working_days', 'seasonality', 'evenly')),
  fixed boolean not null,
  part_of_id bigint references plan,
  note text,
  check (num_nonnulls(department_id, team_id, employee_id) <= 1),
  check (part_of_id <> id)`,
)}
create unique index plan_cell on plan (kpi, grain, month, department_id, team_id, employee_id) nulls not distinct where ended_at is null;
create index plan_month on plan (month, kpi) where ended_at is null;
create index plan_parts on plan (part_of_id) where part_of_id is not null;
comment on column plan.month is 'first day of the period';
${record(
  'plan_version',
  `plan_id bigint not null references plan,
  number integer not null,
  changed_at timestamptz not null,
  employee_id bigint references employee,
  verb text not null,
  minimum_before bigint,
  optimal_before bigint,
  maximum_before bigint,
  minimum bigint,
  optimal bigint not null,
  maximum bigint,
  note text,
  kpi text not null,
  unique (plan_id, number)`,
)}
${record('expense_category', "name text not null check (name <> ''), acquisition boolean not null")}
create unique index expense_category_name on expense_category (lower(name collate "und-x-icu")) where ended_at is null;
${record(
  'budget_item',
  `category_id bigint not null references expense_category,
  kind text not null check (kind in ('period', 'one_off')),
  day date not null check (kind <> 'period' or day = date_trunc('month', day::timestamp)::date),
  starts_at timestamptz not null,
  amount bigint not null check (amount >= 0),
  department_id bigint references department,
  team_id bigint references team,
  note text`,
)}
create unique index budget_item_cell on budget_item (category_id, day, department_id, team_id) nulls not distinct
  where kind = 'period' and ended_at is null;
create index budget_item_day on budget_item (day);
${record(
  'expense',
  `category_id bigint not null references expense_category,
  day date not null,
  starts_at timestamptz not null,
  amount bigint not null check (amount >= 0),
  department_id bigint references department,
  team_id bigint references team,
  employee_id bigint references employee,
  campaign_id bigint references campaign,
  acquisition boolean not null,
  note text`,
)}
create index expense_day on expense (day);
`;
