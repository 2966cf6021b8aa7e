import type { Language } from '../i18n/language.ts';

/** A ready-made question to start from. */
export interface Example {
  id: string;
  title: Record<Language, string>;
  query: string;
}

/** One of each kind of question the graph answers; a test holds every one of them against the schema. */
export const examples: readonly Example[] = [
  {
    id: 'by-manager',
    title: { ru: 'Показатели по менеджерам за квартал', en: 'Figures by manager this quarter' },
    query: `query ByManager {
  kpis(
    period: { named: THIS_QUARTER }
    by: [EMPLOYEE]
    compareTo: PREVIOUS
    orderBy: [
      { kpi: revenue, direction: DESC }
    ]
  ) {
    rows {
      employee { name }
      revenue { value previous change }
      wonDeals { value }
      winRate { value numerator denominator }
      averageDeal { value }
      dealCycle { value }
    }
    total {
      revenue { value }
      winRate { value }
    }
    period { from to label }
    revision
    dataAsOf
  }
}`,
  },
  {
    id: 'by-month',
    title: { ru: 'По месяцам, рядом прошлый год', en: 'Month by month beside last year' },
    query: `query ByMonth {
  kpis(
    period: { last: 12, unit: MONTH }
    grain: MONTH
    compareTo: LAST_YEAR
  ) {
    rows {
      period { from to label }
      revenue { value previous change }
      margin { value }
      openedDeals { value }
    }
    total {
      revenue { value previous change }
    }
  }
}`,
  },
  {
    id: 'two-breakdowns',
    title: { ru: 'Территория × канал: где и откуда выручка', en: 'Territory by channel: where revenue comes from' },
    query: `query TerritoryByChannel {
  kpis(
    period: { named: THIS_YEAR }
    by: [TERRITORY, CHANNEL]
    orderBy: [
      { kpi: revenue, direction: DESC }
    ]
    limit: 20
  ) {
    rows {
      territory { name }
      channel { name }
      revenue { value }
      profitability { value }
    }
  }
}`,
  },
  {
    id: 'funnel-now',
    title: { ru: 'Воронка сейчас: сделки и деньги по этапам', en: 'The funnel now: deals and money by stage' },
    query: `query FunnelNow {
  funnel(
    period: { named: TODAY }
    mode: SNAPSHOT
  ) {
    pipeline { name }
    deals
    amount
    stages {
      stage { name }
      deals
      amount
    }
  }
}`,
  },
  {
    id: 'cohort',
    title: { ru: 'Когорта квартала: сколько дошло до этапа', en: 'Cohort of a quarter: how many reached each stage' },
    query: `query Cohort {
  funnel(
    period: { named: LAST_QUARTER }
    mode: COHORT
  ) {
    deals
    won
    lost
    open
    conversion
    stages {
      stage { name }
      deals
      conversion
      reach
      medianTime
      lost
    }
  }
}`,
  },
  {
    id: 'pipeline-as-of',
    title: { ru: 'Портфель сделок на прошлую дату', en: 'The pipeline as of an earlier date' },
    query: `query PipelineAsOf($asOf: DateTime!) {
  kpis(
    period: { named: ALL }
    by: [STAGE]
    asOf: $asOf
  ) {
    rows {
      stage { name }
      pipelineDeals { value }
      pipelineAmount { value }
    }
    total {
      pipelineDeals { value }
      pipelineAmount { value }
    }
  }
}`,
  },
  {
    id: 'known-at',
    title: { ru: 'Прошлый месяц, каким его знали в последний день', en: 'Last month as it was known on its last day' },
    query: `query KnownAt($knownAt: DateTime!) {
  known: kpis(
    period: { named: LAST_MONTH }
    knownAt: $knownAt
  ) {
    total {
      revenue { value }
      wonDeals { value }
    }
  }
  now: kpis(period: { named: LAST_MONTH }) {
    total {
      revenue { value }
      wonDeals { value }
    }
  }
}`,
  },
  {
    id: 'live-revenue',
    title: { ru: 'Выручка месяца вживую', en: 'Revenue of the month, live' },
    query: `subscription LiveRevenue {
  kpis(
    period: { named: THIS_MONTH }
    compareTo: PREVIOUS
  ) {
    total {
      revenue { value previous change }
      wonDeals { value }
    }
    revision
    dataAsOf
  }
}`,
  },
  {
    id: 'deal-events',
    title: { ru: 'Поток событий сделок', en: 'The stream of deal events' },
    query: `subscription DealEvents {
  dealEvents(last: 5) {
    cursor
    kind
    at
    deal { id title client { name } }
    stage { name }
    employee { name }
    amount
    imported
    backdated
    correction
  }
}`,
  },
  {
    id: 'catalogue',
    title: { ru: 'Каталог показателей: смысл и формулы', en: 'The catalogue: meanings and formulas' },
    query: `query Catalogue {
  kpiCatalogue {
    id
    title { ru en }
    meaning { ru en }
    formula
    unit
    better
    breakdowns
  }
}`,
  },
  {
    id: 'open-deal',
    title: { ru: 'Открыть сделку', en: 'Open a deal' },
    query: `mutation OpenDeal(
  $key: String!
  $clientId: ID!
) {
  openDeal(
    input: {
      key: $key
      clientId: $clientId
      amount: 340000
    }
  ) {
    id
    version
    title
    stage { name }
    amount
  }
}`,
  },
];

/** Whether an example is a subscription or a mutation, to say so beside its title. */
export function operationOf({ query }: Example): 'query' | 'subscription' | 'mutation' {
  if (query.startsWith('subscription')) return 'subscription';
  return query.startsWith('mutation') ? 'mutation' : 'query';
}
