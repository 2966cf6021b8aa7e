import { Temporal } from 'temporal-polyfill';
import { checkedId } from './decimal-id.ts';
import { Refusal } from './refusal.ts';

/** The cursor of a row in a list that is in the order of something: its place as the database writes it, and its id. */
export function placeCursor(place: string, id: string): string {
  return Buffer.from(JSON.stringify([place, id])).toString('base64url');
}

/** what PostgreSQL writes for a value of a type */
const shapes = {
  timestamptz: /^((19|20|21|22)\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-](0\d|1[0-5])(:\d\d)?|-?infinity)$/,
  date: /^(19|20|21|22)\d\d-\d\d-\d\d$/,
  bigint: /^-?\d{1,18}$/,
} as const;

/** Whether a text is an instant there is, for one that only looks like it (of the 30th of February) the database would not take. */
export function isInstant(text: string): boolean {
  return isKnown(() => Temporal.Instant.from(text));
}

/** Whether a text is what the database may have written for a value of a type. */
export function isPlace(text: string, type: Placed): boolean {
  if (!shapes[type].test(text)) return false;
  if (type === 'bigint' || text.endsWith('infinity')) return true;
  return type === 'date' ? isKnown(() => Temporal.PlainDate.from(text)) : isInstant(text);
}

function isKnown(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

export type Placed = keyof typeof shapes;

/** What a cursor says; one that is none of ours is refused. */
export function readCursor(after: string, type: Placed): { place: string; id: string } {
  try {
    const [place, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[];
    if (typeof place === 'string' && isPlace(place, type) && typeof id === 'string') {
      return { place, id: checkedId(id, 'after') };
    }
  } catch {
    // falls through: no cursor of ours
  }
  throw Refusal.badInput('after', 'the endCursor of an earlier page in the same order');
}
