import { expect, test } from 'vitest';
import { toMinor } from '../../server/src/lib/money.ts';

test.each([
  [86_419_752_308.4, 8_641_975_230_840],
  [999_999_999_999.99, 99_999_999_999_999],
  [0.1 + 0.2, 30],
  [4514.07, 451_407],
  [0, 0],
])('%d is an amount with at most two decimal places', (amount, minor) => {
  expect(toMinor(amount, 'RUB', 'amount')).toBe(minor);
});

test.each([0.001, 1e-7, 4514.005, 12_345_678.901])('%d has more decimal places than a kopeck', (amount) => {
  expect(() => toMinor(amount, 'RUB', 'amount')).toThrow('at most 2 decimal places');
});
