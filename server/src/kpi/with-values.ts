import type { Statement } from '../lib/sql.ts';

/** A statement as text that can be run by itself: every value written in its place. For reading and checking, never for running here. */
export function withValues({ text, values }: Statement): string {
  return text.replace(/\$(\d+)/g, (_, number: string) => literal(values[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value))
    return `'{${value.map((item) => (item === null ? 'null' : `"${quoted(item)}"`)).join(',')}}'`;
  return `'${quoted(value)}'`;
}

function quoted(value: unknown): string {
  return String(value instanceof Date ? value.toISOString() : value).replaceAll("'", "''");
}
