import { defineKpi, minus, opening, ratio, stock } from '../define-kpi.ts';

export default defineKpi({
  id: 'retentionRate',
  title: { ru: 'Удержание клиентов', en: 'Retention' },
  meaning: {
    ru: 'Активные на конец периода клиенты без впервые купивших в нём, к активным на его начало. Вернувшиеся после перерыва входят.',
    en: 'Clients active at the end of the period, without those who first bought in it, over those active at its beginning. Those who came back count.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S1 S4',
  value: ratio(minus(stock('active'), 'new_clients'), opening('active')),
});
