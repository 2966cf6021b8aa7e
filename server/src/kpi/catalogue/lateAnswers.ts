import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'lateAnswers',
  title: { ru: 'Просроченные ответы', en: 'Late answers' },
  meaning: {
    ru: 'Лиды и обращения, срок ответа на которые прошёл в периоде без ответа, даже если ответ был дан потом.',
    en: 'Leads and requests whose time to be answered ran out in the period, even if they were answered later.',
  },
  unit: 'count',
  better: 'down',
  source: 'S4',
  value: sum('late_answers'),
});
