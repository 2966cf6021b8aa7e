import { defineKpi, stock } from '../define-kpi.ts';

export default defineKpi({
  id: 'pipelineDeals',
  title: { ru: 'Сделки в работе', en: 'Open deals' },
  meaning: {
    ru: 'Открытые сделки на конец периода (или на сейчас, если он ещё идёт). Выигранные и проигранные не входят.',
    en: 'Deals open at the end of the period (or now, while it is running). Won and lost ones are left out.',
  },
  unit: 'count',
  better: 'up',
  source: 'S2 S3',
  value: stock('in_stage'),
});
