import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LiveWorld, startLiveWorld } from './live-harness.ts';

interface Board {
  kpis: { total: { wonDeals: { value: number } }; revision: string };
}

const board = 'subscription { kpis(period: { named: THIS_MONTH }) { total { wonDeals { value } } revision } }';
const wonOf = (answer: Board): number => answer.kpis.total.wonDeals.value;

describe('a topic', () => {
  let world: LiveWorld;
  beforeEach(async () => {
    world = await startLiveWorld();
  });
  afterEach(() => world.close());

  test('answers at once, and whole again after a change', async () => {
    const wall = world.subscribe<Board>(board);
    expect(wonOf(await wall.next())).toBe(0);
    await world.happens({});
    const second = await wall.next();
    expect(wonOf(second)).toBe(1);
    expect(Number(second.kpis.revision)).toBe(2);
  });

  test('is computed once for everybody, whatever they call it and however they lay it out', async () => {
    const walls = Array.from({ length: 20 }, (_, i) =>
      world.subscribe<Board>(
        i % 2 ? board : board.replace('subscription', 'subscription Wall').replaceAll(' {', '\n  {'),
      ),
    );
    await Promise.all(walls.map((wall) => wall.next()));
    const before = await world.computed();
    await world.happens({});
    await Promise.all(walls.map((wall) => wall.next((answer) => wonOf(answer) === 1)));
    expect(await world.computed()).toBe(before + 1);
  });

  test('gives a newcomer the current answer without computing it again', async () => {
    const first = world.subscribe<Board>(board);
    await first.next();
    const before = await world.computed();
    const newcomer = world.subscribe<Board>(board);
    expect(wonOf(await newcomer.next())).toBe(0);
    expect(await world.computed()).toBe(before);
  });

  test('joins changes that come quickly into few answers, and ends on the last', async () => {
    const wall = world.subscribe<Board>(board);
    await wall.next();
    const begun = performance.now();
    for (let i = 0; i < 100; i += 1) await world.happens({});
    await wall.next((answer) => wonOf(answer) === 100);
    const windows = Math.ceil((performance.now() - begun) / 200);
    expect(wall.seen.length - 1).toBeLessThanOrEqual(windows + 2);
  });

  test('sleeps through entries that cannot touch it', async () => {
    const anna = await world.nouns.employee('Анна');
    const olga = await world.nouns.employee('Ольга');
    const hers =
      'subscription($id: [ID]) { kpis(period: { named: THIS_MONTH }, where: { employee: $id }) { total { wonDeals { value } } revision } }';
    const all = world.subscribe<Board>(board);
    const annas = world.subscribe<Board>(hers, { id: [anna.id] });
    await Promise.all([all.next(), annas.next()]);
    const before = await world.computed();
    await world.happens({ employee: olga });
    await all.next((answer) => wonOf(answer) === 1);
    await world.happens({ at: new Date('2025-11-02T12:00:00Z') });
    await world.happens({ employee: anna });
    await annas.next((answer) => wonOf(answer) === 1);
    await all.next((answer) => wonOf(answer) === 2);
    // one for Olga's, two for Anna's; none for last year's
    expect(await world.computed()).toBe(before + 3);
  });

  test('says nothing when the answer is the same but for its revision', async () => {
    const wall = world.subscribe<Board>(board);
    await wall.next();
    const before = await world.computed();
    await world.happens({ kind: 'reference_amended' });
    await expect.poll(() => world.computed()).toBe(before + 1);
    await wall.nothing(50);
    await world.happens({});
    expect(wonOf(await wall.next())).toBe(1);
  });

  test('rolls over at midnight of the department', async () => {
    const today =
      'subscription { kpis(period: { named: TODAY }) { total { wonDeals { value } } revision period { from } } }';
    const wall = world.subscribe<Board & { kpis: { period: { from: string } } }>(today);
    await world.happens({});
    expect((await wall.next((answer) => wonOf(answer) === 1)).kpis.period.from).toBe('2026-03-18');
    world.clock.set('2026-03-18T23:59:59+03:00');
    await wall.nothing(300);
    world.clock.set('2026-03-19T00:00:00+03:00');
    const next = await wall.next();
    expect(wonOf(next)).toBe(0);
    expect(next.kpis.period.from).toBe('2026-03-19');
  });

  test('takes a refused question for over, and the socket for alive', async () => {
    const talk = await world.talk();
    talk.asks('bad', 'subscription { kpis(period: { from: "2026-03-02", to: "2026-03-01" }) { revision } }');
    const error = await talk.next();
    expect(error).toMatchObject({ id: 'bad', type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    talk.asks('bad', board);
    expect(await talk.next()).toMatchObject({ id: 'bad', type: 'next' });
  });
});

describe('a topic with a short repeat', () => {
  test('repeats an unchanged answer, so that a quiet board is known to be alive', async () => {
    const world = await startLiveWorld({ limits: { repeat: 300 } });
    const wall = world.subscribe<Board>(board);
    await wall.next();
    expect(wonOf(await wall.next())).toBe(0);
    expect(wonOf(await wall.next())).toBe(0);
    await world.close();
  });

  test('is dropped some time after its last subscriber', async () => {
    const world = await startLiveWorld({ limits: { linger: 100 } });
    const wall = world.subscribe<Board>(board);
    await wall.next();
    const topics = async () => (await world.metrics.topics.get()).values[0]?.value;
    expect(await topics()).toBe(1);
    await wall.close();
    await expect.poll(topics).toBe(0);
    await world.close();
  });
});

describe('when answering fails', () => {
  test('subscribers hear of it without details, and get the answer once it works again', async () => {
    let broken = true;
    const world = await startLiveWorld({
      beforeAnswer: () => {
        if (broken) throw new Error('password=secret');
      },
    });
    const talk = await world.talk();
    talk.asks('1', board);
    const failed = await talk.next();
    expect(failed).toMatchObject({ id: '1', type: 'next', payload: { data: null } });
    expect(JSON.stringify(failed)).not.toContain('secret');
    expect(JSON.stringify(failed)).toContain('INTERNAL_SERVER_ERROR');
    broken = false;
    expect(await talk.next()).toMatchObject({ payload: { data: { kpis: { revision: '1' } } } });
    await world.close();
  });
});

describe('two servers on one database', () => {
  test('both deliver what one of them has committed', async () => {
    const one = await startLiveWorld();
    const two = await startLiveWorld({ beside: one });
    const walls = [one.subscribe<Board>(board), two.subscribe<Board>(board)];
    await Promise.all(walls.map((wall) => wall.next()));
    for (let i = 1; i <= 5; i += 1) {
      await (i % 2 ? one : two).happens({});
      await Promise.all(walls.map((wall) => wall.next((answer) => wonOf(answer) === i)));
    }
    await two.close();
    await one.close();
  });
});
