import { defineKpi, plus, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'winRate',
  title: { ru: 'Доля выигранных', en: 'Win rate' },
  meaning: {
    ru: 'Выигранные сделки ко всем закрытым в периоде. Сделки в работе не входят.',
    en: 'Won deals over all deals closed in the period. Open deals are left out.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S0 S1',
  value: ratio('won', plus('won', 'lost')),
});
