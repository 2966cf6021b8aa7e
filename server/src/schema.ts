import './lib/design-types.ts';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { AccountVerbs } from './accounts/account.resolver.ts';
import { AccountResolver, accountNoun, ViewersAccountResolver } from './accounts/account.ts';
import { CredentialVerbs } from './accounts/credential.resolver.ts';
import { CredentialResolver } from './accounts/credential.ts';
import { DismissalResolver } from './accounts/dismissal/dismissal.resolver.ts';
import { FunnelResolver } from './analysis/funnel.resolver.ts';
import { ScreenResolver } from './boards/screen.resolver.ts';
import { departmentNoun } from './department/departments/department.ts';
import { EmployeeResolver, employeeNoun } from './department/employees/employee.ts';
import { referenceResolver } from './department/reference/reference.resolver.ts';
import { SettingsResolver } from './department/settings/settings.resolver.ts';
import { TeamResolver, teamNoun } from './department/teams/team.ts';
import { ViewerResolver } from './department/viewer/viewer.resolver.ts';
import { KpiResolver } from './kpi/kpi.resolver.ts';
import { DealEventsResolver } from './live/deal-events.resolver.ts';
import { AuditResolver } from './privacy/audit-log/audit.resolver.ts';
import { ErasureResolver } from './privacy/erasure.resolver.ts';
import { SubjectExportResolver } from './privacy/subject-export.resolver.ts';
import { recordResolver } from './records/record.resolver.ts';
import { registered } from './registry.ts';
import { CampaignResolver, campaignNoun } from './sales/campaigns/campaign.ts';
import { ClientVerbs } from './sales/clients/client.resolver.ts';
import { ClientResolver, clientNoun } from './sales/clients/client.ts';
import { ClientContactsResolver, ContactResolver } from './sales/contacts/contact.resolver.ts';
import { DealResolver } from './sales/deals/deal.resolver.ts';
import { DealLineResolver } from './sales/deals/deal-line.ts';
import { PipelineResolver, pipelineNoun, StageResolver, stageNoun } from './sales/pipelines/pipeline.ts';

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
      ViewerResolver,
      referenceResolver(departmentNoun),
      ...registered.map(({ record, verbs }) => recordResolver(record, verbs)),
      ...[referenceResolver(teamNoun), referenceResolver(employeeNoun), referenceResolver(campaignNoun)],
      ...[referenceResolver(clientNoun), referenceResolver(pipelineNoun), referenceResolver(stageNoun)],
      ...[TeamResolver, EmployeeResolver, CampaignResolver, ClientResolver, PipelineResolver, StageResolver],
      ...[DealResolver, DealLineResolver, ClientVerbs],
      ...[referenceResolver(accountNoun), AccountResolver, AccountVerbs, ViewersAccountResolver],
      ...[CredentialResolver, CredentialVerbs, ScreenResolver],
      ...[ClientContactsResolver, ContactResolver, DismissalResolver],
      ...[AuditResolver, ErasureResolver, SubjectExportResolver],
      ...[KpiResolver, FunnelResolver, DealEventsResolver],
    ],
  });
  return built;
}

/** The schema as text, sorted: what stands in schema/schema.graphql. */
export function printVoronkaSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildVoronkaSchema()))}\n`;
}
