import { defineRecord } from '../../records/define-record.ts';
import { completeLead } from './complete-lead.ts';
import { leadFields } from './lead.fields.ts';
import { projectLead } from './project-lead.ts';

/** Somebody who turned to us and may become a client (обращение, лид). Ending one takes it back: it never was a lead. */
export const leadNoun = defineRecord({
  name: 'Lead',
  table: 'lead',
  many: 'leads',
  one: 'lead',
  description: 'Somebody who turned to us and may become a client (обращение, лид).',
  fields: leadFields,
  order: { by: 'arrivedAt', direction: 'DESC' },
  belongs: {
    attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }),
    field: 'employeeId',
  },
  complete: completeLead,
  project: projectLead,
  touches: (row) => ({
    ...{ employee_id: row.employeeId, team_id: row.teamId, department_id: row.departmentId, client_id: row.clientId },
    ...{ source_id: row.sourceId, campaign_id: row.campaignId },
  }),
});
