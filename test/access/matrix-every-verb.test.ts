import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askerOf, atOnce, transports } from './matrix-askers.ts';
import { compareEveryVerb } from './matrix-plain-verbs.ts';
import { Comparison } from './matrix-report.ts';
import { readSchema } from './matrix-schema.ts';
import { type MatrixWorld, startMatrixWorld } from './matrix-world.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await startMatrixWorld();
});
afterAll(() => matrix.close());

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
