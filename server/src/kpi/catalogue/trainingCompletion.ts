import { defineKpi, ratio, stock } from '../define-kpi.ts';

export default defineKpi({
  id: 'trainingCompletion',
  title: { ru: 'Обучение', en: 'Training completed' },
  meaning: {
    ru: 'Завершённые к концу периода курсы к назначенным к тому же времени.',
    en: 'Courses finished by the end of the period over those assigned by then.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S0 S2 S3',
  value: ratio(stock('training_finished'), stock('training_assigned')),
});
