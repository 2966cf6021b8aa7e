import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'satisfaction',
  title: { ru: 'Удовлетворённость (CSAT)', en: 'Satisfaction (CSAT)' },
  meaning: {
    ru: 'Средняя оценка, от 1 до 5, по оценкам периода.',
    en: 'Mean of the ratings given in the period, 1 to 5 each.',
  },
  unit: 'score',
  better: 'up',
  source: 'S0',
  value: ratio('rating_sum', 'ratings'),
});
