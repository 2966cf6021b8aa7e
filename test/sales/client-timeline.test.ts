import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../world/person.ts';
import type { Visitor, World } from '../world/world.ts';
import { countOf } from './client-desk.ts';
import { type ClientOffice, startClientOffice } from './client-office.ts';

let world: World;
let olga: Person;
let manager: Visitor;
let other: Visitor;
let add: ClientOffice['add'];

beforeAll(async () => {
  ({ world, olga, manager, other, add } = await startClientOffice());
});
afterAll(() => world.close());

describe('the time line of a client', () => {
  const ask = `query ($id: ID!, $first: Int, $after: String) { clientTimeline(clientId: $id, first: $first, after: $after) {
    nodes { id kind at noun nounId actor { name } deal { id amount } } totalCount pageInfo { hasNextPage endCursor } } }`;
  interface Line {
    nodes: { id: string; kind: string; at: string; noun: string; nounId: string | null; deal: { id: string } | null }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }
  const lineOf = async (who: Pick<Visitor, 'ask'>, id: string, more = {}) =>
    (await who.ask<{ clientTimeline: Line | null }>(ask, { id, ...more })).clientTimeline;

  test('tells everything that happened, the latest first, to whoever sees the client', async () => {
    const client = await add({ name: 'История' }, manager);
    const deal = await olga.opens({ client, amount: 10, at: '2026-03-01T10:00:00+03:00' });
    await olga.wins(deal, { at: '2026-03-05T10:00:00+03:00' });
    world.clock.advance({ minutes: 1 });
    await manager.ask('mutation ($input: AddContactInput!) { addContact(input: $input) { id } }', {
      input: { key: 'contact', clientId: client.id, name: 'Иван' },
    });
    world.clock.advance({ minutes: 1 });
    const call = await manager.ask<{ logActivity: { id: string } }>(
      'mutation ($input: LogActivityInput!) { logActivity(input: $input) { id } }',
      { input: { key: 'call', kind: 'CALL_OUT', clientId: client.id } },
    );
    const line = await lineOf(manager, client.id);
    expect(line?.nodes.map(({ kind, noun, nounId, deal: about }) => [kind, noun, nounId, about?.id])).toEqual([
      ['RECORD_ADDED', 'activity', call.logActivity.id, undefined],
      ['CONTACT_CHANGED', null, null, undefined],
      ['CLIENT_ADDED', 'client', client.id, undefined],
      ['DEAL_WON', 'deal', deal.id, deal.id],
      ['DEAL_OPENED', 'deal', deal.id, deal.id],
    ]);
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Line | null = await lineOf(manager, client.id, { first: 2, after });
      expect(page?.totalCount).toBe(5);
      paged.push(...(page?.nodes ?? []).map(({ id }) => id));
      if (!page?.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(line?.nodes.map(({ id }) => id));
    expect(await lineOf(other, client.id)).toBe(null);
    expect(await lineOf(world, '999999999')).toBe(null);
    expect(await world.refused(ask, { id: client.id, after: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  });
});

describe('forgetting a client', () => {
  test('leaves nothing to reach it by, and every figure as it was', async () => {
    const said = {
      name: 'Кукушкина Раиса',
      kind: 'PERSON',
      inn: '500100732259',
      phone: '+79035556677',
      email: 'raisa@mail.ru',
    };
    const client = await add({ ...said, note: 'Живёт на Лесной', site: 'raisa.ru' });
    await olga.wins(await olga.opens({ client, amount: 5, at: '2026-01-10T10:00:00+03:00' }), {
      at: '2026-01-11T10:00:00+03:00',
    });
    const figures = () => countOf(world, '2026-01-01', '2026-03-19', { client: [client.id] });
    const before = await figures();
    await world.ask('mutation ($input: EraseClientInput!) { eraseClient(input: $input) { name } }', {
      input: { key: 'forget', id: client.id },
    });
    const [row] = await world.database.owner.query<Record<string, string>>({
      text: 'select t::text as said from client t where id = $1',
      values: [client.id],
    });
    for (const word of ['укушкин', 'аиса', '500100732259', '9035556677', 'raisa', 'Лесной']) {
      expect(row?.said).not.toContain(word);
    }
    expect(await figures()).toEqual(before);
    expect(before).toMatchObject({ active: 1, fresh: 1 });
  });
});
