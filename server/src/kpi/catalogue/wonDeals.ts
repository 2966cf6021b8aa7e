import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'wonDeals',
  title: { ru: 'Выигранные сделки', en: 'Won deals' },
  meaning: {
    ru: 'Сделки, выигранные в периоде, за вычетом открытых заново. По продуктам сделка считается один раз: по главному.',
    en: 'Deals won in the period, less those reopened. By product a deal counts once: under its main product.',
  },
  unit: 'count',
  better: 'up',
  source: 'S1 S4',
  value: sum('won'),
});
