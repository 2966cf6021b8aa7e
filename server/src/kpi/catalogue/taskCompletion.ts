import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'taskCompletion',
  title: { ru: 'Процент выполненных задач', en: 'Task completion' },
  meaning: {
    ru: 'Задачи со сроком в периоде, выполненные в срок, среди всех задач с таким сроком. Отменённые задачи не входят.',
    en: 'Tasks due in the period that were done on time over all tasks due in it. Tasks called off are left out.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S4',
  value: ratio('tasks_on_time', 'tasks_due'),
});
