import { buildSchema, execute, GraphQLError, graphql, parse } from 'graphql';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { errorFormatter } from '../../server/src/lib/graphql-errors.ts';
import { Refusal } from '../../server/src/lib/refusal.ts';

const lines: string[] = [];
const format = errorFormatter(pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }));
const schema = buildSchema('type Query { find(id: Int!): String! list: [Int] }');

async function thrown(error: unknown) {
  const find = () => {
    throw error;
  };
  const { errors = [] } = await graphql({ schema, source: '{ find(id: 1) }', rootValue: { find } });
  return format(errors[0]);
}

describe('errors as clients see them', () => {
  test('a refusal with its code and everything it names', async () => {
    const shown = await thrown(Refusal.badInput('id', 'an id', { got: 1 }));
    expect(shown).toMatchObject({ message: 'id: expected an id', path: ['find'] });
    expect(shown.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'id', expected: 'an id', got: 1 });
  });

  test.each([
    ['a failure of the database', Object.assign(new Error('password authentication failed'), { code: '28P01' })],
    ['something that is no error', 'secret'],
    ['an error of GraphQL without a code out of a resolver', new GraphQLError('secret')],
  ])('%s is masked, and logged under the id that is shown', async (_name, error) => {
    const shown = await thrown(error);
    expect(shown.message).toBe('Internal error');
    expect(shown.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(shown)).not.toMatch(/secret|password/);
    expect(lines.at(-1)).toContain(String(shown.extensions?.id));
  });

  test('a result that does not fit the schema is a bug of ours', async () => {
    const { errors = [] } = await graphql({ schema, source: '{ list }', rootValue: { list: 5 } });
    expect(format(errors[0]).message).toBe('Internal error');
  });

  test('complaints about the document and its variables are shown', async () => {
    const variables = parse('query($id: Int!) { find(id: $id) }');
    const wrong = await execute({ schema, document: variables, variableValues: { id: 'x' } });
    expect(format(wrong.errors?.[0]).extensions?.code).toBe('BAD_USER_INPUT');
    const unknown = await graphql({ schema, source: '{ nonsense }' });
    expect(format(unknown.errors?.[0])).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    const broken = await graphql({ schema, source: '{' });
    expect(format(broken.errors?.[0])).toMatchObject({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  });
});
