import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { type Fragment, sql } from '../lib/sql.ts';

export type Locale = 'ru' | 'en';

/** One column of a table that leaves the house. */
export interface Column {
  title: Record<Locale, string>;
  /** which field of which type it is: whoever may not read that gets no such column */
  of: [type: string, field: string];
  /** how it is read, from the joined rows */
  value: Fragment;
}

/** A table that may be taken along by those who have the right. */
export interface Export {
  /** clients, deals, contacts */
  name: string;
  /** the action of the policy */
  action: string;
  /** the GraphQL type whose rows they are, which are `t` in the query */
  subject: string;
  from: Fragment;
  columns: (ctx: Context, locale: Locale) => Column[];
  /** more rows than this are an alarm */
  alarming?: number;
  /** opens the door where the table is fenced */
  enter?: <Result>(ctx: Context, work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
}

/** Which rows: those that may be taken along, as far as they may be read at all. */
export function exportable(ctx: Context, { action, subject }: Export): Fragment {
  return sql`${ctx.access.rows(action, subject, 't')} and ${ctx.access.rows('read', subject, 't')}`;
}
