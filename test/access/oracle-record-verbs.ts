import { type Eyes, keepers, keepersAndHead, leaders, type Post, people, sellers } from './oracle.ts';
import { canReach, type Doers, isWithin, type Reach } from './oracle-record-rows.ts';
import type { Belonging } from './oracle-rows.ts';

/** Verbs with any row: who does them. */
type Does = Readonly<Record<string, readonly Post[]>>;

function by(who: readonly Post[], verbs: string): Does {
  return Object.fromEntries(verbs.split(' ').map((verb) => [verb, who]));
}

/** Adding, amending and ending each of some records. */
function keep(who: readonly Post[], names: string): Does {
  return by(
    who,
    names
      .split(' ')
      .flatMap((name) => [`add${name}`, `amend${name}`, `end${name}`])
      .join(' '),
  );
}

const administrators: readonly Post[] = [...leaders, 'administrator'];
const marketing: readonly Post[] = [...keepers, 'marketer'];
const serving: readonly Post[] = [...keepersAndHead, 'service_agent'];
const asking: readonly Post[] = [...serving, 'marketer'];
const theDirector: readonly Post[] = ['director'];

/** Every verb on records, and around them, that does not ask whose the row is. */
export const openVerbs: Does = {
  // what the house is made of; who leaves is dismissed, not ended
  ...keep(keepers, 'Department Position Team'),
  ...by(keepers, 'addEmployee amendEmployee'),
  ...keep(keepersAndHead, 'Territory Channel ContactChannel ProductLine Segment Product Pipeline Stage LossReason'),
  ...by(keepersAndHead, 'setCurrencyRate endCurrencyRate'),
  ...keep([...keepersAndHead, 'marketer'], 'Source Competitor'),
  ...keep(
    keepersAndHead,
    'ClientGroupDuty AssignmentRule HandOverRule ServiceDeadline Procedure Course Script Objection',
  ),
  ...by(keepersAndHead, 'assignUnassigned reviewProcedure'),
  ...keep(marketing, 'Campaign SocialMetric'),
  ...by(marketing, 'recordSpend endSpend'),
  ...keep(asking, 'Survey'),
  ...by(asking, 'publishSurvey closeSurvey'),
  // money
  ...keep(keepers, 'ExpenseCategory'),
  ...by(keepers, 'addBudgetItem amendBudgetItem cancelBudgetItem setBudget addExpense amendExpense cancelExpense'),
  ...by(administrators, 'setCoefficientPoints'),
  ...keep(keepers, 'StatusLevel'),
  // where the house is going
  ...keep(administrators, 'SwotItem PriorityMarket PriorityClient'),
  ...keep([...administrators, 'head_of_sales'], 'Risk'),
  // what people are paid
  ...by(theDirector, 'addPayScheme amendPayScheme endPayScheme assignPayScheme closePayMonth'),
};

const any: readonly Reach[] = ['all'];
const mine: readonly Reach[] = ['mine'];
const ours: readonly Reach[] = ['ours'];
const theirs: readonly Reach[] = ['theirs'];

function all(who: readonly Post[], reach: readonly Reach[] = any): Doers {
  return Object.fromEntries(who.map((post) => [post, reach]));
}

/** Daily work: who sells their own, a head of sales the department's and nobody's, keepers all. */
const work: Doers = { ...all(keepers), ...all(sellers, mine), head_of_sales: ours };
const withAssistant: Doers = { ...work, assistant: ours };
/** Whoever hears of it first notes it down, whoever it falls to. */
const heard: Doers = { ...withAssistant, ...all(['assistant', 'marketer', 'service_agent']) };
const served: Doers = all(serving);
const given: Doers = { ...served, ...all(sellers, mine) };
const asked: Doers = all(asking);
/** Honours are given above, and by a head of sales within the department. */
const honours: Doers = { ...all(administrators), head_of_sales: theirs };
const led: Doers = { ...all(keepers), head_of_sales: theirs };
const learners = people.filter((post) => !keepersAndHead.includes(post));

function verbs(noun: string, doers: Doers, names: string): Record<string, { noun: string; doers: Doers }> {
  return Object.fromEntries(names.split(' ').map((name) => [name, { noun, doers }]));
}

/** Every verb on records that asks whose the row is: on what, and who does it with which. */
export const ownedVerbs: Readonly<Record<string, { noun: string; doers: Doers }>> = {
  // a service agent speaks with clients too
  ...verbs('Activity', { ...withAssistant, service_agent: ours }, 'logActivity amendActivity endActivity'),
  // everybody who works here has something to do
  ...verbs(
    'Task',
    { ...withAssistant, ...all(['analyst', 'marketer', 'service_agent'], mine) },
    'addTask amendTask cancelTask completeTask reopenTask',
  ),
  ...verbs('Lead', heard, 'addLead'),
  ...verbs(
    'Lead',
    withAssistant,
    'amendLead endLead answerLead qualifyLead rejectLead reopenLead assignLead convertLead',
  ),
  ...verbs('Document', withAssistant, 'addDocument amendDocument cancelDocument issueDocument'),
  ...verbs('Payment', withAssistant, 'addPayment endPayment'),
  ...verbs('CompetitorSighting', withAssistant, 'seeCompetitor amendCompetitorSighting endCompetitorSighting'),
  ...verbs('Ticket', served, 'openTicket amendTicket endTicket assignTicket reopenTicket'),
  ...verbs('Ticket', given, 'answerTicket resolveTicket holdTicket resumeTicket'),
  ...verbs('Rating', served, 'rateService amendRating endRating'),
  ...verbs('NpsAnswer', served, 'addNpsAnswer amendNpsAnswer endNpsAnswer'),
  ...verbs('Feedback', given, 'addFeedback amendFeedback'),
  ...verbs('Feedback', served, 'endFeedback escalateFeedback'),
  ...verbs('SurveyInvitee', asked, 'inviteToSurvey amendSurveyInvitee endSurveyInvitee'),
  ...verbs('SurveyAnswer', asked, 'addSurveyAnswer amendSurveyAnswer endSurveyAnswer'),
  ...verbs('Plan', led, 'setPlan splitPlan endPlan'),
  ...verbs('Award', honours, 'giveAward amendAward endAward'),
  ...verbs('CareerStep', honours, 'promoteEmployee amendCareerStep endCareerStep'),
  // in one's own name, and one's own words back
  ...verbs('Thanks', { ...all(people, mine), ...all(administrators) }, 'thank takeBackThanks'),
  ...verbs('CourseAssignment', led, 'assignCourse amendCourseAssignment cancelCourse reopenCourse'),
  // everybody learns
  ...verbs(
    'CourseAssignment',
    { ...led, head_of_sales: ['theirs', 'mine'], ...all(learners, mine) },
    'startCourse finishCourse',
  ),
};

/** Whether an owned verb is anything for them at all. */
export function mayOwned(eyes: Eyes, verb: string): boolean {
  return !eyes.readOnly && (ownedVerbs[verb]?.doers[eyes.role]?.some((reach) => canReach(eyes, reach)) ?? false);
}

/** Whether such a row is one they may do the verb with. */
export function reachesOwned(eyes: Eyes, verb: string, row: Belonging): boolean {
  if (!mayOwned(eyes, verb)) return false;
  return ownedVerbs[verb]?.doers[eyes.role]?.some((reach) => isWithin(eyes, reach, row)) ?? false;
}
