import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'newClients',
  title: { ru: 'Новые клиенты', en: 'New clients' },
  meaning: {
    ru: 'Клиенты, впервые купившие в периоде. Вернувшиеся после перерыва не входят.',
    en: 'Clients that bought for the first time in the period. Those who came back after a break are left out.',
  },
  unit: 'count',
  better: 'up',
  source: 'S1 S4',
  value: sum('new_clients'),
});
