import { defineKpi, ratio, term } from '../define-kpi.ts';

export default defineKpi({
  id: 'topClientShare',
  title: { ru: 'Концентрация на крупных клиентах', en: 'Top client share' },
  meaning: {
    ru: 'Доля десяти клиентов с наибольшей выручкой в выручке периода; у каждой группы и каждого отрезка времени они свои. Выручка без известного клиента входит только в знаменатель.',
    en: "The share of the ten clients with the largest revenue in the period's revenue; each group and bucket has its own ten. Revenue from nobody known is only divided by.",
  },
  unit: 'ratio',
  better: 'down',
  source: 'S3',
  value: ratio(term('topClientRevenue'), 'revenue'),
});
