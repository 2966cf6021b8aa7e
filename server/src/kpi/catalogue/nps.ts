import { defineKpi, minus, ratio, scale } from '../define-kpi.ts';

export default defineKpi({
  id: 'nps',
  title: { ru: 'Индекс лояльности (NPS)', en: 'Net promoter score' },
  meaning: {
    ru: 'Доля оценок 9 и 10 за вычетом доли от 0 до 6 среди ответов периода на вопрос о рекомендации, в пунктах от −100 до 100.',
    en: 'The share of 9 and 10 less the share of 0 to 6 among the answers of the period on recommending us, in points from −100 to 100.',
  },
  unit: 'score',
  better: 'up',
  source: 'S0 S4',
  value: scale(ratio(minus('promoters', 'detractors'), 'nps_answers'), 100),
});
