import { defineKpi, stock } from '../define-kpi.ts';

export default defineKpi({
  id: 'activeClients',
  title: { ru: 'Активные клиенты', en: 'Active clients' },
  meaning: {
    ru: 'Клиенты, покупавшие в пределах окна активности отдела (обычно 365 дней), на конец периода.',
    en: 'Clients that bought within the activity window of the department (365 days unless decided otherwise), at the end of the period.',
  },
  unit: 'count',
  better: 'up',
  source: 'S1 S4',
  value: stock('active'),
});
