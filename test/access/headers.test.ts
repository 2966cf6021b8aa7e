import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
let secure: World;
beforeAll(async () => {
  world = await startWorld();
  secure = await startWorld({
    databaseUrl: world.databaseUrl,
    config: { publicUrl: 'https://sales.example.com', trustProxy: 1 },
  });
});
afterAll(async () => {
  await secure?.close();
  await world?.close();
});

describe('every answer tells the browser what to forbid', () => {
  test.each(['/', '/wall/today', '/livez', '/graphql', '/assets/none.js', '/no/%zz'])('%s', async (path) => {
    const { headers, status } = await fetch(world.url + path);
    expect(status).toBeLessThan(504);
    const policy = headers.get('content-security-policy') ?? '';
    const { host } = new URL(world.url);
    for (const directive of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      `connect-src 'self' ws://${host} wss://${host}`,
      "frame-ancestors 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ])
      expect(policy.split(';')).toContain(directive);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  test('and to come by https only, where people come by https', async () => {
    const { headers } = await fetch(`${secure.url}/`);
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
  });
});

describe('the figures of the server itself', () => {
  const read = (at: World, headers: Record<string, string> = {}) => fetch(`${at.url}/metrics`, { headers });

  test('are shown to whoever measures on this machine', async () => {
    expect((await read(world)).status).toBe(200);
  });

  test('are not shown to whoever a proxy lets through, but for some tokens', async () => {
    const through = { 'x-forwarded-for': '203.0.113.7' };
    expect((await read(secure, through)).status).toBe(401);
    const manager = await world.enters('manager');
    const integration = await world.enters('integration');
    const as = (token: string) => ({ ...through, authorization: `Bearer ${token}` });
    expect((await read(secure, as(manager.token))).status).toBe(403);
    const answer = await read(secure, as(integration.token));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('voronka_requests_total');
  });
});

describe('what is no question of anybody', () => {
  test.each([
    ['/assets/..%2f..%2fpackage.json', 'GET'],
    ['/..%2f..%2f..%2fetc%2fpasswd', 'GET'],
    ['/%', 'GET'],
    ['/%c0%ae%c0%ae/', 'GET'],
    ['/assets', 'GET'],
    ['/wall/today', 'POST'],
    ['/graphql', 'OPTIONS'],
    ['/graphql', 'DELETE'],
    ['/graphql', 'TRACE'],
  ])('%s %s shows nothing of what is inside', async (path, method) => {
    const answer = await rawAnswer(world.url, `${method} ${path} HTTP/1.1`);
    expect(answer).not.toMatch(/node_modules|at \w+ \(|"voronka"|root:x|\/server\/|Error:/);
    expect(answer).toMatch(/^HTTP\/1.1 [2-4]\d\d/);
    expect(answer.toLowerCase()).not.toContain('access-control-allow');
  });
});

/** Sends a line as it is: `fetch` would tidy it up. */
async function rawAnswer(url: string, line: string): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}
