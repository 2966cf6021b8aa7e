import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'dealCycle',
  title: { ru: 'Средний цикл сделки', en: 'Deal cycle' },
  meaning: {
    ru: 'Среднее время от открытия до выигрыша сделок, выигранных в периоде. Проигранные и открытые не входят.',
    en: 'Mean time from opening to winning of the deals won in the period. Lost and open deals are left out.',
  },
  unit: 'duration',
  better: 'down',
  source: 'S0 S1',
  value: ratio('cycle', 'won'),
});
