import { employeeNoun } from '../../department/employees/employee.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, ref } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { contactNoun } from '../../sales/contacts/contact.ts';
import { ensureContactOf } from '../contact-of-client.ts';
import { surveyNoun } from './survey.ts';

/** A key client that is to be asked (участник опроса). */
export const surveyInviteeNoun = defineRecord({
  name: 'SurveyInvitee',
  table: 'survey_invitee',
  many: 'surveyInvitees',
  one: 'surveyInvitee',
  description: 'A key client that is to be asked the questions of a survey (участник опроса).',
  fields: {
    survey: ref(() => surveyNoun, { description: 'which questions', required: true, amendable: false, filter: true }),
    client: ref(() => clientNoun, { description: 'who is asked', required: true, amendable: false, filter: true }),
    contact: ref(() => contactNoun, { description: 'who of them, told to those who may know' }),
    employee: ref(() => employeeNoun, { description: 'who is to ask', filter: true }),
    dueOn: day({ description: 'until which day', filter: true }),
  },
  verbs: { add: 'inviteToSurvey' },
  unique: { survey_invitee_once: 'clientId' },
  belongs: { attributes: ({ employeeId }) => ({ ownerId: employeeId }), field: 'employeeId' },
  async complete({ tx, ctx, before, after }) {
    if (before?.contactId !== after.contactId) await ensureContactOf(tx, ctx, after.contactId, after.clientId);
  },
  touches: ({ clientId, employeeId }) => ({ client_id: clientId, employee_id: employeeId }),
});
