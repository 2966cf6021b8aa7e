import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type LiveWorld, startLiveWorld } from './live-harness.ts';

const board = 'subscription { kpis(period: { named: THIS_MONTH }) { revision } }';
const refusal = (code: string) => ({ type: 'error', payload: [{ extensions: { code } }] });

let world: LiveWorld;
beforeAll(async () => {
  world = await startLiveWorld({
    limits: { initTimeout: 200, operationsPerSocket: 3, messageBurst: 50, messagesPerSecond: 1 },
  });
});
afterAll(() => world.close());

describe('mistakes in the protocol close the socket', () => {
  test('no subprotocol: 4406', async () => {
    const talk = await world.talk({ greet: false, protocol: [] });
    expect((await talk.closed()).code).toBe(4406);
  });

  test('no greeting: 4408', async () => {
    const talk = await world.talk({ greet: false });
    expect((await talk.closed()).code).toBe(4408);
  });

  test('asking before the greeting: 4401', async () => {
    const talk = await world.talk({ greet: false });
    talk.asks('1', board);
    expect((await talk.closed()).code).toBe(4401);
  });

  test('greeting twice: 4429', async () => {
    const talk = await world.talk();
    talk.say({ type: 'connection_init' });
    expect((await talk.closed()).code).toBe(4429);
  });

  test('an id in use: 4409', async () => {
    const talk = await world.talk();
    const id = 'ж'.repeat(200);
    talk.asks(id, board);
    talk.asks(id, board);
    expect((await talk.closed()).code).toBe(4409);
  });

  test.each([
    ['no JSON', 'hello'],
    ['no message', '[]'],
    ['an unknown type', { type: 'hello' }],
    ['what only a server says', { type: 'next', id: '1', payload: {} }],
    ['an id of 300 characters', { type: 'subscribe', id: 'ж'.repeat(300), payload: { query: board } }],
    ['a subscription without a query', { type: 'subscribe', id: '1', payload: {} }],
  ])('%s: 4400', async (_name, message) => {
    const talk = await world.talk();
    talk.say(message);
    expect((await talk.closed()).code).toBe(4400);
  });

  test('bytes instead of text: 4400', async () => {
    const talk = await world.talk();
    talk.ws.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect((await talk.closed()).code).toBe(4400);
  });

  test('a message of 300 kB: 1009', async () => {
    const talk = await world.talk();
    talk.say('x'.repeat(300_000));
    expect((await talk.closed()).code).toBe(1009);
  });

  test('too many messages: 4429', async () => {
    const talk = await world.talk();
    for (let i = 0; i < 60; i += 1) talk.say({ type: 'pong' });
    expect((await talk.closed()).code).toBe(4429);
  });

  test('a page of another site gets no socket at all', async () => {
    const ws = new WebSocket(world.url, 'graphql-transport-ws', { origin: 'https://evil.example' });
    const status = await new Promise((resolve) =>
      ws.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect(status).toBe(403);
    const own = await world.talk({ origin: world.url.replace('ws:', 'http:').replace('/graphql', '') });
    own.hangUp();
  });
});

describe('mistakes in a document end the operation and keep the socket', () => {
  test.each([
    ['a syntax error', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    [
      'an unknown field',
      'subscription { kpis(period: { named: TODAY }) { nonsense } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'an unknown enum value',
      'subscription { kpis(period: { named: SOON }) { revision } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a wrong variable',
      'subscription($p: PeriodInput!) { kpis(period: $p) { revision } }',
      { p: 5 },
      'BAD_USER_INPUT',
    ],
    ['a missing variable', 'subscription($p: PeriodInput!) { kpis(period: $p) { revision } }', {}, 'BAD_USER_INPUT'],
    ['too long a document', `{ viewer { name } } # ${'x'.repeat(100_000)}`, {}, 'BAD_USER_INPUT'],
    ['two operations and no name', 'query A { viewer { name } } query B { viewer { name } }', {}, 'BAD_USER_INPUT'],
    ['a cursor that is none', 'subscription { dealEvents(after: "nonsense") { id } }', {}, 'BAD_USER_INPUT'],
    ['too many of the last', 'subscription { dealEvents(last: 51) { id } }', {}, 'BAD_USER_INPUT'],
  ])('%s', async (_name, query, variables, code) => {
    const talk = await world.talk();
    talk.asks('1', query, variables);
    expect(await talk.next()).toMatchObject({ id: '1', ...refusal(code) });
    talk.asks('1', board);
    expect(await talk.next()).toMatchObject({ id: '1', type: 'next' });
    talk.hangUp();
  });

  test('one operation more than a socket may have', async () => {
    const talk = await world.talk();
    for (const id of ['1', '2', '3']) talk.asks(id, board);
    talk.asks('4', board);
    expect(await talk.next((said) => said.id === '4')).toMatchObject(refusal('REFUSED'));
    talk.say({ id: '1', type: 'complete' });
    talk.asks('4', board);
    expect(await talk.next((said) => said.id === '4')).toMatchObject({ type: 'next' });
    talk.hangUp();
  });
});

describe('a socket', () => {
  test('answers pings with what they carry', async () => {
    const talk = await world.talk();
    talk.say({ type: 'ping', payload: { at: 1 } });
    expect(await talk.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    talk.hangUp();
  });

  test('takes queries too, and says when they are complete', async () => {
    const talk = await world.talk();
    talk.asks('q', '{ settings { departmentName } }');
    expect(await talk.next()).toEqual({
      id: 'q',
      type: 'next',
      payload: { data: { settings: { departmentName: 'Карпов и Партнеры' } } },
    });
    expect(await talk.next()).toEqual({ id: 'q', type: 'complete' });
    talk.asks('q', 'query($first: Int) { teams(first: $first) { totalCount } }', { first: 0 });
    expect(await talk.next()).toMatchObject({
      type: 'next',
      payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'first' } }] },
    });
    talk.hangUp();
  });

  test('says nothing more of a completed subscription', async () => {
    const talk = await world.talk();
    talk.asks('1', board.replace('revision', 'total { wonDeals { value } }'));
    await talk.next();
    talk.say({ id: '1', type: 'complete' });
    talk.say({ type: 'ping' });
    await talk.next((said) => said.type === 'pong');
    const heard = talk.heard.length;
    const counting = board.replace('revision', 'total { wonDeals { value } }');
    const other = world.subscribe(counting);
    await other.next();
    await world.happens({});
    await other.next();
    talk.say({ type: 'ping' });
    await talk.next((said) => said.type === 'pong');
    expect(talk.heard.length).toBe(heard + 1);
    talk.hangUp();
  });
});

describe('shutting down', () => {
  test('closes every socket with 1001', async () => {
    const closing = await startLiveWorld();
    const talks = await Promise.all([1, 2, 3].map(() => closing.talk()));
    for (const talk of talks) talk.asks('1', board);
    await Promise.all(talks.map((talk) => talk.next()));
    await closing.close();
    for (const talk of talks) expect((await talk.closed()).code).toBe(1001);
  });

  test('does not wait for those who never read', async () => {
    const closing = await startLiveWorld({ limits: { shutdownWait: 300 } });
    const deaf = await closing.talk();
    deaf.stopsReading();
    const begun = performance.now();
    await closing.live.stop();
    expect(performance.now() - begun).toBeLessThan(2_000);
    await closing.close();
  });
});
