import { type Policy, policyOf } from './access/policy.ts';
import type { NounRules } from './access/rules.ts';
import { accountRules } from './accounts/account.rules.ts';
import { credentialRules } from './accounts/credential.rules.ts';
import { dismissalRules } from './accounts/dismissal/dismissal.rules.ts';
import { campaignResultsRules } from './analysis/campaigns/campaign-results.rules.ts';
import { funnelRules } from './analysis/funnel.rules.ts';
import { boardRules } from './boards/board.rules.ts';
import { pairingRules } from './boards/pairing.rules.ts';
import { calendarRules } from './department/calendar/calendar.rules.ts';
import { orgChartRules } from './department/organisation/org-chart.rules.ts';
import { referenceRules } from './department/reference/reference.rules.ts';
import { settingsRules } from './department/settings/settings.rules.ts';
import { schemaRules, viewerRules } from './department/viewer/viewer.rules.ts';
import { kpiRules } from './kpi/kpi.rules.ts';
import { dealEventRules } from './live/deal-event.rules.ts';
import { auditRules, erasureRules, subjectExportRules } from './privacy/privacy.rules.ts';
import { registered } from './registry.ts';
import { assignmentProposalRules } from './sales/assignment/assignment.rules.ts';
import { clientRules } from './sales/clients/client.rules.ts';
import { contactRules, revealedContactRules } from './sales/contacts/contact.rules.ts';
import { dealLineRules, dealRules } from './sales/deals/deal.rules.ts';
import { surveyResultsRules } from './service/surveys/survey.rules.ts';

const reference = ['Pipeline', 'Stage'];

/** The rules of every noun. A type of the schema without rules is shown to nobody (and a test complains). */
export const allRules: readonly NounRules[] = [
  ...reference.map(referenceRules),
  ...registered.map(({ rules }) => rules),
  ...[settingsRules, calendarRules, viewerRules, schemaRules, orgChartRules, assignmentProposalRules],
  ...[clientRules, dealRules, dealLineRules],
  ...[accountRules, credentialRules, boardRules, pairingRules],
  ...[contactRules, revealedContactRules, dismissalRules, auditRules, erasureRules, subjectExportRules],
  ...[surveyResultsRules, campaignResultsRules],
  ...[kpiRules, funnelRules, dealEventRules],
];

/** The one policy. */
export const policy: Policy = policyOf(allRules);
