import { defineRecord } from '../../records/define-record.ts';
import { activityFields } from './activity.fields.ts';
import { completeActivity } from './complete-activity.ts';
import { followActivity } from './follow-activity.ts';
import { projectActivity } from './project-activity.ts';

/** A contact with a client: a call, a meeting, a letter (активность). Ending it takes a mistake back. */
export const activityNoun = defineRecord({
  name: 'Activity',
  table: 'activity',
  many: 'activities',
  one: 'activity',
  description: 'A contact with a client: a call, a meeting, a letter, a message, a presentation (активность).',
  fields: activityFields,
  verbs: { add: 'logActivity' },
  order: { by: 'at', direction: 'DESC' },
  belongs: {
    attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }),
    field: 'employeeId',
  },
  complete: completeActivity,
  follow: followActivity,
  project: projectActivity,
  touches: ({ employeeId, teamId, departmentId, clientId }) => ({
    ...{ employee_id: employeeId, team_id: teamId, department_id: departmentId, client_id: clientId },
  }),
});
