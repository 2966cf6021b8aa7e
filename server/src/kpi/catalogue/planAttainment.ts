import { defineKpi, ratio, term } from '../define-kpi.ts';

export default defineKpi({
  id: 'planAttainment',
  title: { ru: 'Выполнение плана', en: 'Plan attainment' },
  meaning: {
    ru: 'Выручка к её оптимальному плану. Определено для отдела, команды или человека и целых месяцев, на каждый из которых есть план.',
    en: 'Revenue over its optimal plan. Known for the whole house, a department, team or person, and whole months that are all planned.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S0 S2',
  value: ratio('revenue', term('revenuePlan')),
});
