import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'costPerLead',
  title: { ru: 'Стоимость лида', en: 'Cost per lead' },
  meaning: {
    ru: 'Расходы на привлечение за период на один поступивший в нём лид. Прочие расходы не входят.',
    en: 'Money spent in the period to win clients, per lead that arrived in it. Other expenses are left out.',
  },
  unit: 'money',
  better: 'down',
  source: 'S0',
  value: ratio('acquisition', 'leads'),
});
