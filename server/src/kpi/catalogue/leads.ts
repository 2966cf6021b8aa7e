import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'leads',
  title: { ru: 'Новые лиды', en: 'New leads' },
  meaning: {
    ru: 'Лиды (обращения), поступившие в периоде, сколько бы из них ни подошло.',
    en: 'Leads that arrived in the period, whatever became of them.',
  },
  unit: 'count',
  better: 'up',
  source: 'S0 S4',
  value: sum('leads'),
});
