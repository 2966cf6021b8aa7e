import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'resolutionTime',
  title: { ru: 'Время решения', en: 'Resolution time' },
  meaning: {
    ru: 'Среднее время от поступления до решения обращений и жалоб, решённых в периоде. Открытые не входят.',
    en: 'Mean time from arrival to resolution of the requests and complaints resolved in the period. Open ones are left out.',
  },
  unit: 'duration',
  better: 'down',
  source: 'S0',
  value: ratio('resolution_time', 'resolved'),
});
