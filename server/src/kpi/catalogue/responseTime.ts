import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'responseTime',
  title: { ru: 'Время отклика на обращение', en: 'Response time' },
  meaning: {
    ru: 'Среднее рабочее время от поступления лида или обращения до первого ответа; по ответам периода. Не отвеченные пока не входят.',
    en: 'Mean working time from the arrival of a lead or request to the first answer, of the answers given in the period. What is not answered yet is left out.',
  },
  unit: 'duration',
  better: 'down',
  source: 'S4',
  value: ratio('response_time', 'answers'),
});
