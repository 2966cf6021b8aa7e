import { defineKpi, plus } from '../define-kpi.ts';

export default defineKpi({
  id: 'calls',
  title: { ru: 'Звонки', en: 'Calls' },
  meaning: {
    ru: 'Состоявшиеся звонки периода, входящие и исходящие.',
    en: 'Calls of the period, taken and made.',
  },
  unit: 'count',
  better: 'up',
  source: 'S0 S1 S4',
  value: plus('calls_in', 'calls_out'),
});
