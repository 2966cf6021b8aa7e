import { expect, test } from 'vitest';
import { failureOf } from '../../web/src/live/failure.ts';
import { feedReducer, feedState, SILENCE, unansweredFeed } from '../../web/src/live/feed.ts';
import { shouldReload } from '../../web/src/live/new-version.ts';
import { retryWait } from '../../web/src/live/retry-wait.ts';
import { createStore } from '../../web/src/live/store.ts';
import { addWin, isNews, noWins, type WinEvent } from '../../web/src/live/wins.ts';

test('waiting for the server never stops, never storms, never takes longer than ten seconds', () => {
  for (let retries = 0; retries < 2000; retries++) {
    const [shortest, longest] = [retryWait(retries, () => 0), retryWait(retries, () => 1)];
    expect(shortest).toBe(500);
    expect(longest).toBeLessThanOrEqual(10_000);
  }
  expect(retryWait(0, () => 1)).toBe(1000);
  expect(retryWait(5000, () => 0.5)).toBe(5250);
});

test('a feed waits, lives, grows stale and lives again', () => {
  const empty = unansweredFeed<{ kpis: { dataAsOf: string } }>();
  expect(feedState(empty, 0)).toBe('waiting');
  const answered = feedReducer(empty, {
    type: 'answered',
    data: { kpis: { dataAsOf: '2026-11-21T10:00:00Z' } },
    at: 100,
  });
  expect(answered.dataAsOf).toBe('2026-11-21T10:00:00Z');
  expect(feedState(answered, 100 + SILENCE)).toBe('live');
  expect(feedState(answered, 101 + SILENCE)).toBe('stale');
  const again = feedReducer(answered, {
    type: 'answered',
    data: { kpis: { dataAsOf: '2026-11-21T10:01:00Z' } },
    at: 60_000,
  });
  expect(feedState(again, 60_001)).toBe('live');
});

test('a fault keeps the last answer, a refusal hides it', () => {
  const empty = unansweredFeed<{ kpis: { dataAsOf: string } }>();
  const fault = failureOf([{ message: 'boom' }]);
  expect(feedState(feedReducer(empty, { type: 'failed', failure: fault }), 0)).toBe('failed');
  const answered = feedReducer(empty, {
    type: 'answered',
    data: { kpis: { dataAsOf: '2026-11-21T10:00:00Z' } },
    at: 0,
  });
  const failing = feedReducer(answered, { type: 'failed', failure: fault });
  expect(failing.data).toBe(answered.data);
  expect(feedState(failing, 1)).toBe('live');
  const refused = failureOf([{ message: 'no', extensions: { code: 'FORBIDDEN' } }]);
  expect(feedState(feedReducer(answered, { type: 'failed', failure: refused }), 1)).toBe('refused');
});

test('a failure is read out of anything a socket hands over', () => {
  expect(failureOf(undefined)).toEqual({ code: undefined, refused: false, message: '' });
  expect(failureOf({ code: 4400, reason: 'Bad request' })).toEqual({ code: undefined, refused: false, message: '' });
  expect(failureOf(new Error('broken'))).toEqual({ code: undefined, refused: false, message: 'broken' });
});

const at = (minute: number) => new Date(Date.parse('2026-11-21T10:00:00Z') + minute * 60_000).toISOString();

function win(cursor: string, minute: number, details: Partial<WinEvent> = {}): WinEvent {
  return {
    cursor,
    at: at(minute),
    recordedAt: at(minute),
    imported: false,
    backdated: false,
    correction: false,
    amount: 340_000,
    employee: { id: '1', name: 'Ольга Смирнова' },
    deal: { id: cursor, title: 'Сделка', client: { id: '1', name: 'ООО «Ромашка»' } },
    ...details,
  };
}

/** The page opened at minute 0 and it is now so many minutes later. */
const moment = (minute: number) => ({ monotonic: 1, openedAt: Date.parse(at(0)), serverNow: Date.parse(at(minute)) });

test('a win replayed after a reconnect appears once', () => {
  let state = noWins;
  for (const cursor of ['a', 'b', 'a', 'b']) state = addWin(state, win(cursor, 1), 12, moment(1));
  expect(state.wins.map(({ cursor }) => cursor)).toEqual(['b', 'a']);
  expect(state.resumeAfter).toBe('b');
});

test('wins replayed under one cursor are still different wins', () => {
  let state = noWins;
  for (const deal of ['1', '2', '3']) {
    state = addWin(
      state,
      win('place', 1, { deal: { id: deal, title: '', client: { id: '1', name: 'ООО «Ромашка»' } } }),
      12,
      moment(1),
    );
  }
  expect(state.wins).toHaveLength(3);
});

test('the list keeps the latest wins; the stream resumes after the last received', () => {
  let state = noWins;
  for (let minute = 1; minute <= 20; minute++) state = addWin(state, win(`c${minute}`, minute), 12, moment(minute));
  state = addWin(state, win('late', -500, { backdated: true }), 12, moment(21));
  expect(state.wins).toHaveLength(12);
  expect(state.wins[0]?.cursor).toBe('c20');
  expect(state.wins.some(({ cursor }) => cursor === 'late')).toBe(false);
  expect(state.resumeAfter).toBe('late');
});

test('only a win that happens before our eyes is celebrated', () => {
  expect(isNews(win('a', 5), moment(5))).toBe(true);
  expect(isNews(win('a', 5), moment(7))).toBe(false);
  expect(isNews(win('a', -5), moment(0))).toBe(false);
  for (const details of [{ imported: true }, { backdated: true }, { correction: true }]) {
    expect(isNews(win('a', 5, details), moment(5))).toBe(false);
  }
  expect(isNews(win('a', 5), { monotonic: 1, openedAt: undefined, serverNow: undefined })).toBe(false);
});

test('a new version reloads the page, but not in a loop', () => {
  const now = 10_000_000;
  expect(shouldReload('v1', 'v2', 0, now)).toBe(true);
  expect(shouldReload('v1', 'v1', 0, now)).toBe(false);
  expect(shouldReload(undefined, 'v2', 0, now)).toBe(false);
  expect(shouldReload('v1', 'v2', now - 60_000, now)).toBe(false);
});

test('a store tells its watchers of changes only', () => {
  const store = createStore(1);
  let told = 0;
  const unwatch = store.watch(() => told++);
  store.set(1);
  store.set(2);
  unwatch();
  store.set(3);
  expect(told).toBe(1);
});
