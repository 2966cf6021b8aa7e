import type { Context } from '../context.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { toMinor } from '../lib/money.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import { isKeepable } from '../lib/text.ts';
import type { AnyRecord } from './define-record.ts';
import { searchable } from './ensure-askable.ts';
import { columnOf, type Field } from './field.ts';
import { castOf } from './stored.ts';

const mostValues = 1000;

/** Words are compared as people do (Ё beside Е, capitals beside small), whatever locale the database was made with. */
export const inWords = raw('collate "und-x-icu"');

interface Between<Value> {
  from?: Value | null;
  to?: Value | null;
}

/** The conditions of a list's filter. Refuses what is no id, too long or cannot be kept. */
export function conditions(record: AnyRecord, where: Readonly<Record<string, unknown>>, ctx: Context): Fragment {
  const { currency } = ctx.settings;
  const parts: Fragment[] = [sql`true`];
  const given = (name: string): unknown => where[name] ?? undefined;
  for (const [name, field] of Object.entries(record.fields) as [string, Field][]) {
    const value = given(name);
    if (field.filter && value !== undefined) parts.push(condition(name, field, value, currency));
  }
  const ids = given('id') as string[] | undefined;
  if (ids)
    parts.push(sql`t.id = any(${bounded(ids, 'where.id').map((id, i) => checkedId(id, `where.id.${i}`))}::bigint[])`);
  const external = given('externalId') as string[] | undefined;
  if (external) parts.push(sql`t.external_id = any(${keepable(external, 'where.externalId')}::text[])`);
  const ended = given('ended') as boolean | undefined;
  if (ended !== undefined) parts.push(ended ? sql`t.ended_at is not null` : sql`t.ended_at is null`);
  const search = given('search') as string | undefined;
  if (search !== undefined) parts.push(searching(searchable(ctx.access, record), search));
  return join(parts, ' and ');
}

function condition(name: string, field: Field, value: unknown, currency: string): Fragment {
  const column = raw(`t.${columnOf(name, field)}`);
  if (field.kind === 'flag') return sql`${column} = ${value}`;
  if (
    field.kind === 'day' ||
    field.kind === 'instant' ||
    field.kind === 'money' ||
    field.kind === 'whole' ||
    field.kind === 'number'
  ) {
    const minor = (amount: unknown, end: string): unknown =>
      typeof amount === 'number' ? numberBound(field, amount, currency, `where.${name}.${end}`) : amount;
    const between = value as Between<unknown>;
    const [from, to] = [minor(between.from, 'from'), minor(between.to, 'to')];
    const cast = raw(castOf(field));
    const least = from === null || from === undefined ? sql`true` : sql`${column} >= ${from}::${cast}`;
    const most = to === null || to === undefined ? sql`true` : sql`${column} < ${to}::${cast}`;
    return sql`(${least} and ${most})`;
  }
  const list = bounded(value as (string | null)[], `where.${name}`);
  const known = list.filter((item) => item !== null);
  const isRef = field.kind === 'ref';
  const checked = isRef ? known.map((id, i) => checkedId(id, `where.${name}.${i}`)) : keepable(known, `where.${name}`);
  const any = sql`${column} = any(${checked}::${raw(isRef ? 'bigint[]' : 'text[]')})`;
  return list.includes(null) ? sql`(${any} or ${column} is null)` : any;
}

/** An end of a range as rows hold such numbers: between whole numbers there is none, and none is beyond those that are kept exactly. */
function numberBound(field: Field, end: number, currency: string, path: string): number {
  if (field.kind === 'money') return toMinor(end, currency, path);
  if (field.kind !== 'whole') return end;
  const { MAX_SAFE_INTEGER: most } = Number;
  return Math.ceil(Math.max(-most, Math.min(most, end)));
}

function searching(texts: readonly [name: string, field: Field][], words: string): Fragment {
  const [part] = keepable([words], 'where.search');
  const pattern = `%${part?.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const columns = texts.map(([name, field]) => sql`t.${raw(columnOf(name, field))} ${inWords} ilike ${pattern}`);
  return sql`(${join(columns, ' or ')})`;
}

function bounded<Item>(list: Item[], field: string): Item[] {
  if (list.length <= mostValues) return list;
  throw Refusal.badInput(field, `at most ${mostValues} values`, { got: list.length });
}

function keepable(list: string[], field: string): string[] {
  if (bounded(list, field).every((item) => isKeepable(item) && item.length <= 1000)) return list;
  throw Refusal.badInput(field, 'texts of whole characters, without U+0000, of at most 1000 characters');
}
