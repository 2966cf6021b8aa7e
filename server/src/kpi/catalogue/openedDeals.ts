import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'openedDeals',
  title: { ru: 'Новые сделки', en: 'New deals' },
  meaning: {
    ru: 'Сделки, начатые в периоде, чем бы они ни кончились. Открытые заново новыми не считаются.',
    en: 'Deals opened in the period, however they ended. A deal that is reopened is not new.',
  },
  unit: 'count',
  better: 'up',
  source: 'S1 S4',
  value: sum('opened'),
});
