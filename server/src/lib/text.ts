import { Refusal } from './refusal.ts';

/** What a text may hold so that the database can keep it and give it back as it was: no NUL and no half of a character. */
export function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A text of 1 to `most` characters. Refuses others, and characters that cannot be kept. */
export function checkedText(text: string, field: string, what: string, most: number): string {
  if (text.length < 1 || text.length > most) throw Refusal.badInput(field, `${what} of 1 to ${most} characters`);
  if (!isKeepable(text)) throw Refusal.badInput(field, `${what} of whole characters, without U+0000`);
  return text;
}
