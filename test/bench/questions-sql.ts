/** As a ranking on the wall asks it. */
const figures = 'revenue { value } wonDeals { value } winRate { value } averageDeal { value }';

export const byManager = `query ByManager($period: PeriodInput!) {
  kpis(period: $period, by: [EMPLOYEE], orderBy: [{ kpi: revenue, direction: DESC }]) {
    rows { id employee { id name } ${figures} } total { ${figures} } period { from to } revision
  }
}`;

export const pipelineByStage = `query Pipeline($period: PeriodInput!, $asOf: DateTime) {
  kpis(period: $period, by: [STAGE], asOf: $asOf) {
    rows { id stage { id name } pipelineDeals { value } pipelineAmount { value } } revision
  }
}`;

export const adHoc = `query Crossing($period: PeriodInput!) {
  kpis(period: $period, by: [PRODUCT_LINE, TERRITORY], limit: 200) {
    rows { id productLine { id name } territory { id name } revenue { value } wonDeals { value } winRate { value } }
    total { revenue { value } wonDeals { value } winRate { value } } period { from to } revision
  }
}`;

interface Days {
  from: string;
  to: string;
}

const within = (column: string, { from, to }: Days) =>
  `${column} >= '${from} 00:00+03' and ${column} < '${to} 00:00+03'`;

/** The same figures from closed deals, one pass. Which index it takes is the connection's setting. */
export const plainDealsByManager = (days: Days) => `
  select owner_id, sum(amount) filter (where status = 'won') as revenue, count(*) filter (where status = 'won') as won,
    count(*) filter (where status = 'lost') as lost, avg(amount) filter (where status = 'won') as average
  from plain_deal where ${within('closed_at', days)} group by owner_id order by revenue desc nulls last`;

/** The figures of the ad-hoc question from the ledger, as one would write them by hand. */
export const ledgerTotals = (days: Days) => `
  select product_line_id, territory_id, sum(revenue) as revenue, sum(won) as won, sum(lost) as lost
  from ledger where ${within('effective_at', days)} and (revenue <> 0 or won <> 0 or lost <> 0)
  group by grouping sets ((product_line_id, territory_id), ()) order by revenue desc nulls last`;
