import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askerOf, atOnce, transports } from './matrix-askers.ts';
import { amendments, withClients, withContacts } from './matrix-client-verbs.ts';
import { additions, onDeals, openings } from './matrix-deal-verbs.ts';
import { compareEveryVerb } from './matrix-plain-verbs.ts';
import { Comparison } from './matrix-report.ts';
import { readSchema } from './matrix-schema.ts';
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

describe.each(transports)('every verb of the schema over %s', (transport) => {
  test('on nothing: forbidden to whom it is not for, heard from everybody else; so is every field of what it gives', async () => {
    const schema = await readSchema(askerOf('http', matrix.world.url, matrix.world.token));
    const cases = new Comparison();
    // in one department as in another; over the second way only wherever rights differ most
    const left = transport === 'http' ? ['second'] : ['second', 'teamless', 'nobody'];
    const onlookers = matrix.onlookers.filter(({ place }) => !left.includes(place));
    await atOnce(6, onlookers, async (onlooker) => {
      const asker = askerOf(transport, matrix.world.url, onlooker.token);
      await compareEveryVerb(onlooker, asker, schema, cases);
      asker.close();
    });
    console.log(`${cases.cases} cases of verbs on nothing over ${transport}`);
    expect(cases.differences).toEqual([]);
  }, 240_000);
});
