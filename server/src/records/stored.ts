import type { Field } from './field.ts';

/** The PostgreSQL type a field is kept as. */
export function castOf(field: Field): string {
  switch (field.kind) {
    case 'text':
    case 'choice':
      return 'text';
    case 'whole':
    case 'money':
    case 'ref':
      return 'bigint';
    case 'number':
      return 'numeric';
    case 'flag':
      return 'boolean';
    case 'day':
      return 'date';
    case 'instant':
      return 'timestamptz';
    case 'texts':
      return 'text[]';
    case 'items':
      return 'jsonb';
  }
}

/** A value of a row as a statement binds it. */
export function toColumn(field: Field, value: unknown): unknown {
  return field.kind === 'items' ? JSON.stringify(value ?? []) : (value ?? (field.kind === 'texts' ? [] : null));
}

/** A value of a column as rows hold it: numbers as numbers, ids as text. */
export function fromColumn(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return field.kind === 'items' || field.kind === 'texts' ? [] : null;
  if (field.kind === 'whole' || field.kind === 'money' || field.kind === 'number') return Number(value);
  if (field.kind === 'ref') return String(value);
  return value;
}
