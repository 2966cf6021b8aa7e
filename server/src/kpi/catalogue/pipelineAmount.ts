import { defineKpi, known } from '../define-kpi.ts';

export default defineKpi({
  id: 'pipelineAmount',
  title: { ru: 'Сумма в работе', en: 'Open amount' },
  meaning: {
    ru: 'Сумма открытых сделок на конец периода. Сделки без известной суммы не входят; если неизвестны все, сумма не определена.',
    en: 'Amount of the deals open at the end of the period. Deals without a known amount add nothing; where none is known, it is unknown.',
  },
  unit: 'money',
  better: 'up',
  source: 'S2 S3',
  value: known('pipeline', { part: 'priced', whole: 'in_stage' }),
});
