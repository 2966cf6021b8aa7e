import { defineKpi, sum } from '../define-kpi.ts';

export default defineKpi({
  id: 'talkTime',
  title: { ru: 'Время разговоров', en: 'Talk time' },
  meaning: {
    ru: 'Сумма времени разговоров по звонкам периода. Ожидание ответа не входит.',
    en: 'Time talked on the calls of the period. Waiting for an answer is left out.',
  },
  unit: 'duration',
  better: 'up',
  source: 'S4',
  value: sum('talk_time'),
});
