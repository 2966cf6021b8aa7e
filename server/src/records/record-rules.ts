import { type Role, roles } from '../access/roles.ts';
import { type NounRules, nobodys, own, ownDepartment, type Rule } from '../access/rules.ts';
import { raw, sql } from '../lib/sql.ts';
import type { AnyRecord } from './define-record.ts';
import { partNames } from './graphql-fields.ts';
import type { AnyVerb } from './record-verb.ts';

const sellers: readonly Role[] = ['manager', 'representative'];

/** Everybody who works here, machines included; not the walls. */
export const office: readonly Role[] = roles.filter((role) => role !== 'screen');
/** Those who decide. */
export const leaders: readonly Role[] = ['director', 'deputy'];
/** Those who do anything with anything of the daily work: who decides, who brings data, who keeps it right. */
export const keepers: readonly Role[] = ['director', 'deputy', 'integration', 'administrator'];

/** The rules of what everybody reads (walls too, if told), and some change. */
export function commonRules(
  record: AnyRecord,
  { read = office, change, verbs = [] }: { read?: readonly Role[]; change: readonly Role[]; verbs?: readonly Rule[] },
): NounRules {
  const { add, amend, end } = record.verbNames;
  const all = [add, amend, end].filter((verb) => verb !== null);
  return {
    subject: record.name,
    parts: partNames(record.fields),
    rules: [{ who: read, may: ['read'] }, ...(all.length > 0 ? [{ who: change, may: all }] : []), ...verbs],
  };
}

/** What the rules of a piece of work say beside who it belongs to. */
interface WorkRules {
  verbs?: readonly Pick<AnyVerb, 'name'>[];
  /** columns of the one who does it, and of their department then */
  owner?: string;
  department?: string;
  /** who, beside those who sell and keepers, does it within their own department, and what is nobody's */
  with?: readonly Role[];
  /** who reads all of it without doing it */
  read?: readonly Role[];
}

/**
 * The rules of daily work: whoever sells reads and does what is their own, a head of sales (and whoever is named beside) what is the
 * department's and what is nobody's, keepers all of it; everybody else who works here reads.
 */
export function workRules(record: AnyRecord, told: WorkRules = {}): NounRules {
  const { verbs = [], owner = 'employee_id', department = 'department_id' } = told;
  const helpers: readonly Role[] = ['head_of_sales', ...(told.with ?? [])];
  const all = [...Object.values(record.verbNames).filter((verb) => verb !== null), ...verbs.map(({ name }) => name)];
  const readers = (told.read ?? office).filter((role) => !sellers.includes(role) && role !== 'head_of_sales');
  return {
    subject: record.name,
    parts: partNames(record.fields),
    rows: {
      table: record.table,
      attributes: {
        ownerId: (row, id) => sql`${row}.${raw(owner)} is not distinct from ${id}::bigint`,
        departmentId: (row, id) => sql`${row}.${raw(department)} = ${id}::bigint`,
      },
    },
    rules: [
      { who: readers, may: ['read'] },
      { who: keepers, may: all },
      { who: sellers, may: ['read', ...all], which: own },
      { who: ['head_of_sales'], may: ['read'], which: ownDepartment },
      { who: ['head_of_sales'], may: ['read'], which: nobodys },
      { who: helpers, may: all, which: ownDepartment },
      { who: helpers, may: all, which: nobodys },
    ],
  };
}
