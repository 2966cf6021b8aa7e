import { describe, expect } from 'vitest';
import { closing, expectRefused, type Target, underAttack } from './attack-harness.ts';

const json = 'content-type: application/json\r\n';
const small = '{"query":"{ __typename }"}';
const bearer = (target: Target, token = target.tokens.analyst) => ({ authorization: `Bearer ${token}` });
const many = (times: number, text: (i: number) => string) => Array.from({ length: times }, (_, i) => text(i)).join('');
const statusOf = (answer: string) => Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 0);
const post = (more: string, body = small) =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${json}${more}\r\n${body}`;
/** Nothing, or a plain status that is none of the server's own failures. */
function expectCalm(answer: string): void {
  expect(answer).not.toMatch(/HTTP\/1.1 5|node_modules|\n\s+at /);
}

/** Lines that are kept busy with next to nothing, until the server has enough of it. */
async function drip(target: Target, lines: number, start: string, drop: string): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: lines }, () => target.line()));
  for (const socket of sockets) socket.on('data', () => undefined).write(start);
  const dripping = setInterval(() => {
    for (const socket of sockets) socket.write(drop);
  }, 700);
  await Promise.all(sockets.map(closing));
  clearInterval(dripping);
}

describe('lines', () => {
  underAttack((attack) => {
    attack('twenty megabytes piece by piece', async (target) => {
      const piece = 'x'.repeat(64_000);
      const socket = await target.line();
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: x\r\n${json}authorization: Bearer ${target.tokens.analyst}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      let answer = '';
      socket.on('data', (chunk) => (answer += String(chunk)));
      for (let i = 0; i < 300 && !socket.destroyed; i += 1)
        socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
      await expect.poll(() => statusOf(answer), { timeout: 10_000 }).toBe(413);
      socket.destroy();
    });

    attack('five hundred headers', async (target) => {
      const answer = await target.raw(post(many(500, (i) => `x-${i}: y\r\n`)));
      expect(statusOf(answer)).toBe(431);
      expectCalm(answer);
    });

    attack('a header of a megabyte', async (target) => {
      const answer = await target.raw(post(`x-long: ${'y'.repeat(1_000_000)}\r\n`));
      expectCalm(answer);
      expect([0, 431]).toContain(statusOf(answer));
    });

    attack('addresses that are too long', async (target) => {
      expectRefused(
        await target.send(`/graphql?query=${'x'.repeat(9_000)}`, { headers: bearer(target) }),
        'BAD_USER_INPUT',
      );
      expect(statusOf(await target.raw(`GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`))).toBe(431);
    });

    attack('ways out of the folder of pages', async (target) => {
      for (const path of [
        '/assets/..%2f..%2fpackage.json',
        '/../../../etc/passwd',
        '/assets/%2e%2e/%2e%2e/server/package.json',
        '/..%5c..%5cpackage.json',
        '/assets/....//package.json',
        '//etc/passwd',
        '/assets/%00',
        '/%ff',
        '/%',
        '/assets/..%c0%af..%c0%afetc/passwd',
      ]) {
        const answer = await target.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        expectCalm(answer.replace(/^HTTP\/1.1 503/, ''));
        expect(answer).not.toMatch(/root:|"name": ?"(@?voronka)/);
      }
    });

    attack('two requests in one: both ways to tell a length', async (target) => {
      const inner = 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n';
      for (const more of [
        `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
        `Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${inner}`,
        `Content-Length: 5\r\nContent-Length: 6\r\n\r\n${small}`,
        `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
        `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner}`,
        `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
        `X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
        `Transfer-Encoding: chunked\r\n\r\n5;x=${'y'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n${inner}`,
        `Content-Length: -1\r\n\r\n${small}`,
        `Content-Length: 99999999999999999999\r\n\r\n${small}`,
      ]) {
        const answer = await target.raw(`POST /graphql HTTP/1.1\r\nHost: x\r\n${json}${more}`, 1_500);
        expectCalm(answer);
        expect(answer).not.toContain('voronka_requests_total');
      }
    });

    attack('what is no HTTP of ours', async (target) => {
      for (const text of [
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
        'GET / HTTP/1.1\r\n\r\n',
        'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
        '\u0016\u0003\u0001\u0000',
        'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
        'GET /wall HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        'TRACE / HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\nConnection: close\r\n\r\n',
      ])
        expectCalm((await target.raw(text, 1_000)).replace(/^HTTP\/1.1 503/, ''));
    });

    attack('five hundred requests in one go on one line', async (target) => {
      const one = `POST /graphql HTTP/1.1\r\nHost: x\r\n${json}authorization: Bearer ${target.tokens.analyst}\r\nContent-Length: ${small.length}\r\n`;
      const answer = await target.raw(
        `${many(499, () => `${one}\r\n${small}`)}${one}Connection: close\r\n\r\n${small}`,
        10_000,
      );
      expect(answer.match(/HTTP\/1.1 200/g)).toHaveLength(500);
    });

    attack(
      'headers and bodies that come a byte at a time, three hundred of them',
      async (target) => {
        const start = `POST /graphql HTTP/1.1\r\nHost: x\r\n${json}`;
        const whole = `${start}authorization: Bearer ${target.tokens.analyst}\r\nContent-Length: 100000\r\n\r\n`;
        await Promise.all([drip(target, 200, start, 'x: y\r\n'), drip(target, 100, whole, '{')]);
      },
      60_000,
    );

    attack('a thousand lines that say nothing', async (target) => {
      const sockets = await Promise.all(Array.from({ length: 1_000 }, () => target.line()));
      expect((await target.send('/readyz')).status).toBe(200);
      for (const socket of sockets) socket.destroy();
    });

    attack('an answer nobody takes', async (target) => {
      const query = encodeURIComponent('{ __schema { types { name description fields { name description } } } }');
      const sockets = await Promise.all(Array.from({ length: 20 }, () => target.line()));
      for (const socket of sockets) {
        socket.pause();
        const ask = `GET /graphql?query=${query} HTTP/1.1\r\nHost: x\r\nauthorization: Bearer ${target.tokens.analyst}\r\n\r\n`;
        for (let i = 0; i < 20; i += 1) socket.write(ask);
      }
      expect((await target.ask('{ __typename }')).status).toBe(200);
      for (const socket of sockets) socket.destroy();
    });
  });
});
