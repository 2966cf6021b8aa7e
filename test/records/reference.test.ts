import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

interface Row {
  id: string;
  name: string;
  version: number;
  endedAt: string | null;
}
interface Page {
  channels: { nodes: Row[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

const fields = 'id name version endedAt';
const add = `mutation ($input: AddChannelInput!) { addChannel(input: $input) { ${fields} } }`;
const amend = `mutation ($input: AmendChannelInput!) { amendChannel(input: $input) { ${fields} } }`;
const end = `mutation ($input: EndChannelInput!) { endChannel(input: $input) { ${fields} } }`;
const list = `query ($where: ChannelFilter, $orderBy: ChannelOrder, $first: Int, $after: String) {
  channels(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    nodes { ${fields} } totalCount pageInfo { hasNextPage endCursor } } }`;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function added(name: string, key = name): Promise<Row> {
  return (await world.ask<{ addChannel: Row }>(add, { input: { key, name } })).addChannel;
}

describe('a noun told by its fields', () => {
  test('is added once per key, amended at the version that was seen, and ended', async () => {
    const row = await added('  Дилеры ');
    expect(row).toEqual({ id: row.id, name: 'Дилеры', version: 1, endedAt: null });
    expect(await added('  Дилеры ')).toEqual(row);
    const input = { key: 'amend', id: row.id, version: 1, name: 'Оптовики' };
    const amended = (await world.ask<{ amendChannel: Row }>(amend, { input })).amendChannel;
    expect(amended).toEqual({ ...row, name: 'Оптовики', version: 2 });
    expect(await world.refused(amend, { input: { ...input, key: 'late' } })).toMatchObject({
      code: 'CONFLICT',
      field: 'input.version',
      version: 2,
    });
    expect((await world.ask<{ amendChannel: Row }>(amend, { input })).amendChannel).toEqual(amended);
    const ended = (await world.ask<{ endChannel: Row }>(end, { input: { key: 'end', id: row.id } })).endChannel;
    expect(ended).toMatchObject({ version: 3, endedAt: world.clock.now().toISOString() });
    expect(await world.refused(end, { input: { key: 'again', id: row.id } })).toMatchObject({
      refusal: 'ENDED',
      field: 'input.id',
    });
  });

  test.each([
    [{ name: '' }, 'input.name'],
    [{ name: '   ' }, 'input.name'],
    [{ name: 'x'.repeat(301) }, 'input.name'],
    [{ name: 'a\u0000b' }, 'input.name'],
    [{ name: 'ok', externalId: '' }, 'input.externalId'],
  ])('refuses %j, naming the field', async (input, field) => {
    const refused = await world.refused(add, { input: { key: `bad ${JSON.stringify(input).slice(0, 50)}`, ...input } });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('is listed by pages, in any order, filtered, without losing or repeating any', async () => {
    for (const name of ['б', 'а', 'в', 'а', 'г']) await added(`Список ${name}`, `list ${name} ${Math.random()}`);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await world.ask<Page>(list, {
        where: { search: 'список', ended: false },
        orderBy: { by: 'name', direction: 'DESC' },
        first: 2,
        after,
      });
      expect(page.channels.totalCount).toBe(5);
      seen.push(...page.channels.nodes.map(({ name }) => name));
      after = page.channels.pageInfo.hasNextPage ? page.channels.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(['г', 'в', 'б', 'а', 'а'].map((letter) => `Список ${letter}`));
    const foreign = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url');
    for (const cursor of ['nonsense', foreign]) {
      const refused = await world.refused(list, { after: cursor, orderBy: { by: 'name', direction: 'ASC' } });
      expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    }
  });

  test('is told of in the ledger, and added by two at once once', async () => {
    const [one, two] = await Promise.all([added('Вдвоём', 'both'), added('Вдвоём', 'both')]);
    expect(one).toEqual(two);
    const entries = await world.database.owner.query<{ kind: string }>({
      text: `/* news */ select kind from ledger where noun = 'channel' and noun_id = $1 and channel_id = $1 and event`,
      values: [one?.id],
    });
    expect(entries).toEqual([{ kind: 'reference_added' }]);
  });
});

test('nobody filters, searches or orders by what they may not read', async () => {
  const screen = await world.enters('screen');
  expect(
    await screen.refused('{ employees(where: { hiredOn: { from: "2020-01-01" } }) { totalCount } }'),
  ).toMatchObject({ code: 'FORBIDDEN', field: 'where.hiredOn' });
  const marketer = await world.enters('marketer');
  await marketer.ask('{ products(where: { ended: false, search: "к" }) { totalCount } }');
  expect(
    await marketer.refused(
      '{ leads(where: { search: "+7916" }, orderBy: { by: arrivedAt, direction: ASC }) { nodes { phone } } }',
    ),
  ).toMatchObject({ code: 'FORBIDDEN' });
});
