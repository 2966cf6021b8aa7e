import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askerOf, atOnce, httpAsker, transports } from './matrix-askers.ts';
import { compareFields } from './matrix-fields.ts';
import { Comparison } from './matrix-report.ts';
import { nouns, pages, readSchema, waysTo } from './matrix-schema.ts';
import { type MatrixWorld, startMatrixWorld } from './matrix-world.ts';
import { readableFields } from './oracle-fields.ts';
import { knowsRootField, knowsVerb } from './oracle-roots.ts';

let matrix: MatrixWorld;
let schema: GraphQLSchema;
beforeAll(async () => {
  matrix = await startMatrixWorld();
  schema = await readSchema(httpAsker(matrix.world.url, matrix.world.token));
});
afterAll(() => matrix.close());

describe('the oracle knows everything there is', () => {
  test('every type and every field', () => {
    const unknown = nouns(schema).flatMap((type) =>
      Object.keys(type.getFields())
        .filter((field) => !readableFields[type.name]?.[field])
        .map((field) => `${type.name}.${field}: say in test/access/oracle-fields.ts who may read it`),
    );
    expect(unknown).toEqual([]);
  });

  test('every verb', () => {
    const unknown = Object.keys(schema.getMutationType()?.getFields() ?? {})
      .filter((verb) => !knowsVerb(verb))
      .map((verb) => `${verb}: say in test/access/oracle-verbs.ts who may do it, with which rows`);
    expect(unknown).toEqual([]);
  });

  test('every question', () => {
    const fields = [schema.getQueryType(), schema.getSubscriptionType()].flatMap((root) =>
      Object.keys(root?.getFields() ?? {}),
    );
    const unknown = fields
      .filter((name) => !knowsRootField(name))
      .map(
        (name) =>
          `${name}: say in test/access/oracle-roots.ts which rows it answers with, and see that a test compares them`,
      );
    expect(unknown).toEqual([]);
  });

  test('pages hold nothing but what they are pages of', () => {
    const fields = pages(schema).map((type) => Object.keys(type.getFields()).toSorted().join(' '));
    expect([...new Set(fields)].toSorted()).toEqual(['cursor node', 'edges nodes pageInfo totalCount']);
  });

  test('a way to every type that is not only what a verb gives back', () => {
    const ways = waysTo(schema);
    const lost = nouns(schema).filter(({ name }) => !ways.has(name));
    expect(lost.map(({ name }) => name).toSorted()).toEqual(
      [...givenByVerbs].filter((name) => schema.getType(name)).toSorted(),
    );
  });
});

/** Only a verb answers with these. */
const givenByVerbs = ['CreatedAccount', 'CreatedToken', 'Dismissal', 'Erasure', 'RevealedClient', 'RevealedContact'];

describe.each(transports)('types and fields over %s', (transport) => {
  test('are shown to whom the oracle says, and to nobody else', async () => {
    const cases = new Comparison();
    await atOnce(6, matrix.onlookers, async (onlooker) => {
      const asker = askerOf(transport, matrix.world.url, onlooker.token);
      await compareFields(onlooker, asker, schema, { overHttp: transport === 'http', cases });
      asker.close();
    });
    console.log(`${cases.cases} cases of fields over ${transport}`);
    expect(cases.differences).toEqual([]);
    expect(cases.cases).toBeGreaterThan(5_000);
  }, 240_000);
});
