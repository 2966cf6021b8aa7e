import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'requests',
  title: { ru: 'Обращения в сервис', en: 'Requests' },
  meaning: {
    ru: 'Обращения клиентов, поступившие в периоде. Жалобы не входят.',
    en: 'Requests of clients that arrived in the period. Complaints are left out.',
  },
  unit: 'count',
  better: 'down',
  source: 'S0',
  value: sum('requests'),
});
