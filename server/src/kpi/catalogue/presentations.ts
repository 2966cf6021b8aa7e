import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'presentations',
  title: { ru: 'Презентации', en: 'Presentations' },
  meaning: {
    ru: 'Презентации, проведённые в периоде.',
    en: 'Presentations given in the period.',
  },
  unit: 'count',
  better: 'up',
  source: 'S1',
  value: sum('presentations'),
});
