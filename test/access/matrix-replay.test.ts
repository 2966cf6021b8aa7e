import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deal } from '../world/deals.ts';
import type { Data } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { addContact, phone } from './matrix-world.ts';

let world: World;
let olga: Person;
let boris: Person;
let asOlga: Visitor;
let client: Named;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  const retail = await world.team('Север', { department: await world.department('Розница') });
  const wholesale = await world.team('Запад', { department: await world.department('Опт') });
  olga = await world.manager('Ольга', { team: retail });
  boris = await world.manager('Борис', { team: wholesale });
  client = await world.client('ООО «Ромашка»', { owner: boris });
  asOlga = await world.enters('manager', { employee: olga });
});
afterAll(() => world.close());

/** Does a verb as Olga, with a key of hers. */
function does(verb: string, input: Data, fields: string): Promise<Data> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  return asOlga.ask<Data>(`mutation Does($input: ${type}) { ${verb}(input: $input) { ${fields} } }`, { input });
}

async function opened(): Promise<Deal> {
  return olga.opens({ client: await world.client('Новый', { owner: olga }), amount: 100 });
}

describe('the same key again', () => {
  test('tells nothing of a deal that has become somebody else’s', async () => {
    const deal = await opened();
    const input = { key: randomUUID(), dealId: deal.id, version: deal.version, title: 'Моя' };
    await does('amendDeal', input, 'id title amount');
    deal.version += 1;
    await boris.amends(await olga.gives(deal, boris), { title: 'Тайна Бориса', amount: 777 });
    expect((await asOlga.ask<Data>(`{ deal(id: "${deal.id}") { id } }`)).deal).toBeNull();
    const again = await does('amendDeal', input, 'id title amount status').catch((error: Error) => error.message);
    expect(JSON.stringify(again)).not.toMatch(/Тайна|777/);
  });

  test('tells nothing of a client that has become somebody else’s', async () => {
    const input = { key: randomUUID(), name: 'Моя находка' };
    const { addClient } = (await does('addClient', input, 'id version')) as {
      addClient: { id: string; version: number };
    };
    const amend = 'mutation Amend($input: AmendClientInput!) { amendClient(input: $input) { id } }';
    const given = {
      key: randomUUID(),
      clientId: addClient.id,
      version: addClient.version,
      ownerId: boris.id,
      name: 'Тайна Бориса',
    };
    await world.ask(amend, { input: given });
    expect((await asOlga.ask<Data>(`{ client(id: "${addClient.id}") { id } }`)).client).toBeNull();
    const again = await does('addClient', input, 'id name').catch((error: Error) => error.message);
    expect(JSON.stringify(again)).not.toMatch(/Тайна/);
  });

  test('reveals no contact of a client that has become somebody else’s', async () => {
    const mine = await world.client('Моя', { owner: olga });
    const contactId = await addContact(world, mine.id);
    const input = { key: randomUUID(), contactId };
    const first = await does('revealContact', input, 'phone');
    expect(first).toEqual({ revealContact: { phone } });
    const amend = 'mutation Amend($input: AmendClientInput!) { amendClient(input: $input) { id } }';
    await world.ask(amend, { input: { key: randomUUID(), clientId: mine.id, version: 1, ownerId: boris.id } });
    const again = await does('revealContact', input, 'phone').catch((error: Error) => error.message);
    expect(JSON.stringify(again)).not.toContain(phone);
  });

  test('of a verb that gives a deal away shows it once more to whom may see it', async () => {
    const head = await world.enters('head_of_sales', {
      employee: await world.manager('РОП', { team: { id: '1', name: '' } }),
    });
    const deal = await opened();
    const query = 'mutation Give($input: ReassignDealInput!) { reassignDeal(input: $input) { id owner { id } } }';
    const input = { key: randomUUID(), dealId: deal.id, version: deal.version, ownerId: boris.id };
    const first = await head.ask<{ reassignDeal: Deal }>(query, { input });
    expect(first.reassignDeal.owner?.id).toBe(boris.id);
  });
});

describe('what is taken elsewhere', () => {
  test('an external id of a hidden deal is taken, and whose it is stays unsaid', async () => {
    const hidden = await boris.opens({ client, externalId: 'crm-17' });
    const mine = await world.client('Мой', { owner: olga });
    const query = 'mutation Open($input: OpenDealInput!) { openDeal(input: $input) { id } }';
    const refused = await asOlga.refused(query, {
      input: { key: randomUUID(), clientId: mine.id, externalId: 'crm-17' },
    });
    expect(refused).toMatchObject({ code: 'REFUSED', refusal: 'EXTERNAL_ID_TAKEN' });
    expect(refused.dealId).toBeUndefined();
    expect(refused.message).not.toContain(`deal ${hidden.id} `);
  });

  test('a conflict of versions tells of nothing that is hidden', async () => {
    const hidden = await boris.opens({ client });
    await boris.amends(hidden, { title: 'Тайна' });
    const query = 'mutation Win($input: WinDealInput!) { winDeal(input: $input) { id } }';
    const refused = await asOlga.refused(query, { input: { key: randomUUID(), dealId: hidden.id, version: 1 } });
    expect(refused.code).toBe('NOT_FOUND');
    expect(refused.changes).toBeUndefined();
  });
});
