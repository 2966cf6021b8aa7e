import { defineKpi, plus, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'leadConversion',
  title: { ru: 'Конверсия лидов', en: 'Lead conversion' },
  meaning: {
    ru: 'Лиды, ставшие сделками в периоде, среди решённых в нём: ставших сделками и отклонённых. Лиды в работе не входят.',
    en: 'Leads that became deals in the period over all leads decided in it: converted or rejected. Leads still at work are left out.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S4',
  value: ratio('converted', plus('converted', 'rejected')),
});
