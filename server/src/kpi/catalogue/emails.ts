import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'emails',
  title: { ru: 'Письма', en: 'Letters sent' },
  meaning: {
    ru: 'Письма, отправленные клиентам в периоде.',
    en: 'Letters sent to clients in the period.',
  },
  unit: 'count',
  better: 'up',
  source: 'S0 S4',
  value: sum('emails'),
});
