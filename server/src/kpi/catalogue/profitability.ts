import { defineKpi, minus, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'profitability',
  title: { ru: 'Рентабельность продаж', en: 'Profitability' },
  meaning: {
    ru: 'Валовая прибыль к выручке, себестоимость которой известна. Остальная выручка не входит ни в числитель, ни в знаменатель.',
    en: 'Gross margin over the revenue whose cost is known. Other revenue is in neither numerator nor denominator.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S3',
  value: ratio(minus('costed', 'cost'), 'costed'),
});
