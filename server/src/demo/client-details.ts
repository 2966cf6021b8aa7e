import type { Client } from './clients.ts';
import { Random } from './random.ts';

const regions = { moscow: '77', petersburg: '78', volga: '63', ural: '66', siberia: '54', south: '23' } as const;
const notes = [
  'Просят присылать предложения одним файлом',
  'Отгрузка только по будням до обеда, нужен пропуск на машину',
  'Работают с отсрочкой 14 дней',
  'Решение принимают на совещании по вторникам',
  'Важен срок поставки, цена на втором месте',
  'Документы через ЭДО',
];

/** What is known of a client beside its name. A sole trader is a person; no number or address can be anybody's. */
export function detailsOf(seed: number, client: Client) {
  const random = new Random(seed, 'details', client.key);
  const isPerson = client.name.startsWith('ИП');
  return {
    kind: isPerson ? 'person' : 'company',
    inn: taxNumber(random, regions[client.territory], isPerson),
    phone: `+7000${String(random.whole(0, 9_999_999)).padStart(7, '0')}`,
    email: random.chance(0.85) ? `info@${client.key}.example` : null,
    site: !isPerson && random.chance(0.7) ? `https://${client.key}.example` : null,
    note: random.chance(0.25) ? random.pick(notes) : null,
  };
}

/** A number of a taxpayer (ИНН) whose last digits follow from the others, as the tax office reckons them. */
export function taxNumber(random: Random, region: string, isPerson: boolean): string {
  const digits = [...`${region}${String(random.whole(0, 999_999)).padStart(6, '0')}`].map(Number);
  if (!isPerson) return [...digits, 0].concat(check([...digits, 0])).join('');
  const long = [...digits, random.whole(0, 9), random.whole(0, 9)];
  const first = check(long);
  return [...long, first, check([...long, first])].join('');
}

const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** The next digit: a weighted sum of those before it, to 11, to 10. */
function check(digits: readonly number[]): number {
  const own = weights.slice(weights.length - digits.length);
  return (digits.reduce((sum, digit, i) => sum + digit * (own[i] ?? 0), 0) % 11) % 10;
}
