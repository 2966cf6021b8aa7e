import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'invoiced',
  title: { ru: 'Выставлено счетов', en: 'Invoiced' },
  meaning: {
    ru: 'Сумма счетов, выставленных в периоде, за вычетом отменённых. Оплачены ли они, не важно.',
    en: 'Amount of the invoices issued in the period, less those called off, paid or not.',
  },
  unit: 'money',
  better: 'up',
  source: 'S1',
  value: sum('invoiced'),
});
