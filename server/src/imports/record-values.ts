import type { Field } from '../records/field.ts';
import { choice, date, list, number, phone, reference, text } from './mapping-values.ts';

/** How the value of a record's field is written in a mapping. */
export function recordValue(name: string, field: Field) {
  switch (field.kind) {
    case 'whole':
    case 'number':
    case 'money':
      return number;
    case 'day':
    case 'instant':
      return date;
    case 'choice':
    case 'flag':
      return choice;
    case 'ref':
      return reference;
    case 'texts':
      return list;
    default:
      return name === 'phone' ? phone : text;
  }
}
