import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transports } from './matrix-askers.ts';
import { amendments, withClients, withContacts } from './matrix-client-verbs.ts';
import { additions, onDeals, openings } from './matrix-deal-verbs.ts';
import { Comparison } from './matrix-report.ts';
import { compareVerbs } from './matrix-verbs.ts';
import { type MatrixWorld, startMatrixWorld } from './matrix-world.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await startMatrixWorld();
});
afterAll(() => matrix.close());

describe.each(transports)('verbs over %s', (transport) => {
  test.each([
    ['on deals', onDeals],
    ['opening deals', openings],
    ['adding clients', additions],
    ['amending clients', amendments],
    ['with clients', withClients],
    ['with contacts', withContacts],
  ])(
    '%s: done, forbidden or not there, as the oracle says',
    async (name, make) => {
      const cases = new Comparison();
      await compareVerbs(matrix, transport, make, cases);
      console.log(`${cases.cases} cases of ${name} over ${transport}`);
      expect(cases.differences).toEqual([]);
    },
    240_000,
  );
});
