import { defineKpi, term } from '../define-kpi.ts';

export default defineKpi({
  id: 'kpiCoefficient',
  title: { ru: 'Коэффициент KPI', en: 'KPI coefficient' },
  meaning: {
    ru: 'Выручка между уровнями плана: 0 ниже минимума, 0,5 на минимуме, 1 на оптимуме, 1,5 на максимуме и выше, между ними по прямой. Точки задаёт отдел. Определён там же, где и план.',
    en: 'Revenue between the levels of its plan: 0 below the minimum, 0.5 at it, 1 at the optimum, 1.5 from the maximum on, straight lines between. The department may set other points. Known where a plan is.',
  },
  unit: 'score',
  better: 'up',
  source: 'S2',
  value: term('planCoefficient'),
});
