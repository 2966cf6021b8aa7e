import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'churnedClients',
  title: { ru: 'Ушедшие клиенты', en: 'Churned clients' },
  meaning: {
    ru: 'Клиенты, у которых в периоде истекло окно активности после последней покупки.',
    en: 'Clients whose activity window ran out in the period without another purchase.',
  },
  unit: 'count',
  better: 'down',
  source: 'S1 S4',
  value: sum('churned'),
});
