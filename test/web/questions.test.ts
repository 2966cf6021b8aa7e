import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { exampleVariables } from '../../web/src/explore/example-variables.ts';
import { examples, operationOf } from '../../web/src/explore/examples.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = buildSchema(read('schema/schema.graphql'));

test.each(examples.map((example) => [example.id, example] as const))(
  'the example %s is a question the schema answers',
  (id, example) => {
    const document = parse(example.query);
    expect(validate(schema, document)).toEqual([]);
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('not an operation');
    expect(operation.operation).toBe(operationOf(example));
    const wanted = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    expect(Object.keys(exampleVariables(id, new Date()) ?? {}).sort()).toEqual(wanted.sort());
    expect(example.title.ru).not.toBe('');
    expect(example.title.en).not.toBe('');
  },
);

test('the wall subscribes and never asks', () => {
  for (const file of ['web/src/walls/today.graphql', 'web/src/live/settings.graphql']) {
    const document = parse(read(file));
    expect(validate(schema, document)).toEqual([]);
    for (const definition of document.definitions) {
      expect(definition.kind === 'OperationDefinition' && definition.operation).toBe('subscription');
    }
  }
});

test('both languages say the same things', () => {
  const keys = (language: string) => Object.keys(JSON.parse(read(`web/messages/${language}.json`))).sort();
  expect(keys('en')).toEqual(keys('ru'));
});
