import { expect, test } from 'vitest';
import { categoryColour, initials } from '../../web/src/charts/category.ts';
import { areaBelow, paceLines, pathThrough } from '../../web/src/charts/pace-line.ts';
import { rankRows } from '../../web/src/charts/ranking.ts';
import { shortName } from '../../web/src/ui/person-name.ts';

const days = (month: string, values: number[]) =>
  values.map((value, index) => ({ day: `${month}-${String(index + 1).padStart(2, '0')}`, value }));

test('the pace adds up day by day and stops at today', () => {
  const pace = paceLines({
    now: days('2026-11', [10, 10, 0, 0]),
    then: days('2026-10', [20, 0, 20]),
    today: '2026-11-02',
  });
  expect(pace.now).toEqual([
    { x: 0, y: 0.75 },
    { x: 1 / 3, y: 0.5 },
  ]);
  expect(pace.then.map(({ y }) => y)).toEqual([0.5, 0.5, 0]);
  expect(pace.thenToday).toEqual({ x: 1 / 3, y: 0.5 });
});

test('the pace of nothing is a line on the ground, of refunds one below it', () => {
  expect(paceLines({ now: days('2026-11', [0]), then: [], today: '2026-11-01' }).now).toEqual([{ x: 0, y: 1 }]);
  const loss = paceLines({ now: days('2026-11', [-10, 30]), then: [], today: '2026-11-30' });
  expect(loss.now.map(({ y }) => y)).toEqual([1, 0]);
});

test('points become a path and the area below it', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: 0.25 },
  ];
  expect(pathThrough(points, 100, 40)).toBe('M0 40L100 10');
  expect(areaBelow(points, 100, 40)).toBe('M0 40L100 10L100 40L0 40Z');
  expect(areaBelow([], 100, 40)).toBe('');
});

test('a ranking orders people, measures bars and counts places gained', () => {
  const rows = rankRows([
    { id: '1', name: 'Ольга', value: 50, previous: 100 },
    { id: '2', name: 'Игорь', value: 80, previous: 40 },
    { id: '3', name: 'Новенький', value: 10, previous: null },
    { id: '4', name: 'Ушедший', value: 0, previous: 0 },
  ]);
  expect(rows.map(({ name, place, moved }) => [name, place, moved])).toEqual([
    ['Игорь', 1, 1],
    ['Ольга', 2, -1],
    ['Новенький', 3, null],
  ]);
  expect(rows.map(({ share, thenShare }) => [share, thenShare])).toEqual([
    [0.8, 0.4],
    [0.5, 1],
    [0.1, null],
  ]);
});

test('equal revenue keeps a stable order, and a refund has no bar', () => {
  const rows = rankRows([
    { id: '10', name: 'Б', value: 5, previous: null },
    { id: '9', name: 'А', value: 5, previous: null },
    { id: '8', name: 'В', value: -5, previous: null },
  ]);
  expect(rows.map(({ id, share }) => [id, share])).toEqual([
    ['9', 1],
    ['10', 1],
    ['8', 0],
  ]);
});

test('a person keeps a colour, and neighbours differ', () => {
  expect(categoryColour('11')).toBe(categoryColour('11'));
  expect(new Set(['11', '12', '13', '14', '15', '16', '17', '18'].map(categoryColour)).size).toBe(8);
  expect(categoryColour('99999999999999999999')).toMatch(/^var\(--category-[0-7]\)$/);
});

test('initials and names that fit', () => {
  expect(initials('Ольга Смирнова')).toBe('ОС');
  expect(initials('анна-мария')).toBe('АМ');
  expect(initials('Ян')).toBe('Я');
  expect(shortName('Ян')).toBe('Ян');
  expect(shortName('Константин Преображенский')).toBe('Константин П.');
});
