import { positionNoun } from '../../department/positions/position.ts';
import { Refusal } from '../../lib/refusal.ts';
import { dayOf } from '../../lib/zone.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, ref, text } from '../../records/field.ts';
import { personFields } from '../person-fields.ts';
import { stampPerson, touchesPerson } from '../standing.ts';
import { statusLevelNoun } from './status-level.ts';

/** A step of somebody's career: a status, a position, or both (карьерный шаг). Where somebody stands is their latest step. */
export const careerStepNoun = defineRecord({
  name: 'CareerStep',
  table: 'career_step',
  many: 'careerSteps',
  one: 'careerStep',
  description:
    "A step of somebody's career: a status, a position, or both (карьерный шаг). The latest is where they stand.",
  fields: {
    ...personFields,
    level: ref(() => statusLevelNoun, { description: 'the status they rose to', filter: true }),
    position: ref(() => positionNoun, { description: 'the position they rose to', filter: true }),
    day: day({ description: 'from when; today unless told', required: true, filled: true, filter: true, order: true }),
    note: text({ description: 'what for', most: 1000, personal: true }),
  },
  verbs: { add: 'promoteEmployee' },
  order: { by: 'day', direction: 'DESC' },
  belongs: {
    attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }),
    field: 'employeeId',
  },
  complete: async (step) => {
    const { ctx, after } = step;
    const today = dayOf(ctx.clock.now(), ctx.settings.timeZone);
    after.day ??= today;
    if (after.day > today)
      throw Refusal.badInput('input.day', `a day not in the future (today is ${today})`, { got: after.day });
    if (after.levelId === null && after.positionId === null)
      throw Refusal.badInput('input.levelId', 'a status, a position, or both');
    await stampPerson(step);
  },
  touches: touchesPerson,
});
