import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'repeatRevenueShare',
  title: { ru: 'Доля повторных продаж', en: 'Repeat sales' },
  meaning: {
    ru: 'Доля выручки периода от клиентов, покупавших раньше. Первая покупка каждого клиента не входит в числитель.',
    en: "The part of the period's revenue from clients who had bought before. A client's first purchase is no part of it.",
  },
  unit: 'ratio',
  better: 'up',
  source: 'S1 S3 S4',
  value: ratio('repeat_revenue', 'revenue'),
});
