import { Refusal } from '../lib/refusal.ts';
import { checkSite } from '../sales/clients/checked-client.ts';
import { isInn } from '../sales/clients/inn.ts';
import { checkedEmail, checkedPhone } from '../sales/contacts/checked-details.ts';
import type { PhoneValue, TextValue } from './mapping-values.ts';
import { labelOf, type ReadContext, type Reader, textReader } from './read-value.ts';

/** Words that stand beside numbers in the columns of people: what it is, and the extension, which nobody can ring up from outside. */
const beside =
  /^(?:тел(?:ефон)?|моб(?:ильный)?|раб(?:очий)?|phone|tel|mob)\.?:?\s*|[,;]?\s*(?:доб(?:авочный)?|вн|ext)\.?\s*\d+$/giu;

/** A phone number as it is kept, however it was written; of several the first. Without a country's code it is one of `country`. */
export function phoneReader(value: PhoneValue, at: string, required: boolean, about: ReadContext): Reader<string> {
  const code = value.country ?? about.country;
  return checkedReader(value, at, required, about, (given) => {
    const [first = ''] = given.replace(beside, '').split(/[;,/]/);
    const number = first.replace(beside, '').trim();
    const digits = number.replaceAll(/\D/g, '');
    const isRussian = code === '7' && /^[78]\d{10}$/.test(digits);
    const isBare =
      code !== undefined && !isRussian && /^'?[\d(][\d\s().\-–‑]*$/.test(number) && !number.startsWith('00');
    return checkedPhone(isBare ? `+${code}${digits.replace(/^0/, '')}` : number);
  });
}

export function emailReader(value: TextValue, at: string, required: boolean, about: ReadContext): Reader<string> {
  return checkedReader(value, at, required, about, (given) => checkedEmail(given.replace(/^mailto:/i, '')));
}

export function siteReader(value: TextValue, at: string, required: boolean, about: ReadContext): Reader<string> {
  return checkedReader(value, at, required, about, (given) => {
    checkSite(given);
    return given;
  });
}

/** The number of a taxpayer. A spreadsheet drops the zero it begins with: it is put back where the digits then fit. */
export function innReader(value: TextValue, at: string, required: boolean, about: ReadContext): Reader<string> {
  const fits = (given: string): string => {
    const digits = given.replace(/^инн:?\s*/iu, '').replaceAll(/\s/g, '');
    const inn = [digits, `0${digits}`].find((each) => isInn(each));
    if (inn === undefined) throw Refusal.badInput('inn', 'a number of a taxpayer (ИНН): 10 or 12 digits that fit');
    return inn;
  };
  return checkedReader(value, at, required, about, fits);
}

/** Reads a text and checks it as the verbs do; what they refuse, the row is refused for. */
function checkedReader(
  value: TextValue,
  at: string,
  required: boolean,
  about: ReadContext,
  check: (given: string) => string | null,
): Reader<string> {
  const text = textReader(value, at, required, about);
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    try {
      return check(given);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return row.refuse(labelOf(value), given, `expected ${String(error.extensions.expected)}`);
    }
  };
}
