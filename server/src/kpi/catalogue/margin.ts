import { defineKpi, known, minus } from '../define-kpi.ts';

export default defineKpi({
  id: 'margin',
  title: { ru: 'Валовая прибыль', en: 'Gross margin' },
  meaning: {
    ru: 'Выручка с известной себестоимостью минус эта себестоимость. Выручка с неизвестной себестоимостью не входит; если неизвестна вся, прибыль не определена.',
    en: 'Revenue whose cost is known, less that cost. Revenue of unknown cost is left out; where no cost is known, neither is the margin.',
  },
  unit: 'money',
  better: 'up',
  source: 'S3',
  value: known(minus('costed', 'cost'), { part: 'costed', whole: 'revenue' }),
});
