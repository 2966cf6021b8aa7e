import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'revenue',
  title: { ru: 'Выручка', en: 'Revenue' },
  meaning: {
    ru: 'Сумма сделок, выигранных в периоде, за вычетом открытых заново. Сделки без известной суммы не входят.',
    en: 'Amount of the deals won in the period, less those reopened. Deals without a known amount add nothing.',
  },
  unit: 'money',
  better: 'up',
  source: 'S0 S1 S3 S4',
  value: sum('revenue'),
});
