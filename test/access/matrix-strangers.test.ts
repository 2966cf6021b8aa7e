import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type World } from '../world/world.ts';
import { askerOf, codesOf, httpAsker, transports } from './matrix-askers.ts';
import { compareFields } from './matrix-fields.ts';
import { compareFigures } from './matrix-figures.ts';
import { compareEveryVerb } from './matrix-plain-verbs.ts';
import { Comparison } from './matrix-report.ts';
import { compareContacts, compareNames } from './matrix-rest.ts';
import { compareRows } from './matrix-rows.ts';
import { dummy, readSchema } from './matrix-schema.ts';
import { type MatrixWorld, type Onlooker, startMatrixWorld } from './matrix-world.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await startMatrixWorld();
});
afterAll(() => matrix.close());

describe('nobody', () => {
  test('is answered nothing over HTTP: no question, no verb, no word about the schema', async () => {
    const schema = await readSchema(httpAsker(matrix.world.url, matrix.world.token));
    const nobody = httpAsker(matrix.world.url, null);
    const questions = [
      '{ __typename }',
      '{ __schema { types { name } } }',
      '{ viewer { name } }',
      '{ nothing }',
      '{ deals { totalCount } }',
    ];
    for (const question of questions) {
      const answer = await nobody.ask(question);
      expect([question, answer.data, codesOf(answer)]).toEqual([question, null, ['UNAUTHENTICATED']]);
    }
    for (const { name, args } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const input = args[0] && dummy(args[0].type, name);
      const answer = await nobody.ask(`mutation Verb($input: ${args[0]?.type}) { ${name}(input: $input) }`, { input });
      expect([name, answer.data, codesOf(answer)]).toEqual([name, null, ['UNAUTHENTICATED']]);
    }
  });

  test.each([
    ['says nothing of themselves', {}],
    ['brings a token of nobody', { authorization: `Bearer voronka_${'A'.repeat(43)}` }],
    ['brings something else', { authorization: 'Basic ZGlyZWN0b3I6ZGlyZWN0b3I=' }],
    ['says who they are in the wrong way', { role: 'DIRECTOR', viewer: { role: 'director' } }],
  ])('who %s is shown out of the socket with 4401', async (_, payload) => {
    const ws = new WebSocket(`${matrix.world.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    await once(ws, 'open');
    const heard: string[] = [];
    ws.on('message', (data) => heard.push(data.toString()));
    ws.send(JSON.stringify({ type: 'connection_init', payload }));
    ws.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ deals { nodes { id } } }' } }));
    const [code] = await once(ws, 'close');
    expect([code, heard]).toEqual([4401, []]);
  });
});

describe.each(transports)('the guest of the demo over %s', (transport) => {
  let demo: World;
  beforeAll(async () => {
    await matrix.world.database.owner.query(sql`/* fixture */ update setting set demo = true`);
    demo = await startWorld({ databaseUrl: matrix.world.databaseUrl });
  });
  afterAll(() => demo.close());

  test('sees what an analyst sees, and changes nothing', async () => {
    const eyes = { role: 'analyst', employee: null, department: null, account: null, readOnly: true } as const;
    const guest: Onlooker = { name: 'guest', place: 'nobody', eyes, token: '' };
    const asker = askerOf(transport, demo.url, null);
    const schema = await readSchema(asker);
    const cases = new Comparison();
    await compareFields(guest, asker, schema, { overHttp: transport === 'http', cases });
    for (const compare of [compareRows, compareContacts, compareNames, compareFigures])
      await compare(matrix, guest, asker, cases);
    await compareEveryVerb(guest, asker, schema, cases);
    asker.close();
    console.log(`${cases.cases} cases of the guest over ${transport}`);
    expect(cases.differences).toEqual([]);
  }, 240_000);
});
