import { defineKpi, ratio } from '../define-kpi.ts';

export default defineKpi({
  id: 'onTimeDocuments',
  title: { ru: 'Соблюдение сроков документов', en: 'Documents on time' },
  meaning: {
    ru: 'Документы со сроком в периоде, выпущенные в срок, среди всех документов с таким сроком.',
    en: 'Documents due in the period that were issued by then over all documents due in it.',
  },
  unit: 'ratio',
  better: 'up',
  source: 'S1',
  value: ratio('documents_on_time', 'documents_due'),
});
