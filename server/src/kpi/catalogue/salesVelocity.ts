import { defineKpi, plus, ratio, scale, stock, times } from '../define-kpi.ts';

export default defineKpi({
  id: 'salesVelocity',
  title: { ru: 'Скорость продаж', en: 'Sales velocity' },
  meaning: {
    ru: 'Сколько денег в день приносит воронка: открытые на конец периода сделки × доля выигранных × средний чек ÷ средний цикл в днях. Не определена, пока в периоде ничего не выиграно.',
    en: 'Money a day that the funnel brings: deals open at the end of the period × win rate × average deal ÷ mean cycle in days. Not defined while nothing was won in the period.',
  },
  unit: 'money',
  better: 'up',
  source: 'beyond',
  value: scale(
    ratio(
      times(times(stock('in_stage'), ratio('won', plus('won', 'lost'))), ratio('revenue', 'won')),
      ratio('cycle', 'won'),
    ),
    86_400,
  ),
});
