import { type Policy, policyOf } from './access/policy.ts';
import type { NounRules } from './access/rules.ts';
import { accountRules } from './accounts/account.rules.ts';
import { credentialRules } from './accounts/credential.rules.ts';
import { dismissalRules } from './accounts/dismissal/dismissal.rules.ts';
import { budgetReportRules } from './analysis/budget-report.rules.ts';
import { campaignResultsRules } from './analysis/campaigns/campaign-results.rules.ts';
import { funnelRules } from './analysis/funnel.rules.ts';
import { headCountRules } from './analysis/head-count.rules.ts';
import { boardRules } from './boards/board.rules.ts';
import { pairingRules } from './boards/pairing.rules.ts';
import { calendarRules } from './department/calendar/calendar.rules.ts';
import { orgChartRules } from './department/organisation/org-chart.rules.ts';
import { settingsRules } from './department/settings/settings.rules.ts';
import { schemaRules, viewerRules } from './department/viewer/viewer.rules.ts';
import { foundScriptRules } from './development/development.records.ts';
import { kpiRules } from './kpi/kpi.rules.ts';
import { dealEventRules } from './live/deal-event.rules.ts';
import { payMonthRules, payRules, paySchemeRules, paySchemeVersionRules, paySimulationRules } from './pay/pay.rules.ts';
import { coefficientRules } from './plans/coefficient.rules.ts';
import { planWorkRules } from './plans/plan.rules.ts';
import { auditRules, erasureRules, subjectExportRules } from './privacy/privacy.rules.ts';
import { registered } from './registry.ts';
import { assignmentProposalRules } from './sales/assignment/assignment.rules.ts';
import { clientEventRules, likenessRules, revealedClientRules } from './sales/clients/client.rules.ts';
import { contactRules, revealedContactRules } from './sales/contacts/contact.rules.ts';
import { dealLineRules, dealRules, lossesRules } from './sales/deals/deal.rules.ts';
import { leadsWaitingRules } from './sales/leads/lead.rules.ts';
import { employeeDayRules } from './sales/tasks/task.rules.ts';
import { surveyResultsRules } from './service/surveys/survey.rules.ts';
import { strategyRules } from './strategy/strategy.records.ts';

/** The rules of every noun. A type of the schema without rules is shown to nobody (and a test complains). */
export const allRules: readonly NounRules[] = [
  ...registered.map(({ rules }) => rules),
  ...[settingsRules, calendarRules, viewerRules, schemaRules, orgChartRules, assignmentProposalRules],
  ...[clientEventRules, revealedClientRules, ...likenessRules],
  ...[dealRules, dealLineRules, lossesRules, leadsWaitingRules, employeeDayRules],
  ...[accountRules, credentialRules, boardRules, pairingRules],
  ...[contactRules, revealedContactRules, dismissalRules, auditRules, erasureRules, subjectExportRules],
  ...[surveyResultsRules, campaignResultsRules],
  ...[coefficientRules, ...planWorkRules, budgetReportRules, headCountRules],
  ...[foundScriptRules, ...strategyRules],
  ...[payRules, paySchemeRules, paySchemeVersionRules, payMonthRules, paySimulationRules],
  ...[kpiRules, funnelRules, dealEventRules],
];

/** The one policy. */
export const policy: Policy = policyOf(allRules);
