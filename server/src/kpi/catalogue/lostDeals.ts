import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'lostDeals',
  title: { ru: 'Проигранные сделки', en: 'Lost deals' },
  meaning: {
    ru: 'Сделки, проигранные в периоде, за вычетом открытых заново. По продуктам сделка считается один раз: по главному.',
    en: 'Deals lost in the period, less those reopened. By product a deal counts once: under its main product.',
  },
  unit: 'count',
  better: 'down',
  source: 'S1 S4',
  value: sum('lost'),
});
