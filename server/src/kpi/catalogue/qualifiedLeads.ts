import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'qualifiedLeads',
  title: { ru: 'Квалифицированные лиды', en: 'Qualified leads' },
  meaning: {
    ru: 'Лиды, квалифицированные в периоде, когда бы они ни поступили.',
    en: 'Leads qualified in the period, whenever they had arrived.',
  },
  unit: 'count',
  better: 'up',
  source: 'S4',
  value: sum('qualified'),
});
