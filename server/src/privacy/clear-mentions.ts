import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { registered } from '../registry.ts';
import { clearDeals } from './clear-deals.ts';
import { clearRecordMentions } from './clear-records.ts';
import { type Called, digitsOf, formsOf, fullNameOf, type Mentions, namesOf } from './mentions.ts';

/**
 * Takes somebody out of the words of everybody's deals, and of everything else that is noted down, where they are called by their full
 * name, phone or e-mail: a word of it alone may be anybody. Gives in how many places.
 */
export async function clearMentions(tx: Transaction, people: readonly Called[]): Promise<number> {
  let cleared = 0;
  for (let at = 0; at < people.length; at += fewAtOnce) cleared += await clearFew(tx, people.slice(at, at + fewAtOnce));
  return cleared;
}

const records = registered.map(({ record }) => record);

/** a statement over all deals has to be done within the patience of requests */
const fewAtOnce = 40;

async function clearFew(tx: Transaction, people: readonly Called[]): Promise<number> {
  const pattern = patternOf(people);
  if (pattern === '') return 0;
  const maybe = await tx.query<{ id: string }>(sql`/* deals-that-may-mention */ select d.id from deal d
      where d.title ~ ${pattern} or d.loss_reason ~ ${pattern} or d.next_step ~ ${pattern} or d.external_id ~ ${pattern}
    union select f.deal_id from deal_fact f where f.data ->> 'title' ~ ${pattern} or f.data ->> 'lossReason' ~ ${pattern}
      or f.data ->> 'nextStep' ~ ${pattern}`);
  const named = people.map((person) => namesOf(person));
  const mentions: Mentions = (text) => named.some((names) => names(text));
  const ids = maybe.map(({ id }) => id);
  const deals = ids.length === 0 ? 0 : await clearDeals(tx, sql`d.id = any(${ids}::bigint[])`, mentions, false);
  return deals + (await clearRecordMentions(tx, records, pattern, mentions));
}

/** Machines and screens that were called after somebody go by their number from now on; gives how many. */
export async function clearMachineNames(tx: Transaction, mentions: Mentions): Promise<number> {
  const machines = await tx.query<{ id: string; name: string }>(sql`/* machine-names */ select id, name from credential
    where account_id is null and name is not null order by id`);
  const ids = machines.filter(({ name }) => mentions(name)).map(({ id }) => id);
  if (ids.length > 0)
    await tx.query(sql`/* clear-machine-names */ update credential set
      name = case kind when 'screen' then 'Экран №' else 'Токен №' end || id where id = any(${ids}::bigint[])`);
  return ids.length;
}

/**
 * A regular expression every text that names somebody matches, and others: what it leaves is looked at closely afterwards. Both cases of
 * each letter are written out, because not every database knows them by itself.
 */
function patternOf(people: readonly Called[]): string {
  const texts = people.flatMap(({ name, phone, email }) => {
    const names = fullNameOf(name);
    const telling = names.some((word) => word.length > 2) ? names.filter((word) => word.length > 2) : names;
    const digits = digitsOf(phone);
    return [
      ...(names.length > 1 ? telling.flatMap(formsOf).map(inAnyCase) : []),
      ...(digits ? [[...digits].join('[^0-9]*')] : []),
      ...(email ? [inAnyCase(email)] : []),
    ];
  });
  return [...new Set(texts)].join('|');
}

function inAnyCase(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => {
      if (letter === 'е' || letter === 'ё') return '[еЕёЁ]';
      const upper = letter.toUpperCase();
      if (upper === letter) return /[\p{L}\p{N}]/u.test(letter) ? letter : `\\${letter}`;
      return upper.length === letter.length ? `[${letter}${upper}]` : letter;
    })
    .join('');
}
