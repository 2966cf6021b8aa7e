import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/src/database/database.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { type LiveWorld, startLiveWorld } from './live-harness.ts';
import type { Said } from './talk.ts';

interface Event {
  id: string;
  cursor: string;
  kind: string;
  amount: number | null;
  imported: boolean;
  backdated: boolean;
  correction: boolean;
  deal: { title: string };
}
interface Answer {
  dealEvents: Event;
}

const fields = 'id cursor kind amount imported backdated correction deal { title }';
const events = `subscription($kinds: [DealEventKind!], $after: String, $last: Int) {
  dealEvents(kinds: $kinds, after: $after, last: $last) { ${fields} } }`;
const eventOf = (said: Said): Event => (said.payload as { data: Answer }).data.dealEvents;

let world: LiveWorld;
beforeEach(async () => {
  world = await startLiveWorld();
});
afterEach(() => world.close());

describe('deal events', () => {
  test('tell what happened, whether it was imported, backdated', async () => {
    const wall = world.subscribe<Answer>(events, { last: 1 });
    expect((await wall.next()).dealEvents).toMatchObject({
      kind: 'OPENED',
      amount: 50,
      imported: false,
      deal: { title: 'Кровати' },
    });
    await world.happens({ revenue: 12_345 });
    expect((await wall.next()).dealEvents).toMatchObject({
      kind: 'WON',
      amount: 123.45,
      backdated: false,
      correction: false,
    });
    const yesterday = new Date('2026-03-17T12:00:00+03:00');
    await world.happens({ kind: 'deal_moved', at: yesterday });
    expect((await wall.next()).dealEvents).toMatchObject({ kind: 'MOVED', amount: 50, backdated: true });
    await world.happens({ origin: 'import' });
    expect((await wall.next()).dealEvents).toMatchObject({ kind: 'WON', imported: true });
  });

  test('come only of the kinds asked for, and only once per fact', async () => {
    const wall = world.subscribe<Answer>(events, { kinds: ['WON', 'LOST'], last: 5 });
    await world.happens({ event: true });
    const first = await wall.next();
    await world.happens([{ kind: 'deal_moved' }, { event: false }, { kind: 'deal_lost' }]);
    expect((await wall.next()).dealEvents.kind).toBe('LOST');
    expect(wall.seen.length).toBe(2);
    expect(first.dealEvents.kind).toBe('WON');
  });

  test('begin with the latest asked for, in order, then go on', async () => {
    for (let hour = 1; hour <= 5; hour += 1) {
      await world.happens({ revenue: hour * 100, at: new Date(`2026-03-17T0${hour}:00:00Z`) });
    }
    const wall = world.subscribe<Answer>(events, { kinds: ['WON'], last: 3 });
    const replayed = [await wall.next(), await wall.next(), await wall.next()];
    expect(replayed.map((answer) => answer.dealEvents.amount)).toEqual([3, 4, 5]);
    await world.happens({ revenue: 600 });
    expect((await wall.next()).dealEvents.amount).toBe(6);
    const resumed = world.subscribe<Answer>(events, { kinds: ['WON'], after: replayed[2]?.dealEvents.cursor });
    expect((await resumed.next()).dealEvents.amount).toBe(6);
  });

  test('are read and rendered once, however many follow', async () => {
    const cost = async (followers: number): Promise<number> => {
      const walls = Array.from({ length: followers }, () => world.subscribe<Answer>(events, { kinds: ['WON'] }));
      await Promise.all(walls.map((wall) => wall.nothing(300)));
      await world.happens({ revenue: 555 });
      await Promise.all(walls.map((wall) => wall.next((answer) => answer.dealEvents.amount === 5.55)));
      await Promise.all(walls.map((wall) => wall.nothing(300)));
      const before = world.database.app.statements;
      await world.happens({ revenue: 777 });
      await Promise.all(walls.map((wall) => wall.next((answer) => answer.dealEvents.amount === 7.77)));
      const statements = world.database.app.statements - before;
      await Promise.all(walls.map((wall) => wall.close()));
      return statements;
    };
    expect(await cost(20)).toBe(await cost(1));
  });

  test('refuse a cursor of another cluster, and one of a time that has not come', async () => {
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    const [mark] = await world.database.app.query<{ id: string }>(
      sql`select system_identifier::text as id from ledger_mark`,
    );
    const talk = await world.talk();
    for (const text of ['1 12345 700:700: ', `1 ${mark?.id} 700:99999999999: `]) {
      talk.asks('1', events, { after: cursor(text) });
      const said = await talk.next();
      expect(said).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'REFUSED', refusal: 'CURSOR_EXPIRED' } }],
      });
    }
  });
});

/** One who loses the connection again and again, and goes on after the last cursor. */
async function flaky(after: string, takes: () => number, done: (ids: string[]) => boolean): Promise<string[]> {
  const ids: string[] = [];
  let cursor = after;
  while (!done(ids)) {
    const talk = await world.talk();
    talk.asks('1', events, { after: cursor });
    for (let left = takes(); left > 0 && !done(ids); left -= 1) {
      const said = await talk.next((message) => message.type === 'next', 500).catch(() => null);
      if (!said) break;
      const event = eventOf(said);
      ids.push(event.id);
      cursor = event.cursor;
    }
    talk.hangUp();
  }
  return ids;
}

describe('under writers whose transactions commit out of order', () => {
  test('no event is lost or doubled, live or across reconnects, on either of two servers', {
    timeout: 120_000,
  }, async () => {
    const other = await startLiveWorld({ beside: world });
    const first = await world.talk();
    first.asks('1', events, { last: 1 });
    const { cursor } = eventOf(await first.next());
    const second = await other.talk();
    second.asks('1', events, { after: cursor });

    const writers = openDatabase(world.databaseUrl, 8, () => undefined);
    let written = 0;
    let writing = true;
    const isAll = (ids: readonly string[]) => !writing && ids.length >= written;
    const random = (most: number) => Math.floor(Math.random() * most);
    const reconnecting = [1, 2, 3].map((n) => flaky(cursor, () => 1 + random(n * 60), isAll));

    const write = async (writer: number): Promise<void> => {
      for (let i = 0; i < 24; i += 1) {
        // now and then a transaction stays open while dozens of others pass it by
        const slow = i % 10 === writer ? 600 : random(12);
        const batch = writer === 7 && i % 12 === 0 ? 250 : 1 + random(3);
        const work = writers.app.transaction(async (tx) => {
          await world.post(
            tx,
            Array.from({ length: batch }, () => ({})),
          );
          await pause(slow);
          await world.post(tx, [{ event: false }, {}]);
          if (i % 9 === 4) throw new Error('rolled back');
        });
        const posted = await work.then(() => batch + 1).catch(() => 0);
        written += posted;
        if (i % 3 === 0) world.live.poke();
      }
    };
    await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write));
    writing = false;

    const rows = await world.database.app.query<{ id: string }>(
      sql`select id from ledger where event and kind = 'deal_won' order by id`,
    );
    const all = rows.map(({ id }) => id).toSorted();
    expect(all.length).toBe(written);
    await expect
      .poll(() => Math.min(...[first, second].map((talk) => talk.heard.length)), { timeout: 20_000 })
      .toBeGreaterThan(written);
    for (const ids of await Promise.all(reconnecting)) expect(ids.toSorted()).toEqual(all);
    for (const talk of [first, second]) {
      const ids = talk.heard
        .filter((said) => said.type === 'next' && eventOf(said).kind === 'WON')
        .map((said) => eventOf(said).id);
      expect(ids.toSorted()).toEqual(all);
    }
    await writers.close();
    await other.close();
  });
});
