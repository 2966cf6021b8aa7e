import { defineKpi, plus } from '../define-kpi.ts';

export default defineKpi({
  id: 'contacts',
  title: { ru: 'Контакты с клиентами', en: 'Contacts' },
  meaning: {
    ru: 'Звонки входящие и исходящие, встречи, письма и сообщения периода. Презентации не входят.',
    en: 'Calls taken and made, meetings, letters and messages of the period. Presentations are left out.',
  },
  unit: 'count',
  better: 'up',
  source: 'S1 S3',
  value: plus('calls_in', 'calls_out', 'meetings', 'emails', 'messages'),
});
