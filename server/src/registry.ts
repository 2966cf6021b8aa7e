import './lib/design-types.ts';
import { departmentRecords } from './department/department.records.ts';
import { developmentRecords } from './development/development.records.ts';
import { marketingRecords } from './marketing/marketing.records.ts';
import { plansRecords } from './plans/plans.records.ts';
import { procedureRecords } from './procedures/procedures.records.ts';
import type { Registered } from './records/registered.ts';
import { assignmentRecords } from './sales/assignment/assignment.records.ts';
import { dealsRecords } from './sales/deals/deals.records.ts';
import { salesRecords } from './sales/sales.records.ts';
import { staffRecords } from './sales/staff/staff.records.ts';
import { workRecords } from './sales/work.records.ts';
import { serviceRecords } from './service/service.records.ts';
import { strategyRecords } from './strategy/strategy.records.ts';

/** Every noun that is told by its fields: the schema, the policy, verify and imports are made of this list. */
export const registered: readonly Registered[] = [
  ...departmentRecords,
  ...staffRecords,
  ...salesRecords,
  ...dealsRecords,
  ...procedureRecords,
  ...assignmentRecords,
  ...workRecords,
  ...serviceRecords,
  ...marketingRecords,
  ...plansRecords,
  ...developmentRecords,
  ...strategyRecords,
];
