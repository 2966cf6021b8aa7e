import type { AnyRecord } from './define-record.ts';
import { columnOf, type Field, type Fields } from './field.ts';
import type { Noun } from './noun.ts';

/** The columns of a record that name a row of another noun. */
export function refsTo(record: AnyRecord, table: string): string[] {
  return (Object.entries(record.fields as Fields) as [string, Field & { noun?: () => Noun<object> }][])
    .filter(([, field]) => field.kind === 'ref' && field.noun?.().table === table)
    .map(([name, field]) => columnOf(name, field));
}
