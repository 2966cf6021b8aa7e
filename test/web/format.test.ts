import { expect, test } from 'vitest';
import {
  ageInWords,
  clockTime,
  dayAt,
  monthName,
  monthOf,
  sameDayLastMonth,
  shortDay,
  whenShort,
} from '../../web/src/i18n/dates.ts';
import { formatCount, formatMoney, formatPercent, formatRatio } from '../../web/src/i18n/format.ts';
import { chooseLanguage } from '../../web/src/i18n/language.ts';
import { shortClient } from '../../web/src/ui/client-name.ts';

/** No-break spaces are what we want on screen and what we do not want to count in a test. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('money is short from afar and exact near by', () => {
  expect(plain(formatMoney(4_514_000, 'RUB', 'ru', 'far').whole)).toBe('4,51 млн ₽');
  expect(plain(formatMoney(4_514_000, 'RUB', 'ru', 'near').whole)).toBe('4 514 000 ₽');
  expect(plain(formatMoney(12_480_000, 'RUB', 'ru', 'hero').whole)).toBe('12,48 млн ₽');
  expect(plain(formatMoney(345_400, 'RUB', 'ru', 'far').whole)).toBe('345 тыс. ₽');
  expect(plain(formatMoney(999, 'RUB', 'ru', 'far').whole)).toBe('999 ₽');
  expect(formatMoney(4_514_000, 'USD', 'en', 'far').whole).toBe('$4.51M');
});

test('a figure comes apart into what rolls and what stands back', () => {
  const russian = formatMoney(-1_234_567, 'RUB', 'ru', 'far');
  expect(russian.digits).toBe('−1,23');
  expect(russian.before).toBe('');
  expect(plain(russian.after)).toBe(' млн ₽');
  const english = formatMoney(-1_234_567, 'USD', 'en', 'far');
  expect([english.before, english.digits, english.after]).toEqual(['$', '−1.23', 'M']);
});

test('what is unknown is a dash, never a zero', () => {
  for (const missing of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(formatMoney(missing, 'RUB', 'ru', 'far').whole).toBe('—');
  }
  expect(formatRatio(null, 'ru').whole).toBe('—');
  expect(formatCount(0, 'ru', 'far').whole).toBe('0');
});

test('counts, ratios and percentages', () => {
  expect(plain(formatCount(1_234_567, 'ru', 'far').whole)).toBe('1,23 млн');
  expect(plain(formatCount(12_345, 'ru', 'far').whole)).toBe('12 345');
  expect(plain(formatRatio(0.631501, 'ru').whole)).toBe('63,2 %');
  expect(plain(formatPercent(12, 'ru'))).toBe('12 %');
  expect(formatPercent(3.4, 'en')).toBe('3.4%');
});

test('a day is the department’s day', () => {
  const lateEvening = Date.parse('2026-11-21T21:30:00Z');
  expect(dayAt(lateEvening, 'UTC')).toBe('2026-11-21');
  expect(dayAt(lateEvening, 'Europe/Moscow')).toBe('2026-11-22');
});

test('the same day of the month before is clamped to that month', () => {
  expect(sameDayLastMonth('2026-11-21')).toBe('2026-10-21');
  expect(sameDayLastMonth('2026-03-31')).toBe('2026-02-28');
  expect(sameDayLastMonth('2028-03-30')).toBe('2028-02-29');
  expect(sameDayLastMonth('2026-01-15')).toBe('2025-12-15');
});

test('months decline where Russian wants it', () => {
  expect(monthName('2026-11-21', 'ru')).toBe('ноябрь');
  expect(monthOf('2026-10-21', 'ru')).toBe('октября');
  expect(monthOf('2026-10-21', 'en')).toBe('October');
  expect(plain(shortDay('2026-11-21', 'ru'))).toBe('21 нояб.');
});

test('the age of the data is told in words, from one minute on', () => {
  expect(ageInWords(59_000, 'ru')).toBeUndefined();
  // The number keeps to its unit: a line must not end with it.
  expect(ageInWords(61_000, 'ru')).toBe('1\u00a0минуту назад');
  expect(ageInWords(3 * 60_000, 'ru')).toBe('3\u00a0минуты назад');
  expect(ageInWords(5 * 3_600_000, 'ru')).toBe('5\u00a0часов назад');
  expect(ageInWords(72 * 3_600_000, 'en')).toBe('3\u00a0days ago');
});

test('midnight is the beginning of a day in every language', () => {
  const midnight = Date.parse('2026-11-20T21:05:00Z');
  expect(clockTime(midnight, 'Europe/Moscow', 'ru')).toBe('00:05');
  expect(clockTime(midnight, 'Europe/Moscow', 'en')).toBe('00:05');
});

test('a happening of today shows its time, an older one its day', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  expect(whenShort(Date.parse('2026-11-21T06:05:00Z'), now, 'Europe/Moscow', 'ru')).toBe('09:05');
  expect(plain(whenShort(Date.parse('2026-11-20T06:05:00Z'), now, 'Europe/Moscow', 'ru'))).toBe('20 нояб.');
});

test('the address chooses the language before memory, memory before the browser', () => {
  expect(chooseLanguage({ search: '?lang=en', stored: 'ru', browser: ['ru-RU'] })).toBe('en');
  expect(chooseLanguage({ search: '?lang=xx', stored: 'en', browser: ['ru-RU'] })).toBe('en');
  expect(chooseLanguage({ search: '', stored: null, browser: ['de-DE', 'en-GB'] })).toBe('en');
  expect(chooseLanguage({ search: '', stored: null, browser: ['de-DE'] })).toBe('ru');
});

test('a client is called by name where the legal form does not fit', () => {
  expect(shortClient('ООО «Логистика Кольцевая»')).toBe('Логистика Кольцевая');
  expect(shortClient('ПАО "Вега"')).toBe('Вега');
  for (const whole of ['ИП Ершов Г. Е.', 'Ромашка', '«Ромашка»', 'Institute «Vega» of Physics']) {
    expect(shortClient(whole)).toBe(whole);
  }
});
