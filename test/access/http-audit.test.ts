import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

/** As an integration asks: with its token. */
const fetchFn: typeof fetch = (url, options = {}) => {
  const headers = new Headers(options.headers);
  headers.set('authorization', `Bearer ${world.token}`);
  return fetch(url, { ...options, headers });
};

const audits = serverAudits({ url: () => `${world.url}/graphql`, fetchFn });

test('there are as many audits as there were', () => {
  expect(audits.length).toBeGreaterThanOrEqual(61);
});

test.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))(
  'GraphQL over HTTP %s: %s',
  async (_id, _name, fn) => {
    const result = await fn();
    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
  },
);

test('subscriptions are sent to the WebSocket, mutations to POST', async () => {
  const subscription = 'subscription { settings { departmentName } }';
  const response = await fetchFn(`${world.url}/graphql?query=${encodeURIComponent(subscription)}`);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  const mutation = await fetchFn(`${world.url}/graphql?query=${encodeURIComponent('mutation { __typename }')}`);
  expect(mutation.status).toBe(405);
  expect(mutation.headers.get('allow')).toBe('POST');
});
