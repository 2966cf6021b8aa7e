import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'cac',
  title: { ru: 'Стоимость привлечения клиента', en: 'Cost of a new client' },
  meaning: {
    ru: 'Расходы на привлечение за период (кампании и отмеченные так расходы) на одного впервые купившего клиента. Прочие расходы не входят.',
    en: 'Money spent in the period to win clients (campaigns and costs marked so) per client that first bought in it. Other expenses are left out.',
  },
  unit: 'money',
  better: 'down',
  source: 'S1',
  value: ratio('acquisition', 'new_clients'),
  only: ['SOURCE', 'CAMPAIGN'],
});
