import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'meetings',
  title: { ru: 'Встречи', en: 'Meetings' },
  meaning: {
    ru: 'Состоявшиеся встречи периода. Назначенные и отменённые не входят.',
    en: 'Meetings held in the period. Those planned or called off are left out.',
  },
  unit: 'count',
  better: 'up',
  source: 'S0 S1',
  value: sum('meetings'),
});
