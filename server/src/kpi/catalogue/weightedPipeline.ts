import { defineKpi, known, term } from '../define-kpi.ts';

export default defineKpi({
  id: 'weightedPipeline',
  title: { ru: 'Взвешенная сумма в работе', en: 'Weighted open amount' },
  meaning: {
    ru: 'Сумма открытых сделок на конец периода, взвешенная долей выигранных по этапу: среди всех сделок отдела, закрытых за 365 дней до конца периода и стоявших на этапе. Этап, по которому ничего не закрыто, получает долю своей воронки; если неизвестна и она, сумма не определена.',
    en: 'Amount of the deals open at the end of the period, each stage weighted with its win rate: of all deals closed in the 365 days before that had stood in it, whoever had them. A stage nothing was closed from has the rate of its pipeline; where that is unknown too, so is the figure.',
  },
  unit: 'money',
  better: 'up',
  source: 'S2 S3',
  value: known(term('weightedPipeline'), { part: 'priced', whole: 'in_stage' }),
});
