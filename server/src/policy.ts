import { type Policy, policyOf } from './access/policy.ts';
import type { NounRules } from './access/rules.ts';
import { funnelRules } from './analysis/funnel.rules.ts';
import { referenceRules } from './department/reference/reference.rules.ts';
import { settingsRules } from './department/settings/settings.rules.ts';
import { schemaRules, viewerRules } from './department/viewer/viewer.rules.ts';
import { kpiRules } from './kpi/kpi.rules.ts';
import { dealEventRules } from './live/deal-event.rules.ts';
import { clientRules } from './sales/clients/client.rules.ts';
import { dealLineRules, dealRules } from './sales/deals/deal.rules.ts';
import { productRules } from './sales/products/product.rules.ts';

const reference = [
  'Department',
  'Team',
  'Employee',
  'Territory',
  'ProductLine',
  'Channel',
  'Source',
  'Campaign',
  'Segment',
  'Pipeline',
  'Stage',
];

/** The rules of every noun. A type of the schema without rules is shown to nobody (and a test complains). */
export const allRules: readonly NounRules[] = [
  ...reference.map(referenceRules),
  ...[settingsRules, viewerRules, schemaRules],
  ...[productRules, clientRules, dealRules, dealLineRules],
  ...[kpiRules, funnelRules, dealEventRules],
];

/** The one policy. */
export const policy: Policy = policyOf(allRules);
