import { isErased } from './erased.ts';

/** Whether a text may speak of somebody. */
export type Mentions = (text: string | null) => boolean;

/** Somebody, by what texts may call them. */
export interface Called {
  name: string;
  phone?: string | null;
  email?: string | null;
}

/**
 * Finds a person by any word of their name in any case of the language (Ольга, Ольге), and by their phone or e-mail however it is written.
 * Rather too often than too seldom: a title that is lost can be written anew.
 */
export function mentionsOf(called: Called): Mentions {
  const stems = wordsOf(isErased(called.name) ? '' : called.name)
    .filter((word) => word.length >= 3)
    .map(stemOf);
  const reaches = reachedBy(called);
  return (text) => {
    if (text === null) return false;
    const words = wordsOf(text);
    return stems.some((stem) => words.some((word) => word.startsWith(stem))) || reaches(text);
  };
}

/**
 * The same where a word alone is no evidence, among the deals of everybody: two words of the name, one of which may be an initial
 * (Кукушкиной Р. Э.), or their phone or e-mail. Whoever goes by one word is found by that only where `alone` says so.
 */
export function namesOf(called: Called, alone = false): Mentions {
  const names = fullNameOf(called.name);
  const reaches = reachedBy(called);
  return (text) => {
    if (text === null) return false;
    const words = wordsOf(text);
    const initials = new Set([...plain(text).matchAll(/(?<![\p{L}\p{N}])(\p{L})\./gu)].map(([, letter]) => letter));
    const whole = names.filter((name) => words.some((word) => isForm(word, name)));
    const hinted = names.filter((name) => !whole.includes(name) && initials.has(name[0]));
    const enough = alone && names.length === 1 ? 1 : 2;
    return (whole.length > 0 && whole.length + hinted.length >= enough) || reaches(text);
  };
}

/** The words of a name that tell people apart; the form of a company does not. */
export function fullNameOf(name: string): string[] {
  if (isErased(name)) return [];
  return wordsOf(name).filter((word) => word.length >= 2 && !companies.has(word));
}

/** Достоевск-ого */
const longestEnding = 3;
const companies = new Set(['ооо', 'оао', 'зао', 'пао', 'ао']);

/** Any case of a word, and many another word, begins with this. */
function stemOf(word: string): string {
  return word.length <= 3 ? word : word.slice(0, word.length <= 5 ? -1 : -2);
}

/**
 * What the cases of a name begin with, and no other words if it can be helped: Мебелев is no мебель. A name that ends in a consonant keeps it
 * (Иванова), and may lose the vowel before (Павел, Павла); any other loses its ending (Кукушкиной, Достоевского).
 */
export function formsOf(name: string): string[] {
  if (name.length === 2) return [name];
  const adjective = /^(.{2,})[иыо]й$/u.exec(name);
  if (adjective?.[1]) return [adjective[1]];
  if (/[аеиоуыэюяйь]$/u.test(name)) return [name.slice(0, -1)];
  const fleeting = /^(.+)[ео]([^аеиоуыэюя])$/u.exec(name);
  return fleeting ? [name, `${fleeting[1]}${fleeting[2]}`] : [name];
}

/** The digits of a phone that stay however it is written; null for too few to know anybody by. */
export function digitsOf(phone: string | null | undefined): string | null {
  const digits = phone?.replace(/\D/g, '').slice(-10) ?? '';
  return digits.length >= 7 ? digits : null;
}

function isForm(word: string, name: string): boolean {
  if (name.length === 2) return word === name;
  return formsOf(name).some((form) => word.startsWith(form) && word.length <= form.length + longestEnding);
}

function reachedBy({ phone, email }: Called): Mentions {
  const digits = digitsOf(phone);
  const address = email?.toLowerCase();
  return (text) =>
    text !== null &&
    ((!!address && text.toLowerCase().includes(address)) ||
      (digits !== null && text.replace(/\D/g, '').includes(digits)));
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
