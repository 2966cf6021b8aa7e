import { defineKpi, plus, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'contactConversion',
  title: { ru: 'Конверсия из контактов', en: 'Contact conversion' },
  meaning: {
    ru: 'Выигранные сделки периода на один контакт с клиентом: звонок, встречу, письмо или сообщение периода. Презентации не входят.',
    en: 'Deals won in the period per contact with a client in it: a call, meeting, letter or message. Presentations are left out.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S1 S3',
  value: ratio('won', plus('calls_in', 'calls_out', 'meetings', 'emails', 'messages')),
});
