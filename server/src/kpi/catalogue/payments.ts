import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'payments',
  title: { ru: 'Поступления', en: 'Payments' },
  meaning: {
    ru: 'Оплаты, полученные в периоде, за вычетом возвратов, по каким бы счетам они ни были.',
    en: 'Payments received in the period less those returned, whatever invoices they are for.',
  },
  unit: 'money',
  better: 'up',
  source: 'S1',
  value: sum('paid'),
});
