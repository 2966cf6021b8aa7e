import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'convertedLeads',
  title: { ru: 'Лиды, ставшие сделками', en: 'Converted leads' },
  meaning: {
    ru: 'Лиды, по которым в периоде открыта сделка, когда бы они ни поступили.',
    en: 'Leads that became a deal in the period, whenever they had arrived.',
  },
  unit: 'count',
  better: 'up',
  source: 'S4',
  value: sum('converted'),
});
