import { expect, test } from 'vitest';
import { compare } from '../../web/src/i18n/compare.ts';

test('figures are compared in percent', () => {
  expect(compare(112, 100, false)).toEqual({ kind: 'share', up: true, percent: 12 });
  expect(compare(76, 100, false)).toEqual({ kind: 'share', up: false, percent: 24 });
  expect(compare(101.7, 100, false)).toEqual({ kind: 'share', up: true, percent: 1.7 });
});

test('ratios are compared in points', () => {
  expect(compare(0.631, 0.598, true)).toEqual({ kind: 'points', up: true, points: 3.3 });
  expect(compare(0.5, 0.5004, true)).toEqual({ kind: 'same' });
});

test('tenfold growth is told in times', () => {
  expect(compare(1350, 100, false)).toEqual({ kind: 'times', up: true, times: 13.5 });
});

test('a share of nothing or of a loss is not told', () => {
  expect(compare(50, 0, false)).toEqual({ kind: 'absolute', then: 0 });
  expect(compare(0, 0, false)).toEqual({ kind: 'same' });
  expect(compare(-50, 45, false)).toEqual({ kind: 'absolute', then: 45 });
});

test('what is unknown is not compared', () => {
  expect(compare(null, 1, false)).toEqual({ kind: 'unknown' });
  expect(compare(1, undefined, true)).toEqual({ kind: 'unknown' });
});
