import { defineRecord } from '../../records/define-record.ts';
import { completeDocument } from './complete-document.ts';
import { documentFields } from './document.fields.ts';
import { projectDocument } from './project-document.ts';

/** A paper of a deal: a proposal, a contract, an invoice, an act (документ). */
export const documentNoun = defineRecord({
  name: 'Document',
  table: 'document',
  many: 'documents',
  one: 'document',
  description: 'A paper of a deal: a proposal, a contract, an invoice, an act (документ).',
  fields: documentFields,
  verbs: { end: 'cancelDocument' },
  belongs: {
    attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }),
    field: 'employeeId',
  },
  complete: completeDocument,
  project: projectDocument,
  touches: ({ clientId, employeeId, teamId, departmentId }) => ({
    client_id: clientId,
    employee_id: employeeId,
    team_id: teamId,
    department_id: departmentId,
  }),
});
