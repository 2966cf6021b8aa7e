import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownMark, rememberMark } from '../../server/src/kpi/mark.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

// A free question gets its connections behind a gate of its own: what was known of the database was forgotten with each, and the planner
// read a third of the ledger for its tail.

let own: TestDatabase;
beforeAll(async () => {
  own = await startDatabase();
});
afterAll(() => own?.close());

test('what one question has learnt the next one knows, whatever gate it goes through', async () => {
  const { questions } = own.database;
  const gate = () => questions.behind((work) => work());
  expect(knownMark(gate())).toBe('0');
  rememberMark(gate(), '42');
  expect(knownMark(gate())).toBe('42');
});
