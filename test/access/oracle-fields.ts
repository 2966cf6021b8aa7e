import { but, type Eyes, keyholders, type Post, people, posts, sellers, standsNowhere, wallkeepers } from './oracle.ts';

/** Field by field, who may read it. */
type Fields = Readonly<Record<string, readonly Post[]>>;

/** The same for several fields: names with spaces between. */
function to(who: readonly Post[], names: string): Fields {
  return Object.fromEntries(names.split(' ').map((name) => [name, who]));
}

/** Cost is for those who sell and those who answer for what is sold. */
const seesCost = but('marketer', 'service_agent', 'screen');
const notScreens = but('screen');
/** Details of the people at a client: for who answers for the client and those above. */
const seesContacts: readonly Post[] = ['director', 'deputy', 'head_of_sales', ...sellers];
/** They note contacts down, are told that it is done, and never read them back. */
const notesContacts: readonly Post[] = [...seesContacts, 'assistant', 'integration'];

const named = to(posts, 'id name');
const figures = [
  'activeClients averageDeal averageTalkTime budgetExecution cac calls callsIn callsOut churnRate',
  'churnedClients complaints contactConversion contacts conversionTime convertedLeads costPerLead dealCycle',
  'emails invoiced kpiCoefficient lateAnswers leadConversion leads lostDeals margin meetings messages',
  'neglectedClients newClients nps onTimeDocuments openedDeals payments pipelineAmount pipelineDeals',
  'planAttainment presentations procedureAdherence profitability qualificationRate qualifiedLeads',
  'repeatRevenueShare requests resolutionTime responseTime retentionRate revenue salesVelocity satisfaction',
  'satisfiedShare sellingExpenses stageWinRate talkTime taskCompletion topClientShare trainingCompletion',
  'weightedPipeline winRate wonDeals',
].join(' ');
const dimensions =
  'campaign channel client contactChannel department employee pipeline product productLine segment source stage team territory';

/**
 * Every type of the API and every field of it. A new one is added here by whoever adds it there: who may read it, in the words of the
 * policy, not copied from its rules.
 */
export const readableFields: Readonly<Record<string, Fields>> = {
  // what a department is made of: names, known to everybody
  ...{ Department: named, Territory: named, ProductLine: named, Channel: named, Source: named, Segment: named },
  Team: { ...named, ...to(posts, 'department') },
  Employee: { ...named, ...to(posts, 'position team territory') },
  Campaign: { ...named, ...to(posts, 'source') },
  Pipeline: { ...named, ...to(posts, 'stages') },
  Stage: { ...named, ...to(posts, 'pipeline position') },
  Settings: {
    ...to(posts, 'activityWindowDays currency demo departmentName serverTime timeZone version'),
    ...to(posts, 'revision workEnds workStarts workingWeek'),
  },
  // whoever asks for an answer may know when somebody works
  CalendarDay: to(posts, 'day kind note own'),
  Viewer: to(posts, 'name role kind demo employee board abilities account'),
  ViewerAbility: to(posts, 'action subject fields rows'),
  Product: { ...to(posts, 'id name line price'), ...to(seesCost, 'cost') },
  // a screen reads names
  Client: { ...named, ...to(notScreens, 'owner segment source territory version contacts') },
  Contact: {
    ...to(notesContacts, 'id version'),
    ...to(seesContacts, 'name position decisionMaker phone email client externalId endedAt'),
  },
  RevealedContact: to(seesContacts, 'contact phone email leftToday'),
  Deal: {
    ...to(posts, 'id title status amount client owner stage pipeline'),
    ...to(
      notScreens,
      'campaign channel closedAt expectedCloseAt externalId lines lossReason openedAt source stageSince',
    ),
    ...to(notScreens, 'version'),
  },
  DealLine: { ...to(notScreens, 'quantity price discount amount product'), ...to(seesCost, 'cost') },
  // a win is celebrated in front of everybody
  DealEvent: to(posts, 'amount at backdated correction cursor deal employee id imported kind recordedAt stage'),
  // everybody sees how the department stands
  KpiTable: to(posts, 'dataAsOf period revision rows sql total'),
  KpiRow: { ...to(posts, figures), ...to(posts, dimensions), ...to(posts, 'id period') },
  KpiValue: to(posts, 'attainment change denominator numerator pace plan previous value'),
  PlanLevels: to(posts, 'maximum minimum optimal'),
  KpiDefinition: to(posts, 'better breakdowns formula id meaning source title unit'),
  Funnel: to(posts, 'amount conversion dataAsOf deals lost mode open period pipeline revision stages won'),
  FunnelStage: to(posts, 'amount conversion deals lost medianTime reach stage'),
  // everybody who works here sees what lets themselves in; all of it is for those who decide that
  Account: to(people, 'id name login role employee totp createdAt lastSeenAt endedAt version'),
  Credential: {
    ...to(people, 'id kind name role account employee readOnly board current'),
    ...to(people, 'createdAt expiresAt lastUsedAt lastUsedFrom revokedAt'),
  },
  CreatedAccount: to(people, 'account invitation'),
  CreatedToken: to(people, 'credential secret'),
  Board: to(posts, 'id title'),
  Pairing: to(wallkeepers, 'userCode from browser createdAt expiresAt'),
  Dismissal: to([...wallkeepers], 'employee deals clients credentials'),
  AuditEntry: to(keyholders, 'id at actor action subject subjectId from kind details chained alert'),
  // a page of entries
  Audit: to(keyholders, 'totalCount'),
  // whoever asks to be forgotten, or what is held about them, is served by hand of somebody who answers for that
  Erasure: to(keyholders, 'subject subjectId name'),
  SubjectExport: to(keyholders, 'subject subjectId json'),
  // these say nothing by themselves
  PageInfo: to(posts, 'endCursor hasNextPage'),
  Period: to(posts, 'from to label'),
  Text: to(posts, 'ru en'),
};

/** Types of which who sells sees their own rows, and therefore none who is nobody here. */
const ofSellers = new Set(['Client', 'Contact', 'Deal', 'DealEvent']);

/** Whether a field may be read on any row; without a field: whether the type may be asked for at all. */
export function maySee(eyes: Eyes, type: string, field?: string): boolean {
  if (ofSellers.has(type) && standsNowhere(eyes)) return false;
  // all that is held about somebody leaves the house: not by what was made for looking
  if (type === 'SubjectExport' && eyes.readOnly) return false;
  const fields = readableFields[type] ?? {};
  const who = field === undefined ? Object.values(fields).flat() : (fields[field] ?? []);
  return who.includes(eyes.role);
}
