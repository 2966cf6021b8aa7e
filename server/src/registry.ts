import { departmentRecords } from './department/department.records.ts';
import { marketingRecords } from './marketing/marketing.records.ts';
import type { Registered } from './records/registered.ts';
import { assignmentRecords } from './sales/assignment/assignment.records.ts';
import { salesRecords } from './sales/sales.records.ts';
import { staffRecords } from './sales/staff/staff.records.ts';
import { serviceRecords } from './service/service.records.ts';

/** Every noun that is told by its fields: the schema, the policy, verify and imports are made of this list. */
export const registered: readonly Registered[] = [
  ...departmentRecords,
  ...staffRecords,
  ...salesRecords,
  ...assignmentRecords,
  ...serviceRecords,
  ...marketingRecords,
];
