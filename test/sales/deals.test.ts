import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import type { Deal } from '../world/deals.ts';
import { refusal } from '../world/graphql-client.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
let olga: Person;
let pavel: Person;

beforeAll(async () => {
  world = await startWorld();
  await world.pipeline(['Новая', 'Переговоры', 'Договор']);
  const first = await world.team('Первая');
  olga = await world.manager('Ольга', { team: first });
  pavel = await world.manager('Павел', { team: await world.team('Вторая') });
});
afterAll(async () => {
  const findings = await verify(world.database.owner, [...ledgerChecks, dealsEqualTheirFacts]);
  await world.close();
  expect(findings).toEqual([]);
});

/** How many entries the ledger holds: a refused verb must not add any. */
const entries = async () =>
  Number(
    (await world.database.owner.query<{ n: string }>({ text: 'select count(*) as n from ledger', values: [] }))[0]?.n,
  );

async function leavesNoTrace<T>(work: () => Promise<T>): Promise<T> {
  const before = await entries();
  const result = await work();
  expect(await entries(), 'nothing was written').toBe(before);
  return result;
}

describe('a verb with an idempotency key', () => {
  test('happens once, however often and however many at once send it', async () => {
    const deals = await Promise.all(
      Array.from({ length: 8 }, () => olga.opens({ key: 'once', amount: 100 }).catch(() => null)),
    );
    const again = await olga.opens({ key: 'once', amount: 100 });
    expect(new Set(deals.filter((d) => d !== null).map((d) => d.id))).toEqual(new Set([again.id]));
    const won = await olga.wins({ ...again }, { key: 'win-once' });
    const replay = await leavesNoTrace(() => olga.wins({ ...again }, { key: 'win-once' }));
    expect(replay).toEqual(won);
  });

  test('is refused when the same key comes with another body or verb', async () => {
    const deal = await olga.opens({ key: 'body', amount: 100 });
    expect(await leavesNoTrace(() => refusal(olga.opens({ key: 'body', amount: 101 })))).toMatchObject({
      code: 'REFUSED',
      refusal: 'KEY_REUSED',
      field: 'input.key',
    });
    expect(await leavesNoTrace(() => refusal(olga.wins(deal, { key: 'body' })))).toMatchObject({
      refusal: 'KEY_REUSED',
    });
  });

  test('can be tried again with its key after a refusal', async () => {
    const deal = await olga.opens({ amount: 100 });
    await olga.wins(deal);
    await refusal(olga.moves(deal, 'Договор', { key: 'later' }));
    await olga.reopens(deal);
    expect((await olga.moves(deal, 'Договор', { key: 'later' })).stage.name).toBe('Договор');
  });
});

describe('a version', () => {
  test('that is old is a conflict, which says what the other edit was', async () => {
    const deal = await olga.opens({ amount: 100 });
    const seen = { ...deal };
    await pavel.moves(deal, 'Договор');
    await pavel.amends(deal, { amount: 250 });
    const conflict = await leavesNoTrace(() => refusal(olga.wins(seen)));
    expect(conflict).toMatchObject({
      code: 'CONFLICT',
      refusal: 'VERSION_CONFLICT',
      field: 'input.version',
      version: 3,
    });
    expect(conflict.changes).toMatchObject([
      { version: 2, kind: 'MOVED', changed: ['stageId'] },
      { version: 3, kind: 'AMENDED', changed: ['amount'] },
    ]);
  });

  test('lets exactly one of many at once through', async () => {
    const deal = await olga.opens({ amount: 100 });
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => olga.wins({ ...deal })));
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
  });
});

describe('the past', () => {
  const revenueBy = async (where: string) => {
    const rows = await world.database.owner.query<{ employee_id: string; revenue: string }>({
      text: `select employee_id, sum(revenue) as revenue from ledger where ${where} group by 1 having sum(revenue) <> 0`,
      values: [],
    });
    return Object.fromEntries(rows.map((row) => [row.employee_id, Number(row.revenue)]));
  };

  test('keeps its credit when a deal is reassigned, and takes a backdated hand-over into account', async () => {
    const deal = await olga.opens({ amount: 100, at: '2026-03-01T09:00:00Z' });
    await olga.wins(deal, { at: '2026-03-10T09:00:00Z' });
    expect(await revenueBy(`deal_id = ${deal.id}`)).toEqual({ [olga.id]: 100_00 });
    await olga.gives(deal, pavel, { at: '2026-03-12T09:00:00Z' });
    expect(await revenueBy(`deal_id = ${deal.id}`), 'reassigning after the win').toEqual({ [olga.id]: 100_00 });
    const other = await olga.opens({ amount: 100, at: '2026-03-01T09:00:00Z' });
    await olga.wins(other, { at: '2026-03-10T09:00:00Z' });
    await olga.gives(other, pavel, { at: '2026-03-05T09:00:00Z' });
    expect(await revenueBy(`deal_id = ${other.id}`), 'a hand-over that had happened before the win').toEqual({
      [pavel.id]: 100_00,
    });
  });

  test('refuses what it contradicts', async () => {
    const deal = await olga.opens({ at: '2026-03-01T09:00:00Z' });
    expect(
      await leavesNoTrace(() => refusal(olga.moves(deal, 'Договор', { at: '2026-02-01T09:00:00Z' }))),
    ).toMatchObject({
      refusal: 'BEFORE_OPENING',
    });
    await olga.moves(deal, 'Договор', { at: '2026-03-10T09:00:00Z' });
    expect(await leavesNoTrace(() => refusal(olga.wins(deal, { at: '2026-03-05T09:00:00Z' })))).toMatchObject({
      refusal: 'DEAL_ALREADY_CLOSED',
      attempted: 'moved',
    });
  });
});

describe('bad input is refused, coded, with the field named, and nothing is written', () => {
  let deal: Deal;
  beforeAll(async () => {
    deal = await olga.opens({ amount: 100 });
  });

  const open = (input: string) => `mutation { openDeal(input: { key: "bad", ${input} }) { id } }`;
  test.each([
    ['negative amount', open('clientId: 1, amount: -5'), { code: 'BAD_USER_INPUT', field: 'input.amount' }],
    ['too many decimals', open('clientId: 1, amount: 0.001'), { code: 'BAD_USER_INPUT', field: 'input.amount' }],
    ['too much', open('clientId: 1, amount: 1e15'), { code: 'BAD_USER_INPUT', field: 'input.amount' }],
    ['unknown client', open('clientId: 999'), { code: 'NOT_FOUND', field: 'input.clientId', id: '999' }],
    ['no id at all', open('clientId: "abc"'), { code: 'BAD_USER_INPUT', field: 'input.clientId' }],
    ['unknown owner', open('clientId: 1, ownerId: 999'), { code: 'NOT_FOUND', field: 'input.ownerId' }],
    ['unknown stage', open('clientId: 1, stageId: 999'), { code: 'NOT_FOUND', field: 'input.stageId' }],
    ['unknown channel', open('clientId: 1, channelId: 999'), { code: 'NOT_FOUND', field: 'input.channelId' }],
    [
      'unknown product',
      open('clientId: 1, lines: [{ productId: 999 }]'),
      { code: 'NOT_FOUND', field: 'input.lines.0.productId' },
    ],
    ['the future', open('clientId: 1, at: "2099-01-01T00:00:00Z"'), { code: 'BAD_USER_INPUT', field: 'input.at' }],
    [
      'empty key',
      'mutation { openDeal(input: { key: "", clientId: 1 }) { id } }',
      { code: 'BAD_USER_INPUT', field: 'input.key' },
    ],
  ])('%s', async (_name, document, expected) => {
    await world.client();
    expect(await leavesNoTrace(() => world.refused(document))).toMatchObject(expected);
  });

  test('an unknown deal, closed twice, a stage it stands in, an empty amendment', async () => {
    expect(await refusal(olga.wins({ ...deal, id: '424242' }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.dealId',
    });
    expect(await refusal(olga.moves(deal, 'Новая'))).toMatchObject({
      refusal: 'ALREADY_IN_STAGE',
      field: 'input.stageId',
    });
    expect(await refusal(olga.amends(deal, {}))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
    await olga.wins(deal);
    expect(await leavesNoTrace(() => refusal(olga.loses(deal)))).toMatchObject({
      code: 'REFUSED',
      refusal: 'DEAL_ALREADY_CLOSED',
    });
  });
});

describe('a client', () => {
  test('that changes its segment takes its open deals along, not what it bought', async () => {
    const [retail, wholesale] = [await world.segment('Розница'), await world.segment('Опт')];
    const client = await world.client('Переменчивый', { segment: retail });
    await olga.wins(await olga.opens({ client, amount: 70 }));
    await olga.opens({ client, amount: 30 });
    const amend = `mutation { amendClient(input: { key: "segment", clientId: ${client.id}, version: 1, segmentId: ${wholesale.id} }) { version segment { name } } }`;
    expect(await world.ask(amend)).toEqual({ amendClient: { version: 2, segment: { name: 'Опт' } } });
    const sums = await world.database.owner.query({
      text: `select segment_id, sum(revenue)::int as revenue, sum(pipeline)::int as pipeline from ledger where client_id = ${client.id}
        and deal_id is not null group by 1 order by 1`,
      values: [],
    });
    expect(sums).toEqual([
      { segment_id: retail.id, revenue: 70_00, pipeline: 0 },
      { segment_id: wholesale.id, revenue: null, pipeline: 30_00 },
    ]);
    expect(await world.refused(amend.replace('"segment"', '"again"'))).toMatchObject({ code: 'CONFLICT', version: 2 });
  });
});
