import type { Access } from '../access/access.ts';
import { Refusal } from '../lib/refusal.ts';
import type { AnyRecord } from './define-record.ts';
import type { Field } from './field.ts';

/** filters that every list has, and the field each of them looks at */
const looksAt: Readonly<Record<string, string>> = { ended: 'endedAt' };

/** Refuses a list that is filtered or put in order by what the viewer may not read: which rows come, and in which order, would tell it. */
export function ensureAskable(
  access: Access,
  record: AnyRecord,
  asked: { where?: Readonly<Record<string, unknown>> | null | undefined; orderBy?: { by: string } | null | undefined },
): void {
  const filtered = Object.entries(asked.where ?? {}).filter(([, value]) => value !== null && value !== undefined);
  for (const [name] of filtered) {
    if (name === 'search' || access.sees(record.name, looksAt[name] ?? name)) continue;
    throw hidden(record, name, `where.${name}`);
  }
  const by = asked.orderBy?.by;
  if (by !== undefined && !access.sees(record.name, by)) throw hidden(record, by, 'orderBy.by');
}

/** The texts a viewer can search: those they may read. Refuses a search that could look at none. */
export function searchable(access: Access, record: AnyRecord): [name: string, field: Field][] {
  const texts = (Object.entries(record.fields) as [string, Field][]).filter(
    ([name, field]) => field.kind === 'text' && field.search && access.sees(record.name, name),
  );
  if (texts.length > 0) return texts;
  throw hidden(record, 'search', 'where.search');
}

function hidden({ name }: AnyRecord, field: string, path: string): Refusal {
  return new Refusal('FORBIDDEN', `${path}: ${name}.${field} is not shown to you`, { field: path });
}
