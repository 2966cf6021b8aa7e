import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'stageWinRate',
  title: { ru: 'Доля выигранных с этапа', en: 'Win rate from a stage' },
  meaning: {
    ru: 'Выигранные среди закрытых в периоде сделок, стоявших на этапе. Без разбивки по этапам сделка входит столько раз, на скольких этапах стояла.',
    en: 'Won deals over all deals closed in the period that had stood in the stage. Not broken down by stage, a deal counts once for each stage it stood in.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S0 S2',
  value: ratio('stage_won', 'stage_closed'),
});
