import { Refusal } from '../../lib/refusal.ts';
import { checkedText } from '../../lib/text.ts';

/** A phone number as it is kept: `+79161234567`. Russian numbers may be written with 8 or 7 in front; others need their country's code. */
export function checkedPhone(text: string | null, field = 'input.phone'): string | null {
  if (text === null || text.trim() === '') return null;
  const written = text.trim().replace(/^'/, '');
  const digits = written.replace(/[\s().\-–‑]/g, '');
  const russian = /^[78](\d{10})$/.exec(digits);
  const number = russian ? `+7${russian[1]}` : digits.replace(/^00/, '+');
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  throw Refusal.badInput(field, 'a phone number with the code of its country, like +7 916 123-45-67');
}

/** An e-mail address as it is kept: in small letters. Whether somebody reads it only a letter can tell. */
export function checkedEmail(text: string | null, field = 'input.email'): string | null {
  if (text === null || text.trim() === '') return null;
  const address = checkedText(text.trim(), field, 'an e-mail address', 254).toLowerCase();
  if (/^[^\s@<>(),;:"[\]\\]{1,64}@([^\s@<>(),;:"[\]\\.]+\.)+[^\s@<>(),;:"[\]\\.\d][^\s@<>(),;:"[\]\\.]+$/.test(address))
    return address;
  throw Refusal.badInput(field, 'an e-mail address, like name@firm.ru');
}
