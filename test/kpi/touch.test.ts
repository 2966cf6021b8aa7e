import { expect, test } from 'vitest';
import { measureNames } from '../../server/src/ledger/measures.ts';
import { raw, sql } from '../../server/src/lib/sql.ts';
import { measuresTest, type TailEntry, tailColumns } from '../../server/src/live/tail-entry.ts';
import { anything, touchTest, wakesAll } from '../../server/src/live/touch.ts';
import { startDatabase } from '../world/database.ts';
import { insertEntries } from './ledger-fixture.ts';

const at = new Date('2026-03-18T09:00:00Z');

test('the tail knows of every entry which of all the measures it adds to', async () => {
  const own = await startDatabase();
  // one entry for each measure, and one that adds nothing
  const entries = [...measureNames, null].map((measure) => ({
    ...{ effectiveAt: at, recordedAt: at, dimensions: {}, amounts: measure ? { [measure]: -1 } : {} },
  }));
  await insertEntries(own.database, entries, 'Europe/Moscow');
  const rows = await own.database.app.query<TailEntry>(
    sql`/* tail */ select ${tailColumns} from ledger l order by ${raw('l.id')}`,
  );
  await own.close();
  expect(rows).toHaveLength(measureNames.length + 1);
  for (const [i, measure] of measureNames.entries()) {
    const others = measureNames.filter((name) => name !== measure);
    const [one, rest] = [measuresTest([measure]), measuresTest(others)];
    expect(rows.map(one)).toEqual(rows.map((_, row) => row === i));
    expect(rows.map(rest)).toEqual(rows.map((_, row) => row !== i && row < measureNames.length));
  }
  expect(rows.every(measuresTest(null))).toBe(true);
  expect(rows.some(measuresTest([]))).toBe(false);
});

test('a record wakes who counts what it adds, or who is made of its noun, and no others', () => {
  const entry = { kind: 'record_amended', noun: 'plan', day: '2020-01-01', employee_id: '7', measured0: 0 };
  const plan = entry as unknown as TailEntry;
  expect(wakesAll(plan)).toBe(false);
  const revenue = { ...anything, measures: ['revenue'] as const, fromDay: '2026-03-01', toDay: '2026-04-01' };
  expect(touchTest(revenue)(plan)).toBe(false);
  expect(touchTest({ ...revenue, nouns: ['plan'] })(plan)).toBe(true);
  expect(touchTest({ ...revenue, nouns: ['plan'] })({ ...plan, noun: 'call' })).toBe(false);
  expect(touchTest({ ...revenue, nouns: ['plan'] })({ ...plan, noun: null })).toBe(false);
  expect(wakesAll({ kind: 'settings_changed' })).toBe(true);
});
