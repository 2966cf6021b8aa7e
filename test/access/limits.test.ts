import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getIntrospectionQuery, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';
import { systemClock } from '../../server/src/lib/clock.ts';
import { checkDocument, checkText, documentLimits } from '../../server/src/lib/document-limits.ts';
import { placeOf } from '../../server/src/live/allowances.ts';
import { Buckets } from '../../server/src/live/buckets.ts';
import { Lanes } from '../../server/src/live/lanes.ts';
import { Talk } from '../live/talk.ts';
import { askOverHttp, refusal } from '../world/graphql-client.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
});
afterAll(() => world?.close());

/** A fragment with a field of every KPI that people have. */
const everyKpi = async () => {
  const { kpiCatalogue } = await world.ask<{ kpiCatalogue: { id: string; breakdowns: string[] }[] }>(
    '{ kpiCatalogue { id breakdowns } }',
  );
  const kpis = kpiCatalogue.filter(({ breakdowns }) => breakdowns.includes('EMPLOYEE'));
  expect(kpis.length).toBeGreaterThan(30);
  const fields = kpis.map(({ id }) => `${id} { value previous change numerator denominator }`);
  return `fragment Every on KpiRow { ${fields.join(' ')} }`;
};

describe('the limits leave room for what people and tools ask', () => {
  test('the whole schema, as GraphiQL asks it', async () => {
    const options = { inputValueDeprecation: true, oneOf: true, schemaDescription: true, specifiedByUrl: true };
    await world.ask(getIntrospectionQuery(options));
  });

  test('every KPI of every month of a year, month by month, under aliases', async () => {
    const every = await everyKpi();
    const months = Array.from(
      { length: 12 },
      (_, i) => `m${i}: kpis(period: { last: ${i + 1}, unit: MONTH }, by: [EMPLOYEE], compareTo: LAST_YEAR)
      { rows { id employee { id name } ...Every } total { ...Every } revision }`,
    );
    await world.ask(`{ ${months.join('\n')} } ${every}`);
  });

  test('what our own pages ask', () => {
    const list = join(import.meta.dirname, '..', '..', 'web', 'dist', 'trusted-documents.json');
    const documents = JSON.parse(readFileSync(list, 'utf8')) as { name: string; text: string }[];
    expect(documents.length).toBeGreaterThan(5);
    // a quarter of what is allowed
    const most = Object.fromEntries(Object.entries(documentLimits).map(([name, limit]) => [name, limit / 4]));
    const limits = { ...documentLimits, ...most, nameLength: documentLimits.nameLength };
    for (const { text } of documents) {
      checkText(text, limits);
      checkDocument(parse(text), { ...limits, depth: documentLimits.depth / 2 });
    }
  });

  test('a deal of two hundred lines', async () => {
    const { id: productId } = await world.product('Кровать');
    const lines = Array.from({ length: 200 }, () => ({ productId, quantity: 1, price: 100, cost: 50, discount: 0.1 }));
    const input = {
      key: 'long',
      clientId: (await world.client()).id,
      ownerId: (await world.manager('Ольга')).id,
      lines,
    };
    await world.ask('mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }', { input });
  });
});

describe('rates', () => {
  test('a token that asks too fast is told when to come again, by both ways, and keeps its socket', async () => {
    const config = {
      ...readConfig({}),
      port: 0,
      databaseUrl: world.databaseUrl,
      demo: false,
      logLevel: 'silent' as const,
    };
    const limits = { allowances: { token: { perSecond: 0.5, burst: 5, sockets: 2 } } };
    const app = await createApp({ config, clock: systemClock, limits });
    const url = `${app.url}/graphql`;
    const headers = { authorization: `Bearer ${world.token}` };
    const ask = () => askOverHttp(url, '{ __typename }', {}, headers);
    for (let i = 0; i < 5; i += 1) await ask();
    expect(await refusal(ask())).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 2 });
    const greet = async () => {
      const talk = await Talk.open(url.replace('http', 'ws'), { greet: false });
      talk.say({ type: 'connection_init', payload: headers });
      return talk;
    };
    const talk = await greet();
    await talk.next();
    talk.asks('1', '{ __typename }');
    expect(await talk.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    talk.say({ type: 'ping' });
    expect(await talk.next()).toMatchObject({ type: 'pong' });
    await (await greet()).next();
    expect((await (await greet()).closed()).code).toBe(4429);
    talk.hangUp();
    // one that is gone makes room
    await expect
      .poll(async () =>
        (await greet()).next().then(
          ({ type }) => type,
          () => 'refused',
        ),
      )
      .toBe('connection_ack');
    await app.close();
  });

  test('what is remembered of addresses is bounded', () => {
    const buckets = new Buckets();
    for (let i = 0; i < 50_000; i += 1) buckets.take(`${i}`, 1, 1, 1);
    expect(buckets.size).toBeLessThanOrEqual(10_000);
    expect(buckets.take('49999', 1, 1, 1)).toBeGreaterThan(0);
  });

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
    ['2001:db8:1:2::9', '2001:db8:1:2::'],
    ['2001:db8::9', '2001:db8:0:0::'],
    ['::1', '0:0:0:0::'],
    [null, ''],
  ])('%s counts as %s', (address, place) => {
    expect(placeOf(address)).toBe(place);
  });

  test('in their own line nobody waits behind somebody else', async () => {
    const lanes = new Lanes();
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = Array.from({ length: 3 }, (_, i) =>
      lanes.run('a', 1, 3, async () => {
        await promise;
        order.push(`a${i}`);
      }),
    );
    await expect(lanes.run('a', 1, 3, async () => undefined)).rejects.toThrow('Too much at once');
    await lanes.run('b', 1, 3, async () => void order.push('b'));
    resolve();
    await Promise.all(slow);
    expect(order).toEqual(['b', 'a0', 'a1', 'a2']);
  });
});
