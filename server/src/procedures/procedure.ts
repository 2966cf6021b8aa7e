import { employeeNoun } from '../department/employees/employee.ts';
import { Refusal } from '../lib/refusal.ts';
import { defineRecord, type Row, type Step } from '../records/define-record.ts';
import { day, flag, items, ref, text, whole } from '../records/field.ts';
import { stageNoun } from '../sales/pipelines/stage.ts';
import { keepVersion } from './keep-version.ts';
import { nextReview } from './next-review.ts';

const steps = items(
  'ProcedureStep',
  {
    code: text({
      description: 'what the step is known by in checklists, for good; left out: a number of its own',
      most: 40,
      pattern: { form: /^[\w-]+$/, expected: 'letters, digits and dashes' },
    }),
    title: text({ description: 'what is to be done', required: true }),
    description: text({ description: 'how', most: 5000 }),
    responsible: text({ description: 'whose work it is: a position, a role', most: 200 }),
    withinDays: whole({ description: 'days from entering the stage until it has to be done; null: none', most: 3650 }),
    required: flag({ description: 'the checklist is complete only with it; left out: it is' }),
  },
  { description: 'what is to be done, in order', most: 100 },
);

const fields = {
  title: text({ description: 'what it is called', required: true, search: true, order: true }),
  stage: ref(() => stageNoun, { description: 'the stage it is for; null: for none in particular', filter: true }),
  steps,
  employee: ref(() => employeeNoun, { description: 'who answers for it', filter: true }),
  reviewOn: day({ description: 'when it is to be reviewed next; left out: after so many days', filter: true }),
  reviewEveryDays: whole({
    description: 'days from one review to the next; null: on no schedule',
    least: 1,
    most: 3650,
  }),
  reviewedOn: day({ description: 'when it was reviewed last', input: false, filter: true }),
};

export type ProcedureFields = typeof fields;
export type ProcedureRow = Row<ProcedureFields>;

/** A standard procedure (регламент, СОП): steps, who answers for it, when it is reviewed. */
export const procedureNoun = defineRecord({
  name: 'Procedure',
  table: 'procedure',
  many: 'procedures',
  one: 'procedure',
  description:
    'A standard procedure of a stage: its steps are the checklist of the deals that stand there (регламент, СОП).',
  fields,
  unique: { procedure_of_stage: 'stageId' },
  touches: (row) => ({ employee_id: row.employeeId, stage_id: row.stageId }),
  complete: (step) => {
    const { ctx, after } = step;
    after.steps = numbered(after.steps);
    if (after.reviewEveryDays !== null) after.reviewOn ??= nextReview(ctx, after.reviewEveryDays);
  },
  follow: (step: Step<ProcedureFields>) => keepVersion(step),
});

/** Every step has a code that no other has: those without get the next number. */
function numbered(given: ProcedureRow['steps']): ProcedureRow['steps'] {
  const codes = given.map(({ code }) => code).filter((code) => code !== null);
  for (const [i, { code }] of given.entries()) {
    if (code === null || codes.indexOf(code) === codes.lastIndexOf(code)) continue;
    throw Refusal.badInput(`input.steps.${i}.code`, 'a code that no other step has', { got: code });
  }
  const used = new Set<string>(codes);
  return given.map((step) => {
    const code = step.code ?? fresh(used);
    used.add(code);
    return { ...step, code, required: step.required ?? true };
  });
}

function fresh(used: ReadonlySet<string>): string {
  for (let number = used.size + 1; ; number += 1) if (!used.has(String(number))) return String(number);
}
