import { defineRecord, type Step } from '../../records/define-record.ts';
import type { Noun } from '../../records/noun.ts';
import { fillTask } from './fill-task.ts';
import { projectTask } from './project-task.ts';
import { repeatTask } from './repeat-task.ts';
import { type TaskFields, taskFieldsOf } from './task.fields.ts';

/** Something somebody is to do by some time (задача). Ending one calls it off. */
export const taskNoun = defineRecord({
  name: 'Task',
  table: 'task',
  many: 'tasks',
  one: 'task',
  description: 'Something somebody is to do by some time (задача).',
  fields: taskFieldsOf(itself),
  verbs: { end: 'cancelTask' },
  order: { by: 'dueAt', direction: 'ASC' },
  belongs: {
    attributes: ({ assigneeId, departmentId }) => ({ ownerId: assigneeId, departmentId }),
    field: 'assigneeId',
  },
  complete: fillTask,
  follow: repeats,
  project: projectTask,
  touches: ({ assigneeId, teamId, departmentId, clientId }) => ({
    ...{ employee_id: assigneeId, team_id: teamId, department_id: departmentId, client_id: clientId },
  }),
});

/** Written as functions with their types, so that the noun can name itself. */
function itself(): Noun<object> {
  return taskNoun;
}

function repeats(step: Step<TaskFields>): Promise<void> {
  return repeatTask(taskNoun, step);
}
