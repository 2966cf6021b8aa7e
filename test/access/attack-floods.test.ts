import { once } from 'node:events';
import { describe, expect } from 'vitest';
import WebSocket from 'ws';
import { newSecret } from '../../server/src/access/secret.ts';
import { Talk } from '../live/talk.ts';
import { board, frame, greeted, greeting, many, open, upgraded } from './attack-frames.ts';
import { closing, underAttack } from './attack-harness.ts';

describe('floods', () => {
  underAttack((attack) => {
    attack('a message in a hundred thousand empty pieces', async (target) => {
      const socket = await greeted(target);
      socket.write(frame(0x01, '{'));
      const pieces = Buffer.concat(many(10_000, () => frame(0x00)));
      for (let i = 0; i < 10 && !socket.destroyed; i += 1) socket.write(pieces);
      socket.destroy();
    });

    attack('a flood of pings', async (target) => {
      const talk = await target.talk();
      for (let i = 0; i < 20_000 && talk.ws.readyState === WebSocket.OPEN; i += 1) talk.say({ type: 'ping' });
      expect((await talk.closed()).code).toBe(4429);
    });

    attack('a flood of pings below the protocol', async (target) => {
      const socket = await greeted(target);
      const closed = closing(socket);
      const pings = Buffer.concat(many(1_000, () => frame(0x89, 'x'.repeat(125))));
      for (let i = 0; i < 50 && !socket.destroyed; i += 1) socket.write(pings);
      await closed;
    });

    attack('a flood before the greeting', async (target) => {
      const talk = await Talk.open(target.socketUrl, { greet: false });
      for (let i = 0; i < 100; i += 1) talk.say({ type: 'ping' });
      expect((await talk.closed()).code).toBe(4429);
    });

    attack('questions begun and ended ten thousand times', async (target) => {
      const talk = await target.talk();
      for (let i = 0; i < 10_000 && talk.ws.readyState === WebSocket.OPEN; i += 1) {
        talk.asks(`${i}`, board);
        talk.say({ id: `${i}`, type: 'complete' });
      }
      expect((await talk.closed()).code).toBe(4429);
    });

    attack('more questions than a socket may have', async (target) => {
      const talk = await target.talk();
      for (let i = 0; i <= 100; i += 1) talk.asks(`${i}`, board);
      const { payload } = await talk.next(({ id }) => id === '100');
      expect(payload).toMatchObject([{ extensions: { code: 'REFUSED', refusal: 'TOO_MANY_OPERATIONS' } }]);
      talk.hangUp();
    });

    attack('the same id twice', async (target) => {
      const talk = await target.talk();
      talk.asks('1', board);
      talk.asks('1', board);
      expect((await talk.closed()).code).toBe(4409);
    });

    attack(
      'a thousand different questions, all live',
      async (target) => {
        const talks = await Promise.all(many(10, () => target.talk()));
        for (const [n, talk] of talks.entries())
          for (let i = 0; i < 100; i += 1)
            talk.asks(`${i}`, `subscription { kpis(period: { last: ${1 + n * 100 + i}, unit: DAY }) { revision } }`);
        await Promise.all(talks.map((talk) => talk.next(({ id }) => id === '99', 20_000)));
        for (const talk of talks) talk.hangUp();
      },
      60_000,
    );

    attack('a person who asks a thousand times on one socket', async (target) => {
      const cookie = await target.session('director');
      const ws = new WebSocket(target.socketUrl, 'graphql-transport-ws', { headers: { cookie } });
      await once(ws, 'open');
      const codes: (string | undefined)[] = [];
      ws.on('message', (data) => {
        const { type, payload } = JSON.parse(String(data)) as {
          type: string;
          payload?: { extensions?: { code: string } }[];
        };
        if (type === 'error') codes.push(payload?.[0]?.extensions?.code);
      });
      ws.send('{"type":"connection_init"}');
      await once(ws, 'message');
      const long = `{ __typename } # ${'x'.repeat(30_000)}`;
      for (let i = 0; i < 60; i += 1)
        ws.send(JSON.stringify({ id: `${i}`, type: 'subscribe', payload: { query: long } }));
      await expect.poll(() => codes.length).toBeGreaterThan(5);
      expect(new Set(codes)).toEqual(new Set(['RATE_LIMITED']));
      // it is asked too much, and may go on later
      expect(ws.readyState).toBe(WebSocket.OPEN);
      ws.terminate();
    });

    attack('more sockets than a person may have', async (target) => {
      const cookie = await target.session('director');
      const sockets = many(60, () => new WebSocket(target.socketUrl, 'graphql-transport-ws', { headers: { cookie } }));
      const codes: number[] = [];
      for (const ws of sockets) {
        ws.on('open', () => ws.send('{"type":"connection_init"}'));
        ws.on('close', (code) => codes.push(code));
      }
      await expect.poll(() => codes.length, { timeout: 5_000 }).toBe(20);
      expect(new Set(codes)).toEqual(new Set([4429]));
      for (const ws of sockets) ws.terminate();
    });

    attack(
      'three thousand sockets that say nothing',
      async (target) => {
        const outcomes = await Promise.all(
          many(3_000, () => open(target.socketUrl, 'graphql-transport-ws').catch(() => 0)),
        );
        expect(outcomes.filter((status) => status === 429).length).toBeGreaterThan(500);
        // those that were let in are shown out after three seconds
        await expect
          .poll(() => open(target.socketUrl, 'graphql-transport-ws'), { timeout: 10_000, interval: 500 })
          .toBe(101);
      },
      60_000,
    );

    attack('three hundred guesses', async (target) => {
      const guess = async () => {
        const talk = await Talk.open(target.socketUrl, { greet: false }).catch(() => null);
        // refused before it was a socket: 429
        if (!talk) return 4429;
        talk.say(greeting(newSecret()));
        return (await talk.closed()).code;
      };
      const codes = [...(await Promise.all(many(300, guess))), ...(await Promise.all(many(100, guess)))];
      expect(new Set(codes)).toEqual(new Set([4401, 4429]));
      expect(codes.filter((code) => code === 4429).length).toBeGreaterThan(50);
      const known = await target.talk();
      known.hangUp();
    });

    attack('one that asks for much and never reads', async (target) => {
      const deaf = await target.talk();
      deaf.stopsReading();
      const schema = '{ __schema { types { name description fields { name description } } } }';
      for (let i = 0; i < 90; i += 1) deaf.asks(`${i}`, schema);
      const other = await target.talk();
      other.asks('1', board);
      await other.next(({ type }) => type === 'next');
      for (const talk of [deaf, other]) talk.hangUp();
    });

    attack('two hundred that hang up in the middle of everything', async (target) => {
      const talks = await Promise.all(many(200, () => target.talk()));
      for (const talk of talks) {
        talk.asks('1', board);
        talk.hangUp();
      }
      const sockets = await Promise.all(many(50, () => upgraded(target)));
      for (const socket of sockets) {
        socket.write(Buffer.from([0x81, 0xfe, 0x0f]));
        socket.destroy();
      }
    });
  });
});
