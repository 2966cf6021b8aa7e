import { commonRules } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { serviceDeadlineNoun } from './deadlines/service-deadline.ts';
import { escalateFeedback } from './feedback/escalate-feedback.ts';
import { feedbackNoun } from './feedback/feedback.ts';
import { npsAnswerNoun } from './ratings/nps-answer.ts';
import { ratingNoun } from './ratings/rating.ts';
import { closeSurvey } from './surveys/close-survey.ts';
import { publishSurvey } from './surveys/publish-survey.ts';
import { surveyAnswerRules, surveyInviteeRules, surveyRules } from './surveys/survey.rules.ts';
import { surveyNoun } from './surveys/survey.ts';
import { surveyAnswerNoun } from './surveys/survey-answer.ts';
import { surveyInviteeNoun } from './surveys/survey-invitee.ts';
import { answerTicket } from './tickets/answer-ticket.ts';
import { assignTicket } from './tickets/assign-ticket.ts';
import { holdTicket } from './tickets/hold-ticket.ts';
import { reopenTicket } from './tickets/reopen-ticket.ts';
import { resolveTicket } from './tickets/resolve-ticket.ts';
import { resumeTicket } from './tickets/resume-ticket.ts';
import { ticketRules } from './tickets/ticket.rules.ts';
import { ticketNoun } from './tickets/ticket.ts';
import { serving, voiceRules } from './voice.rules.ts';

/** What serving clients is made of. */
export const serviceRecords: readonly Registered[] = [
  { record: serviceDeadlineNoun, rules: commonRules(serviceDeadlineNoun, { change: serving.filter(answersForIt) }) },
  {
    record: ticketNoun,
    rules: ticketRules,
    verbs: [assignTicket, answerTicket, resolveTicket, reopenTicket, holdTicket, resumeTicket],
  },
  { record: ratingNoun, rules: voiceRules(ratingNoun) },
  { record: npsAnswerNoun, rules: voiceRules(npsAnswerNoun) },
  {
    record: feedbackNoun,
    rules: voiceRules(feedbackNoun, { verbs: ['escalateFeedback'], own: ['addFeedback', 'amendFeedback'] }),
    verbs: [escalateFeedback],
  },
  { record: surveyNoun, rules: surveyRules, verbs: [publishSurvey, closeSurvey] },
  { record: surveyInviteeNoun, rules: surveyInviteeRules },
  { record: surveyAnswerNoun, rules: surveyAnswerRules },
];

/** Whoever is measured by deadlines does not set them. */
function answersForIt(role: (typeof serving)[number]): boolean {
  return role !== 'service_agent';
}
