import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'qualificationRate',
  title: { ru: 'Доля квалифицированных лидов', en: 'Qualification rate' },
  meaning: {
    ru: 'Лиды, квалифицированные в периоде, на один поступивший в нём лид.',
    en: 'Leads qualified in the period per lead that arrived in it.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S4',
  value: ratio('qualified', 'leads'),
});
