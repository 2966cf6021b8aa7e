import { randomInt } from 'node:crypto';
import { Refusal } from '../lib/refusal.ts';

/** Consonants only: no code spells a word, and none is read as another (RFC 8628, 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 6;

/** A code to read off a screen. */
export function newUserCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** A code as somebody typed it. */
export function readUserCode(typed: string, field: string): string {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  if (code.length === length && [...code].every((letter) => letters.includes(letter))) return code;
  throw Refusal.badInput(field, `the ${length} letters on the screen`);
}
