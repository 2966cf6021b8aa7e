import type { Row as TableRow } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';
import { defineRecord, type Step } from '../../records/define-record.ts';
import { instant, items, ref, text, whole } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { contactNoun } from '../../sales/contacts/contact.ts';
import { ensureContactOf } from '../contact-of-client.ts';
import { dimensionsOf, serviceOnly } from '../people-of.ts';
import { npsAmounts } from '../ratings/scores.ts';
import { checkAnswers } from './check-answers.ts';
import { surveyNoun } from './survey.ts';

const answer = {
  question: whole({
    description: 'the number of the question in the survey, from 1',
    required: true,
    least: 1,
    most: 50,
  }),
  score: whole({ description: 'SCORE: 1 to 5; NPS: 0 to 10', least: 0, most: 10 }),
  choice: text({ description: 'CHOICE: the option, word for word', most: 1000 }),
  text: text({ description: 'TEXT: in their own words', most: 5000, personal: true }),
};

const fields = {
  survey: ref(() => surveyNoun, { description: 'which questions', required: true, amendable: false, filter: true }),
  client: ref(() => clientNoun, { description: 'who answers', required: true, amendable: false, filter: true }),
  contact: ref(() => contactNoun, { description: 'who of them, told to those who may know' }),
  employee: ref(() => employeeNoun, { description: 'who asked; the viewer unless told', filter: true }),
  at: instant({ description: 'when: now unless told', required: true, filled: true, filter: true, order: true }),
  answers: items('SurveyAnswerItem', answer, {
    ...{ description: 'question by question; what was passed over is left out', most: 50, personal: true },
  }),
  npsScore: whole({ description: 'the answer to its question of NPS', most: 10, input: false }),
} as const;

/** What a client answered to a survey (ответ на опрос). */
export const surveyAnswerNoun = defineRecord({
  name: 'SurveyAnswer',
  table: 'survey_answer',
  many: 'surveyAnswers',
  one: 'surveyAnswer',
  description: 'What a client answered to a survey, once each of its people (ответ на опрос).',
  fields,
  order: { by: 'at', direction: 'DESC' },
  unique: { survey_answer_once: 'clientId' },
  belongs: { attributes: ({ employeeId }) => ({ ownerId: employeeId }), field: 'employeeId' },
  complete,
  project: ({ endedAt, at, npsScore, stamps: { given = {} } }) =>
    endedAt || npsScore === null ? [] : [{ at, dimensions: serviceOnly(given), amounts: npsAmounts(npsScore) }],
  touches: ({ clientId, employeeId }) => ({ client_id: clientId, employee_id: employeeId }),
});

async function complete(step: Step<typeof fields>): Promise<void> {
  const { tx, ctx, before, after, input } = step;
  after.at ??= ctx.clock.now();
  if (!before && input.employeeId === undefined) after.employeeId = ctx.viewer.employeeId;
  if (before?.contactId !== after.contactId) await ensureContactOf(tx, ctx, after.contactId, after.clientId);
  if (!before || input.answers !== undefined || input.at !== undefined) await matchSurvey(step);
  if (before?.employeeId !== after.employeeId || !before) after.stamps = { given: await dimensionsOf(tx, after) };
}

/** Its survey takes answers on that day, and these are answers to its questions. */
async function matchSurvey({ tx, ctx, before, after }: Step<typeof fields>): Promise<void> {
  const [row] = await tx.query<TableRow>(
    sql`/* survey-of-answer */ select * from survey where id = ${after.surveyId} for share`,
  );
  if (!row) throw Refusal.notFound('input.surveyId', 'survey', after.surveyId);
  const { status, startsOn, endsOn, questions } = surveyNoun.rowOf(row);
  if (!before && status !== 'published') {
    const message = `input.surveyId: survey ${after.surveyId} takes no answers`;
    throw Refusal.refused('SURVEY_NOT_PUBLISHED', message, { field: 'input.surveyId', id: after.surveyId });
  }
  const on = dayOf(after.at, ctx.settings.timeZone);
  if ((startsOn !== null && on < startsOn) || (endsOn !== null && on > endsOn))
    throw Refusal.badInput('input.at', `a day of the survey, ${startsOn ?? '…'} to ${endsOn ?? '…'}`, { got: on });
  after.npsScore = checkAnswers(questions, after.answers);
}
