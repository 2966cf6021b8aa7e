import { describe, expect } from 'vitest';
import { newSecret } from '../../server/src/access/secret.ts';
import { Talk } from '../live/talk.ts';
import { board, frame, greeted, greeting, many, open } from './attack-frames.ts';
import { closing, underAttack } from './attack-harness.ts';

describe('sockets', () => {
  underAttack((attack) => {
    attack('of pages of other sites', async ({ socketUrl }) => {
      for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
        expect(await open(socketUrl, 'graphql-transport-ws', { origin })).toBe(403);
    });

    attack('with a token in the address', async ({ socketUrl, tokens }) => {
      expect(await open(`${socketUrl}?token=${tokens.director}`, 'graphql-transport-ws')).toBe(400);
    });

    attack('elsewhere, with too long an address, with too many headers', async ({ socketUrl }) => {
      expect(await open(socketUrl.replace('/graphql', '/wall'), 'graphql-transport-ws')).toBe(404);
      expect(await open(`${socketUrl}?x=${'y'.repeat(9_000)}`, 'graphql-transport-ws')).toBe(414);
      const headers = Object.fromEntries(many(200, (i) => [`x-${i}`, 'y']));
      expect(await open(socketUrl, 'graphql-transport-ws', { headers })).toBe(431);
    });

    attack('without a protocol, or with another', async ({ socketUrl }) => {
      for (const protocol of [[], ['graphql-ws'], ['x', 'y', 'graphql-transport-ws2']]) {
        const talk = await Talk.open(socketUrl, { greet: false, protocol }).catch(() => null);
        // the client itself hangs up when the server takes none of its protocols
        if (talk) expect((await talk.closed()).code).toBe(4406);
      }
    });

    attack('that do not greet, greet twice, or ask before', async (target) => {
      const silent = await Talk.open(target.socketUrl, { greet: false });
      expect((await silent.closed()).code).toBe(4408);
      const twice = await target.talk();
      twice.say(greeting(target.tokens.analyst));
      expect((await twice.closed()).code).toBe(4429);
      const hasty = await Talk.open(target.socketUrl, { greet: false });
      hasty.asks('1', board);
      expect((await hasty.closed()).code).toBe(4401);
    });

    attack('that greet with what is no credential', async (target) => {
      for (const authorization of [
        undefined,
        '',
        'Bearer',
        'Bearer x',
        `Bearer ${newSecret()}`,
        'Basic YTpi',
        7,
        {},
        null,
      ]) {
        const talk = await Talk.open(target.socketUrl, { greet: false });
        talk.say({ type: 'connection_init', payload: { authorization } });
        expect((await talk.closed()).code).toBe(4401);
      }
    });

    attack('a message of twenty megabytes', async (target) => {
      const talk = await target.talk();
      talk.say('x'.repeat(20_000_000));
      expect((await talk.closed()).code).toBe(1009);
    });

    attack('a message in pieces that never ends', async (target) => {
      const socket = await greeted(target);
      const closed = closing(socket);
      socket.write(frame(0x01, '{'));
      const piece = frame(0x00, Buffer.alloc(60_000, ' '));
      for (let i = 0; i < 10 && !socket.destroyed; i += 1) socket.write(piece);
      await closed;
    });

    attack('frames that are none', async (target) => {
      for (const bytes of [
        [0xff, 0xff, 1, 2, 3],
        [0x81, 0x05, 104, 101, 108, 108, 111],
        [0xc1, 0x80, 0, 0, 0, 0],
        [0x8b, 0x80, 0, 0, 0, 0],
        [0x89, 0xfe, 0xff, 0xff, 0, 0, 0, 0],
        [0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0],
      ]) {
        const socket = await greeted(target);
        const closed = closing(socket);
        socket.write(Buffer.from(bytes));
        await closed;
      }
    });

    attack('bytes instead of text, and text that is none', async (target) => {
      const bytes = await target.talk();
      bytes.ws.send(Buffer.from('{"type":"ping"}'), { binary: true });
      expect((await bytes.closed()).code).toBe(4400);
      const socket = await greeted(target);
      const closed = closing(socket);
      socket.write(frame(0x81, Buffer.from([0xff, 0xfe])));
      await closed;
    });

    attack('messages that are none', async (target) => {
      for (const message of [
        '',
        '{',
        '[]',
        'null',
        '1',
        '{"type":"hello"}',
        '{"type":"subscribe"}',
        '{"type":"subscribe","id":1,"payload":{"query":"{x}"}}',
        '{"type":"next","id":"1","payload":{}}',
        '{"type":"subscribe","id":"","payload":{"query":"{x}"}}',
        `{"type":"subscribe","id":"${'x'.repeat(5_000)}","payload":{"query":"{ __typename }"}}`,
        `{"type":"ping","payload":${'['.repeat(100_000)}`,
        '{"__proto__":{"type":"ping"}}',
      ]) {
        const talk = await target.talk();
        talk.say(message);
        expect((await talk.closed()).code).toBe(4400);
      }
    });
  });
});
