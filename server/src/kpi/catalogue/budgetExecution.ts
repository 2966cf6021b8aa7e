import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'budgetExecution',
  title: { ru: 'Исполнение бюджета', en: 'Budget execution' },
  meaning: {
    ru: 'Расходы периода к бюджету на него, вместе с разовыми.',
    en: 'Money spent in the period over the budget for it, one-off costs included.',
  },
  unit: 'ratio',
  better: 'down',
  source: 'S1 S2',
  value: ratio('expenses', 'budget'),
});
