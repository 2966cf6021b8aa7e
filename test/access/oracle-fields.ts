import { type Eyes, type Fields, keyholders, office, type Post, people, posts, to, wallkeepers } from './oracle.ts';
import { answerFields } from './oracle-answers.ts';
import { readsAny } from './oracle-record-rows.ts';
import { reaches, recordFields, seesCost } from './oracle-records.ts';

/** They note contacts down, are told that it is done, and never read them back. */
const notesContacts: readonly Post[] = [...reaches, 'assistant', 'integration'];

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
  // every record, and what is worked out of them
  ...{ ...recordFields, ...answerFields },
  Settings: {
    ...to(posts, 'activityWindowDays answerWithinMinutes currency demo departmentName serverTime timeZone version'),
    ...to(posts, 'revision workEnds workStarts workingWeek'),
  },
  // whoever asks for an answer may know when somebody works
  CalendarDay: to(posts, 'day kind note own'),
  Viewer: to(posts, 'name role kind demo employee board abilities account'),
  ViewerAbility: to(posts, 'action subject fields rows'),
  Contact: {
    ...to(notesContacts, 'id version'),
    ...to(reaches, 'name position decisionMaker phone email client externalId endedAt'),
  },
  RevealedContact: to(reaches, 'contact phone email leftToday'),
  Deal: {
    ...to(posts, 'id title status amount client owner stage pipeline'),
    ...to(office, 'campaign channel closedAt expectedCloseAt externalId lines lossReason openedAt source stageSince'),
    ...to(
      office,
      'version firstExpectedCloseAt checklist currency currencyAmount firstContactAt history lead listedLossReason nextStep',
    ),
    ...to(office, 'rate rottingSince slips suggestedStep'),
  },
  DealLine: { ...to(office, 'quantity price currencyPrice discount amount product'), ...to(seesCost, 'cost') },
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

/** Whether a field may be read on any row; without a field: whether the type may be asked for at all. */
export function maySee(eyes: Eyes, type: string, field?: string): boolean {
  if (!readsAny(eyes, type)) return false;
  // all that is held about somebody leaves the house: not by what was made for looking
  if (type === 'SubjectExport' && eyes.readOnly) return false;
  const fields = readableFields[type] ?? {};
  const who = field === undefined ? Object.values(fields).flat() : (fields[field] ?? []);
  return who.includes(eyes.role);
}
