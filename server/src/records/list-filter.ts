import type { Context } from '../context.ts';
import type { Fragment } from '../lib/sql.ts';

/** A filter of a noun's lists that is no field of its rows: what it takes in GraphQL, and the condition on the alias `t` it becomes. */
export interface ListFilter<Value = never> {
  type: () => unknown;
  description: string;
  condition: (value: Value, ctx: Context) => Fragment;
}
