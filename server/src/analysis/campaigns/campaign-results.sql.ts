import { type Fragment, raw, sql } from '../../lib/sql.ts';
import type { Attribution } from './campaign-results.types.ts';

const summed = ['expenses', 'leads', 'qualified', 'opened', 'won', 'revenue'] as const;
const columns = (of: (name: string) => string) => raw(summed.map(of).join(', '));

/** What is asked of the database: from the instant its first day begins to the one the first day after it does. */
export interface Asked {
  from: Date;
  to: Date;
  model: Attribution;
  size: number;
  /** campaigns after this one; 0 stands for none */
  after: string | null;
  /** whether the instant of the first entry is wanted */
  first: boolean;
}

/**
 * One row a campaign that has cost or brought anything, those brought by none first. Sums are those of the ledger; a client is new to the
 * campaign that brought its first won deal. By first touch a lead and its deal belong to what the lead met first.
 */
export function campaignResultsSql({ from, to, model, size, after, first }: Asked): Fragment {
  const firstTouch = model === 'FIRST_TOUCH';
  const leadOf = (deal: Fragment, lead: Fragment): Fragment =>
    firstTouch
      ? sql`left join lead l on l.id = coalesce(${lead}, (select f.id from lead f where f.deal_id = ${deal}))`
      : sql``;
  const campaign = (own: Fragment): Fragment =>
    firstTouch ? sql`coalesce(l.first_campaign_id, ${own}, 0)` : sql`coalesce(${own}, 0)`;
  return sql`/* campaign-results */ with
    entries as (
      select e.campaign_id, e.deal_id, case when e.noun = 'lead' then e.noun_id end as lead_id, ${columns((m) => `sum(e.${m}) as ${m}`)}
      from ledger e where e.effective_at >= ${from} and e.effective_at < ${to}
        and coalesce(${columns((m) => `e.${m}`)}) is not null
      group by 1, 2, 3),
    purchases as (
      select d.id, d.campaign_id from deal d where d.status = 'won' and d.closed_at >= ${from} and d.closed_at < ${to}
        and d.client_id is not null and not exists (select from deal p where p.client_id = d.client_id and p.status = 'won'
          and (p.closed_at, p.id) < (d.closed_at, d.id))),
    credited as (
      select ${campaign(sql`e.campaign_id`)} as id, ${columns((m) => `e.${m}`)}, 0 as new_clients
        from entries e ${leadOf(sql`e.deal_id`, sql`e.lead_id`)}
      union all select ${campaign(sql`d.campaign_id`)}, ${columns(() => '0')}, 1
        from purchases d ${leadOf(sql`d.id`, sql`null::bigint`)}),
    results as (
      select id, ${columns((m) => `coalesce(sum(${m}), 0) as ${m}`)}, sum(new_clients) as new_clients from credited group by id
      having sum(new_clients) <> 0 or ${raw(summed.map((m) => `coalesce(sum(${m}), 0) <> 0`).join(' or '))})
    select p.*, n.total, n.first from (select count(*) as total,
        ${first ? sql`(select min(effective_at) from ledger)` : sql`null::timestamptz`} as first from results) n
      left join lateral (select * from results r where ${after === null ? sql`true` : sql`r.id > ${after}::bigint`}
        order by r.id limit ${size + 1}) p on true`;
}
