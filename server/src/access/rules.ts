import type { Fragment } from '../lib/sql.ts';
import type { Role } from './roles.ts';
import type { Standing } from './viewer.ts';

/** What a row must be like, attribute by attribute; null: without that. */
export type Conditions = Readonly<Record<string, string | null>>;

/** Which rows a rule is about, seen from where somebody stands; null: none, because they stand nowhere (no employee, no department). */
export type Which = (viewer: Standing) => Conditions | null;

/** What the viewer answers for personally. */
export const own: Which = ({ employeeId }) => (employeeId === null ? null : { ownerId: employeeId });

/** What the viewer's department answers for. */
export const ownDepartment: Which = ({ departmentId }) => (departmentId === null ? null : { departmentId });

/** What nobody answers for yet: somebody above has to see it to give it away. */
export const nobodys: Which = () => ({ ownerId: null });

/** No row by itself: only where something that may be read names it, as a won deal on a wall names its client. */
export const inPassing: Which = () => ({ ownerId: '0' });

/** What belongs to the viewer's own account; who has none may ask, and there is nothing. */
export const ownAccount: Which = ({ accountId }) => ({ accountId: accountId ?? '0' });

/** One line of the policy: who may do what, with which rows, and which fields. */
export interface Rule {
  who: readonly Role[];
  /** `read`, or names of verbs */
  may: readonly string[];
  /** any rows when left out */
  which?: Which;
  /** of the GraphQL type when reading, of the verb's input when changing; all when left out */
  fields?: readonly string[];
  /** not with a credential that may only look, although it changes nothing */
  entrusted?: true;
}

/** How an attribute that conditions name is tested in SQL: `table` is the alias of the noun's rows. */
export type Attribute = (table: Fragment, value: string | null) => Fragment;

/** The rules of one noun: what stands in `thing.rules.ts`. */
export interface NounRules {
  /** the GraphQL type */
  subject: string;
  /** further GraphQL types that are parts of it and read like it */
  parts?: readonly string[];
  /** where its rows are, and what can be said of them; left out where all rows are alike */
  rows?: { table: string; attributes: Readonly<Record<string, Attribute>> };
  rules: readonly Rule[];
}
