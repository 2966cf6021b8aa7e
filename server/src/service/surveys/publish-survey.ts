import { Refusal } from '../../lib/refusal.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { surveyNoun } from './survey.ts';

/** Publishes a survey: from now on answers are taken, and its questions are fixed. */
export const publishSurvey = defineVerb(surveyNoun, {
  name: 'publishSurvey',
  description:
    'Publishes a survey: from now on answers are taken and its questions are fixed. A closed one is opened again.',
  input: {},
  act({ after }) {
    const refuse = (refusal: string, how: string): Refusal =>
      Refusal.refused(refusal, `input.id: survey ${after.id} ${how}`, { field: 'input.id', id: after.id });
    if (after.status === 'published') throw refuse('SURVEY_PUBLISHED', 'is published already');
    if (after.questions.length === 0) throw refuse('SURVEY_WITHOUT_QUESTIONS', 'asks nothing yet');
    after.status = 'published';
  },
});
