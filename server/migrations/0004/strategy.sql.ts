import { record } from './record.sql.ts';

/** Where the department stands in its market, what threatens it, and what it goes for. */
export const strategy = `
${record(
  'swot_item',
  `quadrant text not null, words text not null, weight bigint not null check (weight between 1 and 5),
  department_id bigint references department, since date not null`,
)}
${record(
  'risk',
  `title text not null, kind text not null, signal text not null, probability bigint not null check (probability between 1 and 5),
  impact bigint not null check (impact between 1 and 5), counter_measure text not null, owner_id bigint not null references employee,
  review_on date, raised_by text`,
)}
create unique index risk_of_signal on risk (raised_by) where ended_at is null;
${record('competitor', `name text not null check (name <> ''), strengths text, weaknesses text, site text, note text`)}
create unique index competitor_name on competitor (lower(name collate "und-x-icu")) where ended_at is null;
${record(
  'competitor_sighting',
  `deal_id bigint not null references deal, competitor_id bigint not null references competitor, client_id bigint references client,
  employee_id bigint references employee, department_id bigint references department, at timestamptz not null, note text`,
)}
create unique index competitor_in_deal on competitor_sighting (deal_id, competitor_id) where ended_at is null;
create index competitor_sightings on competitor_sighting (competitor_id);
${record(
  'priority_market',
  `title text not null, territory_id bigint references territory, segment_id bigint references segment,
  line_id bigint references product_line, goal text not null, owner_id bigint references employee, starts_on date, ends_on date,
  check (territory_id is not null or segment_id is not null or line_id is not null)`,
)}
${record(
  'priority_client',
  `client_id bigint not null references client, reason text not null, owner_id bigint references employee, ends_on date`,
)}
create unique index priority_client_once on priority_client (client_id) where ended_at is null;
alter table setting
  add column largest_client_share numeric not null default 0.2 check (largest_client_share between 0 and 1),
  add column largest_ten_share numeric not null default 0.6 check (largest_ten_share between 0 and 1);
`;
