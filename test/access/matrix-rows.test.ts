import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askerOf, atOnce, transports } from './matrix-askers.ts';
import { compareEvents } from './matrix-events.ts';
import { compareFigures } from './matrix-figures.ts';
import { Comparison } from './matrix-report.ts';
import { compareAccounts, compareContacts, compareNames } from './matrix-rest.ts';
import { compareRows } from './matrix-rows.ts';
import { type MatrixWorld, startMatrixWorld } from './matrix-world.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await startMatrixWorld();
});
afterAll(() => matrix.close());

describe.each(transports)('rows over %s', (transport) => {
  test.each([
    ['deals and clients: one by one, as a list, by pages, through filters', compareRows],
    ['contacts, masked', compareContacts],
    ['accounts, and what lets people in', compareAccounts],
    ['names of what hangs on a row that is seen', compareNames],
    ['figures client by client', compareFigures],
  ])(
    '%s: exactly what the oracle says',
    async (name, compare) => {
      const cases = new Comparison();
      await atOnce(6, matrix.onlookers, async (onlooker) => {
        const asker = askerOf(transport, matrix.world.url, onlooker.token);
        await compare(matrix, onlooker, asker, cases);
        asker.close();
      });
      console.log(`${cases.cases} cases over ${transport}: ${name}`);
      expect(cases.differences).toEqual([]);
      expect(cases.cases).toBeGreaterThan(matrix.onlookers.length);
    },
    240_000,
  );
});

test('what happened to deals is told to whom the oracle says', async () => {
  const cases = new Comparison();
  await atOnce(10, matrix.onlookers, (onlooker) => compareEvents(matrix, onlooker, cases));
  console.log(`${cases.cases} cases of events`);
  expect(cases.differences).toEqual([]);
}, 240_000);
