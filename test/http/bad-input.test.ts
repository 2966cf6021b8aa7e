import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
});
afterAll(() => world?.close());

const total = 'total { revenue { value } }';

/** Sends a request as it is; what came back, parsed. */
async function send(body: string, type = 'application/json') {
  const headers = { 'content-type': type, authorization: `Bearer ${world.token}` };
  const response = await fetch(`${world.url}/graphql`, { method: 'POST', body, headers });
  const { errors } = (await response.json()) as {
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status: response.status, ...errors?.[0]?.extensions };
}

describe('a question that makes no sense is answered with a code and the field', () => {
  test.each<[string, string, Record<string, unknown>]>([
    [
      'unknown enum',
      `{ kpis(period: { named: SOMETIME }) { ${total} } }`,
      { code: 'GRAPHQL_VALIDATION_FAILED', field: 'period.named' },
    ],
    [
      'unknown enum deep in a list',
      `{ kpis(period: { named: TODAY }, orderBy: [{ kpi: luck, direction: ASC }]) { ${total} } }`,
      { field: 'orderBy.kpi' },
    ],
    ['unknown field', '{ kpis(period: { named: TODAY }) { luck } }', { field: 'luck' }],
    ['unknown argument', `{ kpis(era: 1, period: { named: TODAY }) { ${total} } }`, { field: 'era' }],
    [
      'reversed period',
      `{ kpis(period: { from: "2026-03-01", to: "2026-02-01" }) { ${total} } }`,
      { code: 'BAD_USER_INPUT', field: 'period.to' },
    ],
    [
      'a day there is not',
      `{ kpis(period: { from: "2026-02-30", to: "2026-03-01" }) { ${total} } }`,
      { field: 'period.from' },
    ],
    [
      '5,000 days by day',
      `{ kpis(period: { from: "2012-07-01", to: "2026-03-10" }, grain: DAY) { ${total} } }`,
      { code: 'BAD_USER_INPUT', field: 'grain', buckets: 5000 },
    ],
    [
      'more groups by bucket than a page holds',
      `{ kpis(period: { from: "2025-01-01", to: "2026-01-01" }, grain: DAY, by: [CLIENT], limit: 1000) { ${total} } }`,
      { code: 'BAD_USER_INPUT', field: 'limit', buckets: 365 },
    ],
    [
      'a breakdown that cannot be',
      `{ kpis(period: { named: TODAY }, by: [STAGE]) { ${total} } }`,
      { code: 'BAD_USER_INPUT', kpi: 'revenue' },
    ],
    ['a page too large', '{ deals(first: 501) { totalCount } }', { code: 'BAD_USER_INPUT', field: 'first' }],
    ['a cursor that is none', '{ deals(after: "x") { totalCount } }', { code: 'BAD_USER_INPUT', field: 'after' }],
    [
      'an unknown pipeline',
      '{ funnel(period: { named: TODAY }, pipeline: 99, mode: SNAPSHOT) { deals } }',
      { code: 'NOT_FOUND' },
    ],
    ['a syntax error', '{ kpis(', { code: 'GRAPHQL_PARSE_FAILED' }],
  ])('%s', async (_name, query, expected) => {
    expect(await send(JSON.stringify({ query }))).toMatchObject(expected);
  });

  test('a wrong variable', async () => {
    const query = `query ($period: PeriodInput!) { kpis(period: $period) { ${total} } }`;
    expect(await send(JSON.stringify({ query, variables: { period: { named: 'SOMETIME' } } }))).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      field: 'period.named',
    });
    expect(await send(JSON.stringify({ query, variables: { period: { from: 'x' } } }))).toMatchObject({
      field: 'period.from',
    });
  });
});

describe('a request that makes no sense', () => {
  test('of 3 MB is refused, and the server goes on', async () => {
    const query = `{ viewer { name } } #${'x'.repeat(3_000_000)}`;
    expect(await send(JSON.stringify({ query }))).toMatchObject({ status: 413, code: 'BAD_USER_INPUT', field: 'body' });
    expect(await world.ask('{ viewer { name } }')).toEqual({ viewer: { name: 'director' } });
  });

  test('without JSON, or with a type a form could send, is refused', async () => {
    expect(await send('not json')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', field: 'body' });
    expect((await send('{"query":"{ viewer { name } }"}', 'text/plain')).status).toBe(415);
  });
});

describe('those who run it', () => {
  const get = async (path: string) => {
    const response = await fetch(`${world.url}${path}`);
    return { status: response.status, text: await response.text() };
  };

  test('see that it lives, is ready, and what it does', async () => {
    expect(await get('/livez')).toEqual({ status: 200, text: 'alive\n' });
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    const { text } = await get('/metrics');
    for (const name of ['requests_total', 'topics', 'subscribers', 'fan_out_messages_total', 'tail_lag_seconds']) {
      expect(text).toContain(`voronka_${name}`);
    }
    expect(text).toContain('voronka_rollup_lag_entries');
    expect(text).toContain('voronka_pool_connections');
  });
});
