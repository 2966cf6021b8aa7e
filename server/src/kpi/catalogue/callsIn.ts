import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'callsIn',
  title: { ru: 'Входящие звонки', en: 'Calls taken' },
  meaning: {
    ru: 'Принятые звонки периода.',
    en: 'Calls taken in the period.',
  },
  unit: 'count',
  better: 'up',
  source: 'S4',
  value: sum('calls_in'),
});
