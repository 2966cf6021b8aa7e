import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'conversionTime',
  title: { ru: 'Среднее время конверсии', en: 'Conversion time' },
  meaning: {
    ru: 'Среднее время от поступления лида до его сделки; по лидам, ставшим сделками в периоде. Остальные лиды не входят.',
    en: 'Mean time from the arrival of a lead to its deal, of the leads that became deals in the period. Other leads are left out.',
  },
  unit: 'duration',
  better: 'down',
  source: 'S4',
  value: ratio('conversion_time', 'converted'),
});
