import { defineKpi, plus, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'averageTalkTime',
  title: { ru: 'Средняя длительность разговора', en: 'Average call' },
  meaning: {
    ru: 'Время разговора на один звонок периода, входящий или исходящий.',
    en: 'Time talked per call of the period, taken or made.',
  },
  unit: 'duration',
  better: 'up',
  source: 'S4',
  value: ratio('talk_time', plus('calls_in', 'calls_out')),
});
