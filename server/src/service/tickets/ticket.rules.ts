import type { NounRules } from '../../access/rules.ts';
import { voiceRules } from '../voice.rules.ts';
import { ticketNoun } from './ticket.ts';

const verbs = ['assignTicket', 'answerTicket', 'resolveTicket', 'reopenTicket', 'holdTicket', 'resumeTicket'];
/** what whoever sells does with a ticket that was given to them */
const own = ['answerTicket', 'resolveTicket', 'holdTicket', 'resumeTicket'];
const { parts, ...rules } = voiceRules(ticketNoun, { verbs, own });

export const ticketRules: NounRules = { ...rules, parts: [...parts, 'OverdueTicket'] };
