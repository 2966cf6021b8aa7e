import { defineKpi, opening, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'churnRate',
  title: { ru: 'Отток клиентов', en: 'Churn' },
  meaning: {
    ru: 'Клиенты, ушедшие в периоде, к активным на его начало.',
    en: 'Clients that churned in the period over those active at its beginning.',
  },
  unit: 'ratio',
  better: 'down',
  source: 'S1',
  value: ratio('churned', opening('active')),
});
