import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'dealCycle',
  title: { ru: 'Средний цикл сделки', en: 'Deal cycle' },
  meaning: {
    ru: 'Среднее время от первого контакта с клиентом о сделке (если его нет, от открытия) до выигрыша; по выигранным в периоде. Проигранные и открытые не входят.',
    en: 'Mean time from the first contact with the client about the deal (without one, from opening) to winning it, of those won in the period. Lost and open deals are left out.',
  },
  unit: 'duration',
  better: 'down',
  source: 'S0 S1',
  value: ratio('cycle', 'won'),
});
