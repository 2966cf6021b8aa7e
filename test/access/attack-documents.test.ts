import { getIntrospectionQuery } from 'graphql';
import { describe, expect } from 'vitest';
import { expectRefused, type Target, underAttack } from './attack-harness.ts';

const repeat = (times: number, text: (i: number) => string, between = ' ') =>
  Array.from({ length: times }, (_, i) => text(i)).join(between);
const kpis = 'kpis(period: { named: ALL }) { total { revenue { value } } }';
const invalid = 'GRAPHQL_VALIDATION_FAILED';
const beyond = 'BAD_USER_INPUT';

/** The same document by both ways must be refused in the same words, and the socket must go on. */
async function refusedBothWays(target: Target, query: string, code: string, variables = {}): Promise<void> {
  const response = await target.ask(query, { variables });
  expectRefused(response, code);
  const talk = await target.talk();
  talk.asks('1', query, variables);
  const { id, payload } = await talk.next();
  expect({ id, first: (payload as unknown[])[0] }).toMatchObject({ id: '1', first: { extensions: { code } } });
  talk.asks('1', '{ settings { departmentName } }');
  expect(await talk.next()).toMatchObject({ id: '1', type: 'next' });
  talk.hangUp();
}

const documents: [name: string, query: string, code: string][] = [
  ['a thousand questions under aliases', `{ ${repeat(1_000, (i) => `a${i}: ${kpis}`)} }`, beyond],
  [
    'three thousand aliases of one figure',
    `{ kpis(period: { named: ALL }) { ${repeat(3_000, (i) => `a${i}: revision`)} } }`,
    beyond,
  ],
  [
    'a hundred questions at the top, through a fragment',
    `{ ...A ...B } fragment A on Query { ${repeat(50, (i) => `a${i}: ${kpis}`)} } fragment B on Query { ${repeat(50, (i) => `b${i}: ${kpis}`)} }`,
    beyond,
  ],
  ['three thousand levels', `{ ${'pipelines { '.repeat(3_000)} id ${'}'.repeat(3_000)} }`, beyond],
  ['thirty levels', `{ pipelines { nodes { ${'stages { pipeline { '.repeat(15)} id ${'} }'.repeat(15)} } } }`, beyond],
  ['a list in a list in a list …', `{ kpis(period: ${'['.repeat(4_900)}${']'.repeat(4_900)}) { revision } }`, beyond],
  ['an object in an object …', `{ kpis(period: ${'{a:'.repeat(2_000)}1${'}'.repeat(2_000)}) { revision } }`, beyond],
  [
    'a type of a variable in brackets',
    `query ($a: ${'['.repeat(4_900)}Int${']'.repeat(4_900)}) { __typename }`,
    beyond,
  ],
  ['brackets that are never closed', '{'.repeat(9_000), beyond],
  ['a fragment in itself', '{ ...A } fragment A on Query { ...A }', invalid],
  [
    'fragments in a circle',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
    invalid,
  ],
  [
    'fragments that double thirty times',
    `{ ...F0 } ${repeat(30, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on Query { __typename }`,
    beyond,
  ],
  ['five hundred fragments', `{ ...F0 } ${repeat(500, (i) => `fragment F${i} on Query { __typename }`)}`, beyond],
  ['two thousand spreads', `{ ${'...F '.repeat(2_000)} } fragment F on Query { __typename }`, beyond],
  ['a thousand directives in one place', `{ __typename ${'@skip(if: false) '.repeat(1_000)} }`, beyond],
  ['directives everywhere', `{ ${repeat(400, (i) => `a${i}: __typename @skip(if: false)`)} }`, beyond],
  ['directives nobody knows', `{ __typename ${'@x '.repeat(4_000)} }`, beyond],
  ['a name of ten thousand letters', `{ ${'a'.repeat(10_000)}: __typename }`, beyond],
  ['a number of ten thousand digits', `{ deals(first: ${'9'.repeat(10_000)}) { totalCount } }`, beyond],
  ['a document of a hundred thousand characters', `{ __typename } # ${'x'.repeat(100_000)}`, beyond],
  ['twenty thousand tokens', `{ ${'__typename '.repeat(20_000)} }`, beyond],
  ['two hundred operations', repeat(200, (i) => `query Q${i} { __typename }`), beyond],
  ['five hundred variables', `query (${repeat(500, (i) => `$v${i}: Int`)}) { __typename }`, beyond],
  [
    'a list of four thousand items',
    `{ kpis(period: { named: ALL }, by: [${'EMPLOYEE '.repeat(4_000)}]) { revision } }`,
    beyond,
  ],
  ['a thousand unknown fields', `{ kpis(period: { named: ALL }) { ${repeat(1_000, (i) => `unknown${i}`)} } }`, invalid],
  [
    'an unfolding that means a billion values',
    `{ pipelines { nodes { ${'stages { pipeline { '.repeat(8)} id ${'} }'.repeat(8)} } } }`,
    invalid,
  ],
  [
    'the schema of the schema of the schema',
    `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`,
    invalid,
  ],
  [
    'the schema a hundred times',
    `{ ${repeat(50, (i) => `s${i}: __schema { types { name fields { type { fields { type { fields { name args { name } } } } } } } }`)} }`,
    invalid,
  ],
  [
    'a year of days forty times',
    `{ ${repeat(40, (i) => `k${i}: kpis(period: { last: 365, unit: DAY }, grain: DAY) { rows { id revenue { value previous change } margin { value previous change } wonDeals { value previous change } lostDeals { value previous change } winRate { value previous change } averageDeal { value previous change } dealCycle { value previous change } openedDeals { value previous change } } }`)} }`,
    invalid,
  ],
  ['two questions in one subscription', `subscription { a: ${kpis} b: ${kpis} }`, invalid],
  ['a syntax error', '{ kpis(', 'GRAPHQL_PARSE_FAILED'],
  ['zero bytes', '{ \u0000 }', 'GRAPHQL_PARSE_FAILED'],
  ['half a character', '{ deal(id: "\\uD83D") { id } }', 'GRAPHQL_PARSE_FAILED'],
  ['variables of one name', 'query ($a: Int, $a: Int) { deals(first: $a) { totalCount } }', invalid],
];

describe('documents', () => {
  underAttack((attack) => {
    for (const [name, query, code] of documents) attack(name, (target) => refusedBothWays(target, query, code));

    attack('nine thousand times the same field', async (target) => {
      expectRefused(await target.ask(`{ kpis(period: { named: ALL }) { ${'revision '.repeat(9_000)} } }`));
    });

    attack('five hundred documents as large as may be, all different and all wrong', async (target) => {
      const wrong = (n: number) => `{ ${repeat(4_500, (i) => `${String.fromCharCode(97 + (i % 26))}${n}x${i}`)} }`;
      const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => target.ask(wrong(n))));
      for (const answer of answers) expectRefused(answer);
    });

    attack('a text of 90,000 characters where an id belongs', async (target) => {
      expectRefused(
        await target
          .ask('query ($id: ID!) { deal(id: $id) { id } }', { variables: { id: '7'.repeat(90_000) } })
          .then(asRefusal),
      );
    });

    attack('thirty thousand values in variables', (target) =>
      refusedBothWays(target, '{ __typename }', beyond, { list: Array.from({ length: 30_000 }, () => 1) }),
    );

    attack('variables five thousand levels deep', async (target) => {
      const body = `{"query":"{ __typename }","variables":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`;
      expectRefused(await target.post(body, { authorization: `Bearer ${target.tokens.analyst}` }), beyond);
    });

    attack('names that poison objects', async (target) => {
      const query = 'query ($p: PeriodInput!) { kpis(period: $p) { revision } }';
      for (const variables of [
        '{"__proto__":{"named":"ALL"}}',
        '{"p":{"__proto__":{"named":"ALL"}}}',
        '{"p":{"constructor":{"prototype":{"named":"ALL"}}}}',
      ]) {
        const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
        expectRefused(await target.post(body, { authorization: `Bearer ${target.tokens.analyst}` }), beyond);
      }
      const { status } = await target.ask('{ constructor __proto__ }');
      expect(status).toBe(400);
    });

    attack('names of operations that are none', async (target) => {
      const query = 'query A { __typename } query B { __typename }';
      for (const operationName of ['C', '', '__proto__', 'constructor', 'A B', 'x'.repeat(50_000)])
        expectRefused(await target.ask(query, { operationName }));
      for (const operationName of [1, {}, ['A']]) expectRefused(await target.ask(query, { operationName }));
    });

    attack('a thousand questions in a batch', async (target) => {
      const batch = JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ __typename }' })));
      expectRefused(await target.post(batch, { authorization: `Bearer ${target.tokens.analyst}` }));
    });

    attack('the schema, asked by a manager, by both ways', async (target) => {
      const query = getIntrospectionQuery();
      expectRefused(await target.ask(query, {}, target.tokens.manager), 'FORBIDDEN');
      expectRefused(await target.ask('{ __type(name: "Deal") { name } }', {}, target.tokens.manager), 'FORBIDDEN');
      expect((await target.ask(query, {}, target.tokens.analyst)).status).toBe(200);
      const talk = await target.talk(target.tokens.manager);
      talk.asks('1', query);
      expect(await talk.next()).toMatchObject({ payload: [{ extensions: { code: 'FORBIDDEN' } }] });
      talk.hangUp();
    });

    attack('names of the schema, guessed by a manager', async (target) => {
      const guesses = [
        '{ setings { departmentName } }',
        '{ kpis(period: { named: TODAYY }) { revision } }',
        '{ deals(frst: 1) { totalCount } }',
      ];
      for (const query of guesses) {
        expect((await target.ask(query, {}, target.tokens.director)).text).toContain('Did you mean');
        const { text } = await target.ask(query, {}, target.tokens.manager);
        expect(text).not.toContain('Did you mean');
        const talk = await target.talk(target.tokens.manager);
        talk.asks('1', query);
        expect(JSON.stringify(await talk.next())).not.toContain('Did you mean');
        talk.hangUp();
      }
      const byVariable = 'query ($n: NamedPeriod!) { kpis(period: { named: $n }) { revision } }';
      expect((await target.ask(byVariable, { variables: { n: 'TODAYY' } }, target.tokens.manager)).text).not.toContain(
        'Did you mean',
      );
    });

    attack('a question none of our pages asks, from a manager who has signed in', async (target) => {
      const cookie = await target.session('manager');
      const body = JSON.stringify({ query: '{ deals { totalCount } }' });
      expectRefused(await target.post(body, { cookie }), 'FORBIDDEN');
    });
  });
});

/** GraphQL answers with 200 where a field has failed. */
function asRefusal<Answer extends { status: number }>(answer: Answer): Answer {
  return answer.status === 200 ? { ...answer, status: 400 } : answer;
}
