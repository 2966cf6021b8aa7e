/** How a figure's plan is meant: mirrored by the catalogue of figures (a test compares). */
export interface Plannable {
  unit: 'money' | 'count' | 'ratio' | 'duration' | 'score';
  /** down: the minimum is the largest of the three levels */
  better: 'up' | 'down';
  /**
   * flow: months add up to quarters, people to teams; stock: people do, months do not; none: a share or a mean, which never adds up
   */
  adds: 'flow' | 'stock' | 'none';
  title: string;
}

const count = { unit: 'count', better: 'up', adds: 'flow' } as const;
const money = { unit: 'money', better: 'up', adds: 'flow' } as const;
const share = { unit: 'ratio', better: 'up', adds: 'none' } as const;
const time = { unit: 'duration', better: 'down', adds: 'none' } as const;
const score = { unit: 'score', better: 'up', adds: 'none' } as const;
const fewer = { better: 'down' } as const;

/** Every figure that can be planned, by its id in the catalogue. */
export const plannable = {
  revenue: { ...money, title: 'revenue (выручка)' },
  margin: { ...money, title: 'gross margin (валовая прибыль)' },
  invoiced: { ...money, title: 'invoiced (выставлено счетов)' },
  payments: { ...money, title: 'payments (поступления)' },
  sellingExpenses: { ...money, ...fewer, title: 'selling expenses (расходы на продажи)' },
  averageDeal: { ...money, adds: 'none', title: 'average deal (средний чек)' },
  cac: { ...money, ...fewer, adds: 'none', title: 'cost of a new client (стоимость привлечения клиента)' },
  costPerLead: { ...money, ...fewer, adds: 'none', title: 'cost per lead (стоимость лида)' },
  pipelineAmount: { ...money, adds: 'stock', title: 'open amount (сумма в работе)' },
  wonDeals: { ...count, title: 'won deals (выигранные сделки)' },
  openedDeals: { ...count, title: 'new deals (новые сделки)' },
  lostDeals: { ...count, ...fewer, title: 'lost deals (проигранные сделки)' },
  pipelineDeals: { ...count, adds: 'stock', title: 'open deals (сделки в работе)' },
  calls: { ...count, title: 'calls (звонки)' },
  callsIn: { ...count, title: 'calls taken (входящие звонки)' },
  callsOut: { ...count, title: 'calls made (исходящие звонки)' },
  meetings: { ...count, title: 'meetings (встречи)' },
  emails: { ...count, title: 'letters sent (письма)' },
  messages: { ...count, title: 'messages sent (сообщения)' },
  presentations: { ...count, title: 'presentations (презентации)' },
  contacts: { ...count, title: 'contacts with clients (контакты с клиентами)' },
  talkTime: { ...count, unit: 'duration', title: 'talk time (время разговоров)' },
  leads: { ...count, title: 'new leads (новые лиды)' },
  qualifiedLeads: { ...count, title: 'qualified leads (квалифицированные лиды)' },
  convertedLeads: { ...count, title: 'leads that became deals (лиды, ставшие сделками)' },
  lateAnswers: { ...count, ...fewer, title: 'late answers (просроченные ответы)' },
  newClients: { ...count, title: 'new clients (новые клиенты)' },
  churnedClients: { ...count, ...fewer, title: 'churned clients (ушедшие клиенты)' },
  activeClients: { ...count, adds: 'stock', title: 'active clients (активные клиенты)' },
  neglectedClients: { ...count, ...fewer, adds: 'stock', title: 'neglected clients (клиенты без внимания)' },
  complaints: { ...count, ...fewer, title: 'complaints (жалобы)' },
  winRate: { ...share, title: 'win rate (доля выигранных)' },
  profitability: { ...share, title: 'profitability (рентабельность продаж)' },
  contactConversion: { ...share, title: 'contact conversion (конверсия из контактов)' },
  leadConversion: { ...share, title: 'lead conversion (конверсия лидов)' },
  qualificationRate: { ...share, title: 'qualification rate (доля квалифицированных лидов)' },
  repeatRevenueShare: { ...share, title: 'repeat sales (доля повторных продаж)' },
  retentionRate: { ...share, title: 'retention (удержание клиентов)' },
  churnRate: { ...share, ...fewer, title: 'churn (отток клиентов)' },
  taskCompletion: { ...share, title: 'task completion (процент выполненных задач)' },
  onTimeDocuments: { ...share, title: 'documents on time (соблюдение сроков документов)' },
  satisfiedShare: { ...share, title: 'satisfied share (доля довольных)' },
  trainingCompletion: { ...share, title: 'training (обучение)' },
  procedureAdherence: { ...share, title: 'procedure adherence (соблюдение регламентов)' },
  topClientShare: { ...share, ...fewer, title: 'top client share (концентрация на крупных клиентах)' },
  dealCycle: { ...time, title: 'deal cycle (средний цикл сделки)' },
  conversionTime: { ...time, title: 'conversion time (среднее время конверсии)' },
  responseTime: { ...time, title: 'response time (время отклика на обращение)' },
  resolutionTime: { ...time, title: 'resolution time (время решения)' },
  satisfaction: { ...score, title: 'satisfaction (удовлетворённость)' },
  nps: { ...score, title: 'net promoter score (индекс лояльности)' },
} as const satisfies Record<string, Plannable>;

export type PlannableKpi = keyof typeof plannable;

/** How a figure is planned. */
export function plannableOf(kpi: PlannableKpi): Plannable {
  return plannable[kpi];
}
