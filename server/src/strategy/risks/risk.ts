import { employeeNoun } from '../../department/employees/employee.ts';
import { defineRecord } from '../../records/define-record.ts';
import { choice, day, ref, text, whole } from '../../records/field.ts';

/** What may go wrong: its signal, what is done against it, and who answers for it (риск, S3). */
export const riskNoun = defineRecord({
  name: 'Risk',
  table: 'risk',
  many: 'risks',
  one: 'risk',
  description: 'What may go wrong: its signal, its counter-measure, and who answers for it (риск).',
  fields: {
    title: text({ description: 'what may happen', required: true, search: true, order: true }),
    kind: choice(
      'RiskKind',
      {
        financial: 'money (финансовый)',
        reputational: 'what is thought of us (репутационный)',
        operational: 'daily work (операционный)',
      },
      { description: 'what it threatens', required: true, filter: true },
    ),
    signal: text({ description: 'by what it shows', required: true, most: 2000 }),
    probability: whole({ description: 'how likely, 1 to 5', required: true, least: 1, most: 5, order: true }),
    impact: whole({ description: 'how bad, 1 to 5', required: true, least: 1, most: 5, order: true }),
    counterMeasure: text({ description: 'what is done against it', required: true, most: 4000 }),
    owner: ref(() => employeeNoun, { description: 'who answers for it', required: true, filter: true }),
    reviewOn: day({ description: 'when it is looked at again', filter: true }),
    raisedBy: text({
      description: 'the signal that is answered by it: its id in riskSignals',
      most: 100,
      filter: true,
    }),
  },
  unique: { risk_of_signal: 'raisedBy' },
});
