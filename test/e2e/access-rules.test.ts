import { describe, expect, test } from 'vitest';
import { loginFor, nextPath } from '../../web/src/access/next-path.ts';
import { intentionKeys } from '../../web/src/api/intention-key.ts';
import { askedOf, readFilter } from '../../web/src/audit/filter.ts';
import { passwordRules } from '../../web/src/desk/password-rules.ts';
import { bareCode, groupedCode } from '../../web/src/screens/user-code.ts';
import { admit } from '../../web/src/walls/admission.ts';

const viewer = (kind: 'session' | 'screen' | 'guest', board: string | null = null) =>
  ({ name: 'кто-то', role: 'SCREEN', kind, board }) as const;

describe('where a wall belongs', () => {
  test.each([
    ['a screen on its board stays', viewer('screen', 'today'), true, undefined, true],
    ['a screen goes to the board it was given', viewer('screen', 'team'), true, '/wall/team', true],
    ['a screen taken away returns to the code', null, true, '/wall?pair', true],
    ['a person who has to sign in is asked to', null, false, '/login?next=%2Fwall%2Ftoday', false],
    ['a person who has signed in stays', viewer('session'), true, undefined, false],
    ['a visitor of the demo stays', viewer('guest'), false, undefined, false],
    ['a screen taken away in a demo returns to the code, once', viewer('guest'), true, '/wall?pair', false],
  ])('%s', (_, who, wasScreen, go, isScreen) => {
    expect(admit(who, 'today', wasScreen)).toEqual({ go, isScreen });
  });
});

describe('where signing in leads', () => {
  test.each(['/', '/audit?alerts=true', '/screens?code=BCDFGH', '/explore?query=%7Bx%7D#y'])('to %s', (path) => {
    expect(nextPath(new URL(loginFor(path), 'http://x').search)).toBe(path);
  });

  test.each([
    '//example.org',
    '/\\example.org',
    'https://example.org',
    'javascript:alert(1)',
    '/login?next=/login',
    '',
  ])('never to %s', (path) => {
    expect(nextPath(`?next=${encodeURIComponent(path)}`)).toBe('/');
  });
});

test('an intention keeps its key until it is answered', () => {
  let made = 0;
  const keys = intentionKeys(() => `key ${++made}`);
  expect(keys.keyFor({ name: 'a' })).toBe('key 1');
  expect(keys.keyFor({ name: 'a' })).toBe('key 1');
  expect(keys.keyFor({ name: 'b' })).toBe('key 2');
  keys.settled();
  expect(keys.keyFor({ name: 'b' })).toBe('key 3');
});

test('a code is read however it is typed', () => {
  for (const typed of ['BCDFGH', 'bcd fgh', 'Bcd-FGH', ' bcdfgh ']) expect(bareCode(typed)).toBe('BCDFGH');
  expect(groupedCode('BCDFGH')).toBe('BCD FGH');
  expect(groupedCode('BC')).toBe('BC');
});

test('a filter of the log survives its address, and what makes no sense there is left out', () => {
  const filter = readFilter({ action: 'signIn', actor: 5, from: '2026-11-01', to: 'yesterday', alerts: 'true' });
  expect(filter).toEqual({ action: 'signIn', actor: '5', from: '2026-11-01', to: undefined, alerts: true });
  expect(readFilter({ ...filter })).toEqual(filter);
  const { from, to } = askedOf({ from: '2026-11-01', to: '2026-11-01' });
  expect(Date.parse(String(to)) - Date.parse(String(from))).toBe(24 * 60 * 60_000);
});

test('a password is ticked off rule by rule', () => {
  expect(passwordRules('', 'olga')).toEqual({ length: false, notLogin: false, varied: false });
  expect(passwordRules('aaaaaaaaaaaa', 'olga')).toEqual({ length: true, notLogin: true, varied: false });
  expect(passwordRules('1234567890', 'olga').varied).toBe(false);
  expect(passwordRules('Olga.Smirnova', 'olga.smirnova@firm.ru').notLogin).toBe(false);
  expect(passwordRules('olga и ещё слова', 'olga').notLogin).toBe(true);
  expect(passwordRules('пять зелёных воронок', 'olga')).toEqual({ length: true, notLogin: true, varied: true });
});
