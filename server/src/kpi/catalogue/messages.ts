import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'messages',
  title: { ru: 'Сообщения', en: 'Messages sent' },
  meaning: {
    ru: 'Сообщения, отправленные клиентам в периоде в мессенджерах и чатах.',
    en: 'Messages sent to clients in the period by messenger or chat.',
  },
  unit: 'count',
  better: 'up',
  source: 'S3 S4',
  value: sum('messages'),
});
