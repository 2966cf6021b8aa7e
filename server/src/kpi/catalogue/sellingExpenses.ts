import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'sellingExpenses',
  title: { ru: 'Расходы на продажи', en: 'Selling expenses' },
  meaning: {
    ru: 'Деньги, потраченные в периоде, вместе с кампаниями, постоянные и разовые.',
    en: 'Money spent in the period, campaigns included, regular and one-off.',
  },
  unit: 'money',
  better: 'down',
  source: 'S1 S2',
  value: sum('expenses'),
});
