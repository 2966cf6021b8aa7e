import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'procedureAdherence',
  title: { ru: 'Соблюдение регламентов', en: 'Procedure adherence' },
  meaning: {
    ru: 'Проходы сделок через этапы с чек-листом, завершённые в периоде с полностью выполненным списком, среди всех таких проходов. Открытая заново сделка этап ещё не прошла.',
    en: 'Deals that left a stage with a checklist in the period with all of it done, over all deals that left such a stage; each stage counts. A deal opened again has not left its stage yet.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S0 S4',
  value: ratio('checklists_complete', 'checklists'),
});
