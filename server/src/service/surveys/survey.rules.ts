import type { NounRules } from '../../access/rules.ts';
import { commonRules, office } from '../../records/record-rules.ts';
import { serving, voiceRules } from '../voice.rules.ts';
import { surveyNoun } from './survey.ts';
import { surveyAnswerNoun } from './survey-answer.ts';
import { surveyInviteeNoun } from './survey-invitee.ts';

/** Those who ask clients what they think: service, and marketing. */
const asking = [...serving, 'marketer'] as const;

export const surveyRules: NounRules = commonRules(surveyNoun, {
  change: asking,
  verbs: [{ who: asking, may: ['publishSurvey', 'closeSurvey'] }],
});

export const surveyInviteeRules: NounRules = voiceRules(surveyInviteeNoun, { change: asking });
export const surveyAnswerRules: NounRules = voiceRules(surveyAnswerNoun, { change: asking });

/** Sums: who answered what is not among them. */
export const surveyResultsRules: NounRules = {
  subject: 'SurveyResults',
  parts: ['SurveyQuestionResults', 'SurveyShare'],
  rules: [{ who: office, may: ['read'] }],
};
