import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'satisfiedShare',
  title: { ru: 'Доля довольных', en: 'Satisfied share' },
  meaning: {
    ru: 'Доля оценок 4 и 5 среди оценок периода.',
    en: 'Ratings of 4 and 5 over all ratings given in the period.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S0',
  value: ratio('high_ratings', 'ratings'),
});
