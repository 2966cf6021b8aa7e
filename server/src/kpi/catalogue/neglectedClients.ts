import { defineKpi, stock } from '../define-kpi.ts';

export default defineKpi({
  id: 'neglectedClients',
  title: { ru: 'Клиенты без внимания', en: 'Neglected clients' },
  meaning: {
    ru: 'Клиенты, с которыми на конец периода не было контакта дольше, чем допускает их класс.',
    en: 'Clients without a contact for longer than their class allows, at the end of the period.',
  },
  unit: 'count',
  better: 'down',
  source: 'S2',
  value: stock('neglected'),
});
