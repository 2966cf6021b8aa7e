import { fenced } from '../access/fence.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { toMinor } from '../lib/money.ts';
import { Refusal } from '../lib/refusal.ts';
import { raw, sql } from '../lib/sql.ts';
import { checkedText, isKeepable } from '../lib/text.ts';
import { type Field, type Fields, keyOf } from './field.ts';

/** Input of a verb, as GraphQL gives it. */
export type Input = Readonly<Record<string, unknown>>;

/** How inputs are looked at: `cleared` is what a missing value means. */
interface Look {
  tx: Transaction;
  ctx: Context;
  /** values that stood before: what stays as it was is not looked up again */
  before: Input;
}

/** Checks what was given of some fields: values by key, only of what was given. Null clears what may be empty. */
export async function checkInput(fields: Fields, input: Input, look: Look): Promise<Record<string, unknown>> {
  const checked: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const key = keyOf(name, field);
    if (field.input === false || input[key] === undefined) continue;
    checked[key] = await checkValue(field, input[key], `input.${key}`, look, look.before[key]);
  }
  return checked;
}

async function checkValue(field: Field, value: unknown, path: string, look: Look, before: unknown): Promise<unknown> {
  if (field.kind === 'ref') return checkRef(field, value as string | null, path, look, before);
  return checkPlain(field, value, path, look.ctx);
}

/** Checks a value that needs no other row to be looked at. */
export function checkPlain(field: Field, value: unknown, path: string, ctx: Context): unknown {
  if (value === null) {
    if (field.kind === 'texts' || field.kind === 'items') return [];
    if (field.required) throw Refusal.badInput(path, 'a value: it cannot be without');
    return null;
  }
  switch (field.kind) {
    case 'text':
      return checkWords(field, value as string, path);
    case 'whole':
    case 'number':
      return checkNumber(field, value as number, path);
    case 'money':
      return toMinor(value as number, ctx.settings.currency, path);
    case 'instant':
      return checkInstant(value as Date, field.future, path, ctx.clock.now());
    case 'texts':
      return checkList(value as string[], field.most, path).map((item, i) =>
        checkedText(item.trim(), `${path}.${i}`, 'a text', 1000),
      );
    case 'items':
      return checkList(value as Input[], field.most, path).map((item, i) =>
        checkItem(field.fields, item, `${path}.${i}`, ctx),
      );
    default:
      return value;
  }
}

function checkItem(fields: Fields, item: Input, path: string, ctx: Context): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      checkPlain(field, item[name] ?? null, `${path}.${name}`, ctx),
    ]),
  );
}

function checkList<Item>(list: Item[], most: number, path: string): Item[] {
  if (list.length <= most) return list;
  throw Refusal.badInput(path, `at most ${most} items`, { got: list.length });
}

function checkWords(field: Field & { kind: 'text' }, value: string, path: string): string {
  const words = checkedText(value.trim(), path, 'a text', field.most);
  if (field.pattern && !field.pattern.form.test(words)) throw Refusal.badInput(path, field.pattern.expected);
  return words;
}

function checkNumber(
  { least, most, decimals }: Field & { kind: 'whole' | 'number' },
  value: number,
  path: string,
): number {
  const rounded = Number(value.toFixed(decimals));
  const fits = value >= least && value <= most && Math.abs(value - rounded) <= Math.abs(value) * 1e-12;
  if (fits) return rounded;
  const places = decimals === 0 ? 'a whole number' : `a number with at most ${decimals} decimal places`;
  throw Refusal.badInput(path, `${places} from ${least} to ${most}`, { got: value });
}

const earliest = Date.UTC(1970, 0, 2);
const latest = Date.UTC(2200, 0, 1);

function checkInstant(at: Date, future: boolean, path: string, now: Date): Date {
  if (at.getTime() < earliest) throw Refusal.badInput(path, 'an instant after 1970', { got: at.toISOString() });
  const end = future ? latest : now.getTime();
  if (at.getTime() <= end) return at;
  const expected = future ? 'an instant before 2200' : `an instant not in the future (now is ${now.toISOString()})`;
  throw Refusal.badInput(path, expected, { got: at.toISOString() });
}

/** A reference must be known to the viewer, and not ended unless it stood there before. */
async function checkRef(
  field: Field & { kind: 'ref' },
  value: string | null,
  path: string,
  { tx, ctx }: Look,
  before: unknown,
): Promise<string | null> {
  if (value === null) {
    if (field.required) throw Refusal.badInput(path, 'an id: it cannot be without');
    return null;
  }
  const id = checkedId(value, path);
  const { table, type, fence } = field.noun();
  const look = sql`/* referred-${raw(table)} */ select to_jsonb(t) ->> 'ended_at' is not null as ended
    from ${raw(table)} t where t.id = ${id} and ${ctx.access.rows('read', type.name, 't')}`;
  // a lock is a change in the eyes of row-level security, and what stands behind a fence is never deleted
  const [row] = fence
    ? await fenced(tx, ctx, { fence }, () => tx.query<{ ended: boolean }>(look))
    : await tx.query<{ ended: boolean }>(sql`${look} for ${raw(field.changes ? 'no key update' : 'share')} of t`);
  if (!row) throw Refusal.notFound(path, table.replaceAll('_', ' '), id);
  if (row.ended && before !== id) {
    throw Refusal.refused('ENDED', `${path}: ${table.replaceAll('_', ' ')} ${id} has ended`, { field: path, id });
  }
  return id;
}

/** An id in another system, 1 to 200 characters. */
export function checkExternalId(value: string): string {
  if (!isKeepable(value)) throw Refusal.badInput('input.externalId', 'an id of whole characters, without U+0000');
  return checkedText(value, 'input.externalId', 'an id', 200);
}
