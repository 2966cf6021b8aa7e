/** The statements that generate a department. Time is counted in hours of work since the beginning: nine a day, five days a week. */

const years = 4;
const weeks = years * 52;
const reference = (table: string, count: number, columns = '', values = '') =>
  `insert into ${table} (id, name${columns}) select i, '${table} ' || i${values} from generate_series(1, ${count}) i`;

/** The local instant of an hour of work; stable and not immutable, or it would not be inlined. */
export const functions = `
create function pg_temp.instant(w float8) returns timestamp language sql stable as $$
  select date_trunc('week', localtimestamp) - interval '${weeks * 7 * 24 - 9} hours'
    + make_interval(days => (floor(w / 45) * 7 + floor((w - floor(w / 45) * 45) / 9))::int, secs => 3600 * (w - floor(w / 9) * 9))
$$;
create temp table till on commit drop as
select max(w)::float8 as now from generate_series(${weeks * 45 - 9}, ${(weeks + 1) * 45}) w where pg_temp.instant(w) <= localtimestamp;`;

/** Sixty people in eight teams, two hundred products, twenty thousand clients, six stages. */
export const nouns = [
  reference('department', 1),
  reference('territory', 12),
  reference('team', 8, ', department_id', ', 1'),
  reference('employee', 60, ', team_id, territory_id, position', `, 1 + i % 8, 1 + i % 12, 'Менеджер'`),
  reference('product_line', 10),
  reference('product', 200, ', product_line_id, price, cost', ', 1 + i % 10, 100000 + i * 7000, 60000 + i * 4000'),
  reference('channel', 4),
  reference('source', 8),
  reference('campaign', 16, ', source_id', ', 1 + i % 8'),
  reference('segment', 5),
  reference('pipeline', 1),
  reference('stage', 6, ', pipeline_id, position', ', 1, i'),
  reference('client', 20_000, ', segment_id, territory_id, owner_id', ', 1 + i % 5, 1 + i % 12, 1 + i % 60'),
  ...['department', 'territory', 'team', 'employee', 'product_line', 'product', 'channel', 'source', 'campaign']
    .concat('segment', 'pipeline', 'stage', 'client')
    .map((table) => `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`),
];

/** A row a deal: what it touches, and at which hour of work it was opened (w[1]), moved, and closed (w[moves + 2]). */
export const story = (deals: number) => `
create temp table story on commit drop as
select d.id, d.client_id, d.employee_id, 1 + d.employee_id % 8 as team_id, 1 + d.client_id % 12 as territory_id, d.product_id,
  1 + d.product_id % 10 as product_line_id, d.channel_id, d.source_id, case when d.has_campaign then d.source_id % 8 + 1 end as campaign_id,
  1 + d.client_id % 5 as segment_id, d.amount, (d.amount * d.share)::bigint as cost, d.moves, d.wins,
  array[t0, t0 + s1, t0 + s1 + s2, t0 + s1 + s2 + s3, t0 + s1 + s2 + s3 + s4, t0 + s1 + s2 + s3 + s4 + s5,
    t0 + s1 + s2 + s3 + s4 + s5 + s6] as w
from (
  select i as id, 1 + floor(random() * random() * 20000)::bigint as client_id, 1 + floor(random() * 60)::bigint as employee_id,
    1 + floor(random() * 200)::bigint as product_id, 1 + floor(random() * 4)::bigint as channel_id,
    1 + floor(random() * 8)::bigint as source_id, random() < 0.3 as has_campaign,
    (exp(11 + 1.2 * random_normal()) * 100)::bigint as amount, 0.5 + 0.3 * random() as share,
    (floor(random() * 5) + (random() < 0.1)::int)::int as moves, random() < 0.55 as wins,
    till.now * power(i::float8 / ${deals + 1}, 0.9) as t0, ${[1, 2, 3, 4, 5, 6].map((n) => `-40 * ln(1 - random()) as s${n}`).join(', ')}
  from till, generate_series(1, ${deals}) i
) d`;

const closed = 's.w[s.moves + 2] < till.now';
/** in the stage it has come to, or closed */
const standing = `(select count(*) from unnest(s.w[1:s.moves + 1]) w where w < till.now)`;
const zone = `at time zone 'Europe/Moscow'`;

/** The same deals as any CRM has them: a row a deal, updated in place. Cost beside the amount spares the peers a join with lines. */
export const plainDeals = `
create table plain_deal as
select s.id, 'Сделка ' || s.id as title, s.client_id, s.employee_id as owner_id, s.team_id, s.territory_id, s.product_id, s.channel_id,
  s.source_id, s.segment_id, ${standing} as stage_id, case when not ${closed} then 'open' when s.wins then 'won' else 'lost' end as status,
  s.amount, s.cost, pg_temp.instant(s.w[1]) ${zone} as opened_at, case when ${closed} then pg_temp.instant(s.w[s.moves + 2]) ${zone} end as closed_at,
  pg_temp.instant(least(s.w[s.moves + 2], till.now)) ${zone} as updated_at
from story s, till order by s.id;
alter table plain_deal add primary key (id);
create index on plain_deal (closed_at);
create index on plain_deal (opened_at);
create index on plain_deal (owner_id);
create index on plain_deal (client_id);
create index on plain_deal (status, stage_id);
create index plain_deal_covering on plain_deal (closed_at) include (owner_id, status, amount, cost, opened_at);
grant select on plain_deal to voronka_app;`;

export const dealRows = `
insert into deal (id, version, status, title, client_id, owner_id, pipeline_id, stage_id, channel_id, source_id, campaign_id, team_id,
  department_id, territory_id, segment_id, amount, opened_at, stage_since, closed_at, last_fact_at)
select p.id, 1, p.status::deal_status, p.title, p.client_id, p.owner_id, 1, p.stage_id, p.channel_id, p.source_id, s.campaign_id, p.team_id, 1,
  p.territory_id, p.segment_id, p.amount, p.opened_at, p.updated_at, p.closed_at, p.updated_at
from plain_deal p join story s using (id) order by p.id;
select setval(pg_get_serial_sequence('deal', 'id'), (select max(id) from deal));`;

/** What `project` gives for such a history: one entry for the opening, two for each move, one for the closing. */
export const entryRows = `
insert into ledger (recorded_at, effective_at, day, month, kind, origin, event, deal_id, client_id, employee_id, team_id, department_id,
  territory_id, product_id, product_line_id, channel_id, source_id, campaign_id, segment_id, pipeline_id, stage_id,
  opened, won, lost, revenue, cost, costed, cycle, in_stage, pipeline, priced)
select at ${zone}, at ${zone}, at::date, date_trunc('month', at)::date, kind::entry_kind, 'api', event, id, client_id, employee_id, team_id, 1,
  territory_id, product_id, product_line_id, channel_id, source_id, campaign_id, segment_id, 1, stage_id,
  opened, won, lost, revenue, cost, costed, cycle, stock, stock * amount, stock
from (
  select s.id, s.client_id, s.employee_id, s.team_id, s.territory_id, s.product_id, s.product_line_id, s.channel_id, s.source_id, s.campaign_id,
    s.segment_id, s.amount, e.kind, e.w, pg_temp.instant(e.w) as at, e.event, e.stage_id, e.stock, e.opened,
    case when e.won then 1 end as won, case when not e.won then 1 end as lost, case when e.won then s.amount end as revenue,
    case when e.won then s.cost end as cost, case when e.won then s.amount end as costed,
    case when e.won then extract(epoch from pg_temp.instant(e.w) - pg_temp.instant(s.w[1]))::bigint end as cycle
  from story s, till, lateral (
    select 'deal_opened' as kind, s.w[1] as w, true as event, 1 as stage_id, 1 as stock, 1 as opened, null::boolean as won
    union all select 'deal_moved', s.w[k + 1], side < 0, case when side < 0 then k else k + 1 end, side, null, null
      from generate_series(1, s.moves) k, (values (-1), (1)) sides (side)
    union all select case when s.wins then 'deal_won' else 'deal_lost' end, s.w[s.moves + 2], true, s.moves + 1, -1, null, s.wins
  ) e where e.w < till.now
) entries order by w, id, stock`;
