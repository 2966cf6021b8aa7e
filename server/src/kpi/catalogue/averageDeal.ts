import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'averageDeal',
  title: { ru: 'Средний чек', en: 'Average deal' },
  meaning: {
    ru: 'Выручка на одну выигранную сделку периода. Сделки без известной суммы входят в число сделок.',
    en: 'Revenue per deal won in the period. Deals without a known amount are among the deals counted.',
  },
  unit: 'money',
  better: 'up',
  source: 'S1 S3',
  value: ratio('revenue', 'won'),
});
