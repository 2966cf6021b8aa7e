import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import type { Visitor, World } from '../world/world.ts';
import type { Client } from './client-desk.ts';
import { type ClientOffice, startClientOffice } from './client-office.ts';

let world: World;
let olga: Person;
let pavel: Person;
let manager: Visitor;
let other: Visitor;
let analyst: Visitor;
let add: ClientOffice['add'];

beforeAll(async () => {
  ({ world, olga, pavel, manager, other, analyst, add } = await startClientOffice());
});
afterAll(() => world.close());

describe('clients that seem to be one', () => {
  const similar = (who: Pick<Visitor, 'ask'>, like: object) =>
    who
      .ask<{ similarClients: { clients: Client[]; hidden: number } }>(
        'query ($like: LikenessInput!) { similarClients(like: $like) { clients { id } hidden } }',
        { like },
      )
      .then(({ similarClients: { clients, hidden } }) => ({ ids: clients.map(({ id }) => id), hidden }));

  test.each([
    ['ООО "Луч Света"', 'луч света, ООО'],
    ['Общество с ограниченной ответственностью «Ёлка»', 'ЕЛКА ООО'],
    ['ИП Сидоров Алексей', 'Алексей СИДОРОВ'],
    ['Торговый дом «Рассвет-2»', 'рассвет 2'],
  ])('«%s» is «%s»', async (name, again) => {
    const { id } = await add({ name });
    expect(await similar(world, { name: again })).toEqual({ ids: [id], hidden: 0 });
    expect((await similar(world, { name: `${again} Плюс` })).ids).toEqual([]);
  });

  test('are found while one is being added; those of colleagues only counted', async () => {
    const own = { inn: '7728168971', phone: '8 495 123 45 67', email: 'Office@Dub.ru' };
    const { id } = await add({ name: 'Дуб', ...own, ownerId: olga.id });
    for (const like of [
      { inn: own.inn },
      { phone: '+7 (495) 1234567' },
      { email: 'office@dub.ru' },
      { name: 'ЗАО Дуб' },
    ]) {
      expect(await similar(manager, like)).toEqual({ ids: [id], hidden: 0 });
      expect(await similar(other, like)).toEqual({ ids: [], hidden: 1 });
    }
    expect(await similar(world, { name: 'Дуб', ...own })).toEqual({ ids: [id], hidden: 0 });
    const ask = 'query ($like: LikenessInput!) { similarClients(like: $like) { hidden } }';
    expect(await world.refused(ask, { like: {} })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'like' });
    expect(await world.refused(ask, { like: { phone: '1' } })).toMatchObject({ field: 'like.phone' });
    expect(await analyst.refused(ask, { like: { name: 'Дуб' } })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('are listed by pages, the surest first, each viewer their own', async () => {
    const list = `query ($first: Int, $after: String) { duplicateClients(first: $first, after: $after) {
      nodes { by totalCount clients { id name } } edges { cursor node { by } } totalCount pageInfo { hasNextPage endCursor } } }`;
    interface Groups {
      nodes: { by: string; totalCount: number; clients: Named[] }[];
      edges: { cursor: string; node: { by: string } }[];
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    }
    const pageOf = async (who: Pick<Visitor, 'ask'>, variables: object) =>
      (await who.ask<{ duplicateClients: Groups }>(list, { ...variables })).duplicateClients;
    const before = (await pageOf(world, { first: 500 })).totalCount;
    const inn = '7710140679';
    const one = await add({ name: 'Парус', inn, phone: '+74957654321', ownerId: olga.id });
    const two = await add({ name: 'ООО Парус', inn, phone: '+74957654321', ownerId: olga.id });
    const three = await add({ name: '«ПАРУС»', ownerId: pavel.id });
    const whole = await pageOf(world, { first: 500 });
    expect(whole.totalCount).toBe(before + 3);
    const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
    const ours = whole.nodes.filter(({ clients }) => ids(clients).includes(one.id));
    expect(ours.map(({ by, totalCount, clients }) => [by, totalCount, ids(clients)])).toEqual([
      ['INN', 2, [one.id, two.id]],
      ['PHONE', 2, [one.id, two.id]],
      ['NAME', 3, [one.id, two.id, three.id]],
    ]);
    const paged: unknown[] = [];
    for (let after: string | null = null; ; ) {
      const page: Groups = await pageOf(world, { first: 1, after });
      expect(page.totalCount).toBe(whole.totalCount);
      paged.push(...page.nodes);
      after = page.pageInfo.endCursor;
      expect(page.edges.at(-1)?.cursor).toBe(after);
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(whole.nodes);
    const seen = (await pageOf(manager, {})).nodes.filter(({ clients }) => ids(clients).includes(one.id));
    expect(seen.map(({ by, totalCount }) => [by, totalCount])).toEqual([
      ['INN', 2],
      ['PHONE', 2],
      ['NAME', 2],
    ]);
    expect((await pageOf(other, {})).nodes).toEqual([]);
  });
});
