import { departmentRecords } from './department/department.records.ts';
import type { Registered } from './records/registered.ts';
import { salesRecords } from './sales/sales.records.ts';

/** Every noun that is told by its fields: the schema, the policy, verify and imports are made of this list. */
export const registered: readonly Registered[] = [...departmentRecords, ...salesRecords];
