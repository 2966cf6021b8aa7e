import { Refusal } from '../../lib/refusal.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { surveyNoun } from './survey.ts';

/** Closes a survey: no answers are taken any more. */
export const closeSurvey = defineVerb(surveyNoun, {
  name: 'closeSurvey',
  description: 'Closes a survey: no answers are taken any more.',
  input: {},
  act({ after }) {
    if (after.status !== 'published') {
      const message = `input.id: survey ${after.id} is not published`;
      throw Refusal.refused('SURVEY_NOT_PUBLISHED', message, { field: 'input.id', id: after.id });
    }
    after.status = 'closed';
  },
});
