import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'complaints',
  title: { ru: 'Жалобы', en: 'Complaints' },
  meaning: {
    ru: 'Жалобы, поступившие в периоде.',
    en: 'Complaints that arrived in the period.',
  },
  unit: 'count',
  better: 'down',
  source: 'S0',
  value: sum('complaints'),
});
