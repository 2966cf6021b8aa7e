import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'callsOut',
  title: { ru: 'Исходящие звонки', en: 'Calls made' },
  meaning: {
    ru: 'Сделанные звонки периода.',
    en: 'Calls made in the period.',
  },
  unit: 'count',
  better: 'up',
  source: 'S1 S4',
  value: sum('calls_out'),
});
