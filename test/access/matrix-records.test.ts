import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { askerOf, atOnce, httpAsker } from './matrix-askers.ts';
import { addDoubles, type ClientBase, compareClientQuestions, compareRest } from './matrix-questions.ts';
import { compareAdditions } from './matrix-record-adds.ts';
import { makeOwnedRows, ownedNouns } from './matrix-record-rows.ts';
import { compareOwned, compareOwnedVerbs, compareWaiting, type Owned } from './matrix-records.ts';
import { Comparison } from './matrix-report.ts';
import { readSchema } from './matrix-schema.ts';
import { type MatrixWorld, type Onlooker, startMatrixWorld } from './matrix-world.ts';
import { rowTypes } from './oracle-record-rows.ts';
import { ownedVerbs } from './oracle-record-verbs.ts';

let matrix: MatrixWorld;
let owned: Owned;
let base: ClientBase;
beforeAll(async () => {
  matrix = await startMatrixWorld();
  const schema = await readSchema(httpAsker(matrix.world.url, matrix.world.token));
  owned = { schema, rows: await makeOwnedRows(matrix) };
  base = await addDoubles(matrix, owned.rows);
});
afterAll(() => matrix.close());

/** Those of whom rows are told apart: everybody in the first department, and wherever it matters where one stands. */
function onlookers(): Onlooker[] {
  const standing = ['head_of_sales', 'manager', 'assistant', 'analyst'];
  return matrix.onlookers.filter(
    ({ place, eyes }) => !eyes.readOnly && (place === 'first' || standing.includes(eyes.role)),
  );
}

test('every record whose rows are somebody’s has rows here', () => {
  // what people are paid, and figures of leads, are compared by themselves
  const others = ['LeadsWaiting', 'Pay', 'PayScheme', 'PaySchemeVersion'];
  const nouns = new Set([...rowTypes, ...Object.values(ownedVerbs).map(({ noun }) => noun)]);
  expect([...nouns].filter((noun) => !others.includes(noun)).toSorted()).toEqual([...ownedNouns].toSorted());
});

test('rows of records, as lists and one by one: exactly what the oracle says', async () => {
  const cases = new Comparison();
  await atOnce(6, onlookers(), async (onlooker) => {
    const asker = askerOf('http', matrix.world.url, onlooker.token);
    await compareOwned(owned, onlooker, asker, cases);
    await compareWaiting(owned, onlooker, asker, cases);
  });
  console.log(`${cases.cases} cases of rows of records`);
  expect(cases.differences).toEqual([]);
  expect(cases.cases).toBeGreaterThan(5_000);
}, 240_000);

test('what is asked of clients, leads and deals in other ways tells of nothing that is hidden', async () => {
  const cases = new Comparison();
  await atOnce(6, onlookers(), async (onlooker) => {
    const asker = askerOf('http', matrix.world.url, onlooker.token);
    await compareClientQuestions(base, onlooker, asker, cases);
    await compareRest(matrix, base, onlooker, { asker, cases });
  });
  console.log(`${cases.cases} cases of other questions`);
  expect(cases.differences).toEqual([]);
  expect(cases.cases).toBeGreaterThan(1_000);
}, 240_000);

test('verbs on rows of records: heard, forbidden or not there, as the oracle says; and nothing is written', async () => {
  const cases = new Comparison();
  const before = await written();
  await atOnce(6, onlookers(), async (onlooker) =>
    compareOwnedVerbs(owned, onlooker, askerOf('http', matrix.world.url, onlooker.token), cases),
  );
  console.log(`${cases.cases} cases of verbs on rows of records`);
  expect(cases.differences).toEqual([]);
  expect(await written()).toEqual(before);
}, 240_000);

test('making rows of records, for oneself and for others: done or forbidden, as the oracle says', async () => {
  const cases = new Comparison();
  await atOnce(6, onlookers(), async (onlooker) =>
    compareAdditions(matrix, onlooker, askerOf('http', matrix.world.url, onlooker.token), cases),
  );
  console.log(`${cases.cases} cases of making rows of records`);
  expect(cases.differences).toEqual([]);
  expect(cases.cases).toBeGreaterThan(300);
}, 240_000);

/** How much verbs have written. */
async function written(): Promise<unknown> {
  const [counts] = await matrix.world.database.owner.query(sql`/* written */ select
    (select count(*) from ledger) as entries, (select count(*) from idempotency) as keys`);
  return counts;
}
