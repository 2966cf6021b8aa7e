import type { Role } from '../access/roles.ts';
import { type NounRules, own, type Which } from '../access/rules.ts';
import { sql } from '../lib/sql.ts';
import type { AnyRecord } from '../records/define-record.ts';
import { partNames } from '../records/graphql-fields.ts';
import { keepers, office } from '../records/record-rules.ts';

const sellers: readonly Role[] = ['manager', 'representative'];

/** Those who serve clients, and whoever answers for how they are served. */
export const serving: readonly Role[] = ['service_agent', 'head_of_sales', ...keepers];

/** What a client the viewer answers for has said or asked. */
const fromOwnClient: Which = ({ employeeId }) => (employeeId === null ? null : { clientOwnerId: employeeId });

/** What the rules of a noun of client service say beside who reads it. */
interface VoiceRules {
  /** who does its verbs, with any row */
  change?: readonly Role[];
  /** its verbs beside adding, amending and ending */
  verbs?: readonly string[];
  /** verbs that whoever sells does with what is their own */
  own?: readonly string[];
}

/**
 * What clients ask and say: whoever serves them works with all of it and the office reads it; whoever sells reads what comes from their own
 * clients or is about themselves, because a list of all of it would be the client base.
 */
export function voiceRules(record: AnyRecord, { change = serving, verbs = [], own: theirs = [] }: VoiceRules = {}) {
  const all = [...Object.values(record.verbNames).filter((verb) => verb !== null), ...verbs];
  return {
    subject: record.name,
    parts: partNames(record.fields),
    rows: {
      table: record.table,
      attributes: {
        ownerId: (row, id) => sql`${row}.employee_id = ${id}::bigint`,
        clientOwnerId: (row, id) =>
          sql`${row}.client_id in (select c.id from client c where c.owner_id = ${id}::bigint)`,
      },
    },
    rules: [
      { who: office.filter((role) => !sellers.includes(role)), may: ['read'] },
      { who: change, may: all },
      { who: sellers, may: ['read', ...theirs], which: own },
      { who: sellers, may: ['read'], which: fromOwnClient },
    ],
  } satisfies NounRules;
}
