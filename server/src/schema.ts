import './lib/design-types.ts';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { AccountVerbs } from './accounts/account.resolver.ts';
import { AccountResolver, accountNoun, ViewersAccountResolver } from './accounts/account.ts';
import { CredentialVerbs } from './accounts/credential.resolver.ts';
import { CredentialResolver } from './accounts/credential.ts';
import { DismissalResolver } from './accounts/dismissal/dismissal.resolver.ts';
import { BudgetReportResolver } from './analysis/budget-report.resolver.ts';
import { CampaignResultsResolver } from './analysis/campaigns/campaign-results.resolver.ts';
import { FunnelResolver } from './analysis/funnel.resolver.ts';
import { HeadCountResolver } from './analysis/head-count.resolver.ts';
import { ScreenResolver } from './boards/screen.resolver.ts';
import { CalendarResolver } from './department/calendar/calendar.resolver.ts';
import {
  DepartmentHeadResolver,
  EmployeeStandInResolver,
  OrgChartResolver,
} from './department/organisation/org-chart.resolver.ts';
import { referenceResolver } from './department/reference/reference.resolver.ts';
import { SettingsResolver } from './department/settings/settings.resolver.ts';
import { ViewerResolver } from './department/viewer/viewer.resolver.ts';
import { SearchScriptsResolver } from './development/scripts/search.resolver.ts';
import { KpiResolver } from './kpi/kpi.resolver.ts';
import { DealEventsResolver } from './live/deal-events.resolver.ts';
import { SpendVerbs } from './marketing/spend/spend.resolver.ts';
import { PayAssignmentResolver } from './pay/assignments/pay-assignment.resolver.ts';
import { PayClosingResolver, PayMonthResolver } from './pay/months/pay-month.resolver.ts';
import { PaySalesLineResolver, PaySchemeResolver } from './pay/schemes/pay-scheme.resolver.ts';
import { PayResolver } from './pay/sheets/pay.resolver.ts';
import { PayDealResolver, PayEntryResolver, PayLineResolver } from './pay/sheets/pay-line.resolver.ts';
import { PaySimulationResolver } from './pay/simulation/pay-simulation.resolver.ts';
import { BudgetVerbs } from './plans/budget/budget.resolver.ts';
import { CoefficientResolver } from './plans/coefficient.resolver.ts';
import { PlanResolver } from './plans/plan.resolver.ts';
import { PlanCheckResolver } from './plans/plan-check.resolver.ts';
import { PlanVersionResolver } from './plans/plan-version.resolver.ts';
import { AuditResolver } from './privacy/audit-log/audit.resolver.ts';
import { ErasureResolver } from './privacy/erasure.resolver.ts';
import { SubjectExportResolver } from './privacy/subject-export.resolver.ts';
import { ProcedureResolver, ProcedureVersionResolver } from './procedures/procedure.resolver.ts';
import { recordResolver } from './records/record.resolver.ts';
import { registered } from './registry.ts';
import { AssignmentResolver } from './sales/assignment/assignment.resolver.ts';
import { ClientEventResolver, ClientResolver, ClientVerbs } from './sales/clients/client.resolver.ts';
import { ClientContactsResolver, ContactResolver } from './sales/contacts/contact.resolver.ts';
import { CurrencyRateVerbs } from './sales/currencies/currency-rate.resolver.ts';
import { DealResolver } from './sales/deals/deal.resolver.ts';
import { ChecklistItemResolver, DealDepthResolver, DealFactResolver } from './sales/deals/deal-depth.resolver.ts';
import { DealLineResolver } from './sales/deals/deal-line.ts';
import { LossesResolver } from './sales/deals/losses.resolver.ts';
import { DocumentResolver } from './sales/documents/document.resolver.ts';
import { DealLeadResolver, LeadResolver } from './sales/leads/lead.resolver.ts';
import { PipelineResolver } from './sales/pipelines/pipeline.resolver.ts';
import { EmployeeDayResolver } from './sales/tasks/employee-day.resolver.ts';
import { SurveyResolver } from './service/surveys/survey.resolver.ts';
import { TicketResolver } from './service/tickets/ticket.resolver.ts';
import { CompetitorResultsResolver } from './strategy/competitors/competitor-results.resolver.ts';
import { RiskSignalResolver } from './strategy/risks/risk-signal.resolver.ts';

/** TypeGraphQL wants one as soon as there is a subscription; ours are answered by the live hub. */
const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('subscriptions are served by the live hub');
  },
};

let built: GraphQLSchema | undefined;

/** The whole API, built once: every resolver there is. */
export function buildVoronkaSchema(): GraphQLSchema {
  built ??= buildSchemaSync({
    validate: false,
    pubSub: noPubSub,
    resolvers: [
      SettingsResolver,
      CalendarResolver,
      ViewerResolver,
      ...[OrgChartResolver, DepartmentHeadResolver, EmployeeStandInResolver, AssignmentResolver],
      ...registered.map(({ record, verbs }) => recordResolver(record, verbs)),
      ...[],
      ...[ClientResolver, ClientEventResolver, PipelineResolver],
      ...[DealDepthResolver, DealFactResolver, ChecklistItemResolver, LossesResolver, CurrencyRateVerbs],
      ...[DocumentResolver, ProcedureResolver, ProcedureVersionResolver],
      ...[DealResolver, DealLineResolver, ClientVerbs],
      ...[LeadResolver, DealLeadResolver, EmployeeDayResolver],
      ...[referenceResolver(accountNoun), AccountResolver, AccountVerbs, ViewersAccountResolver],
      ...[CredentialResolver, CredentialVerbs, ScreenResolver],
      ...[ClientContactsResolver, ContactResolver, DismissalResolver],
      ...[AuditResolver, ErasureResolver, SubjectExportResolver],
      ...[SpendVerbs, TicketResolver, SurveyResolver, CampaignResultsResolver],
      ...[PlanResolver, PlanVersionResolver, PlanCheckResolver, CoefficientResolver, BudgetVerbs],
      ...[BudgetReportResolver, HeadCountResolver],
      ...[SearchScriptsResolver, RiskSignalResolver, CompetitorResultsResolver],
      ...[PaySchemeResolver, PaySalesLineResolver, PayAssignmentResolver, PayMonthResolver, PayClosingResolver],
      ...[PayResolver, PayLineResolver, PayEntryResolver, PayDealResolver, PaySimulationResolver],
      ...[KpiResolver, FunnelResolver, DealEventsResolver],
    ],
  });
  return built;
}

/** The schema as text, sorted: what stands in schema/schema.graphql. */
export function printVoronkaSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildVoronkaSchema()))}\n`;
}
