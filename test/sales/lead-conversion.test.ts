import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named, Pipeline } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { addLead, does, isRefused, type Lead, logActivity, readLead } from './work-desk.ts';
import { total } from './work-sums.ts';

interface DealOfLead {
  title: string;
  amount: number | null;
  openedAt: string;
  owner: Named | null;
  stage: Named;
  source: Named | null;
  campaign: Named | null;
  client: {
    id: string;
    name: string;
    segment: Named | null;
    territory: Named | null;
    source: Named | null;
    owner: Named | null;
  };
  lead: { id: string } | null;
}

let world: World;
let pipeline: Pipeline;
let anna: Named;
let manager: Visitor;
beforeAll(async () => {
  world = await startWorld();
  pipeline = await world.pipeline();
  anna = await world.employee('Анна', { team: await world.team('Первая', { department: await world.department() }) });
  manager = await world.enters('manager', { employee: anna });
});
afterAll(() => world.close());

async function dealOf(asker: Visitor, id: string | undefined): Promise<DealOfLead> {
  const named = '{ id name }';
  const query = `query ($id: ID!) { deal(id: $id) { title amount openedAt owner ${named} stage ${named} source ${named} campaign ${named}
    client { id name segment ${named} territory ${named} source ${named} owner ${named} } lead { id } } }`;
  return (await asker.ask<{ deal: DealOfLead }>(query, { id })).deal;
}

describe('a lead becomes a deal', () => {
  test('with a new client, from where the lead came', async () => {
    const source = await world.source('Сайт');
    const campaign = await world.campaign('Весна', { source });
    const [segment, territory] = [await world.segment(), await world.territory()];
    const about = { campaignId: campaign.id, segmentId: segment.id, territoryId: territory.id, phone: '+79161234567' };
    const lead = await addLead(manager, { company: 'ООО «Сосна»', ...about });
    world.clock.advance({ hours: 25, seconds: 30 });
    const input = {
      id: lead.id,
      version: lead.version,
      stageId: pipeline.stages[1]?.id,
      amount: 4514.5,
      title: 'Кровати',
    };
    const converted = await does<Lead>(manager, 'convertLead', input);
    expect(converted).toMatchObject({
      ...{ status: 'CONVERTED', convertedAt: world.clock.now().toISOString(), conversionSeconds: 25 * 3600 + 30 },
      ...{ qualifiedAt: world.clock.now().toISOString(), answeredBy: anna },
    });
    const deal = await dealOf(manager, converted.deal?.id);
    expect(deal).toEqual({
      ...{ title: 'Кровати', amount: 4514.5, openedAt: world.clock.now().toISOString(), owner: anna },
      ...{ stage: pipeline.stages[1], source, campaign, lead: { id: lead.id } },
      client: { id: converted.client?.id, name: 'ООО «Сосна»', segment, territory, source, owner: anna },
    });
    const contacts = 'query ($id: ID!) { client(id: $id) { contacts { name phone } } }';
    const { client } = await manager.ask<{ client: { contacts: object[] } }>(contacts, { id: deal.client.id });
    expect(client.contacts).toEqual([{ name: 'Иван', phone: '+7 ••• •••-45-67' }]);
  });

  test('with the client it has, or the one that is told', async () => {
    const [theirs, other] = [
      await world.client('ООО «Ель»', { owner: anna }),
      await world.client('ООО «Ива»', { owner: anna }),
    ];
    const one = await does<Lead>(manager, 'convertLead', { id: (await addLead(manager, { clientId: theirs.id })).id });
    expect(one.client).toEqual(theirs);
    const lead = await addLead(manager, { clientId: theirs.id });
    const two = await does<Lead>(manager, 'convertLead', { id: lead.id, clientId: other.id });
    expect(two.client).toEqual(other);
    expect(await dealOf(manager, two.deal?.id)).toMatchObject({ client: { id: other.id }, title: other.name });
    expect(await isRefused(manager, 'amendLead', { id: two.id, clientId: theirs.id })).toMatchObject({
      ...{ refusal: 'LEAD_ALREADY_CONVERTED', field: 'input.clientId' },
    });
    for (const verb of ['endLead', 'convertLead', 'answerLead'])
      expect(await isRefused(manager, verb, { id: two.id }), verb).toMatchObject({ refusal: 'LEAD_ALREADY_CONVERTED' });
  });

  test('its cycle runs from the first answer to the lead', async () => {
    const lead = await addLead(manager);
    world.clock.advance({ hours: 1 });
    const call = await logActivity(manager, { leadId: lead.id });
    world.clock.advance({ hours: 5 });
    const { deal } = await does<Lead>(manager, 'convertLead', { id: lead.id, amount: 10 });
    world.clock.advance({ hours: 10 });
    const read = 'query ($id: ID!) { deal(id: $id) { version } }';
    const { version } = (await manager.ask<{ deal: { version: number } }>(read, { id: deal?.id })).deal;
    const before = await total(world, 'cycle');
    const win = 'mutation ($input: WinDealInput!) { winDeal(input: $input) { id } }';
    await manager.ask(win, { input: { key: 'win', dealId: deal?.id, version } });
    expect((await total(world, 'cycle')) - before).toBe(15 * 3600);
    // the call was none: the deal's first contact is the lead's next answer, its conversion
    await does(manager, 'endActivity', { id: call.id });
    expect(await readLead(manager, lead.id)).toMatchObject({ status: 'CONVERTED' });
    expect((await total(world, 'cycle')) - before).toBe(10 * 3600);
  });

  test('counts once, however often the same key is sent, and by two at once', async () => {
    const before = { converted: await total(world, 'converted'), opened: await total(world, 'opened') };
    const lead = await addLead(manager);
    const input = { key: 'convert once', id: lead.id };
    const [one, two] = await Promise.all([
      does<Lead>(manager, 'convertLead', input),
      does<Lead>(manager, 'convertLead', input),
    ]);
    expect(one).toEqual(two);
    const other = await addLead(manager);
    const both = await Promise.allSettled([
      does(manager, 'convertLead', { id: other.id }),
      does(manager, 'convertLead', { id: other.id }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await total(world, 'converted')).toBe(before.converted + 2);
    expect(await total(world, 'opened')).toBe(before.opened + 2);
  });
});

describe('nothing is half written when', () => {
  test.each([
    [{ stageId: '999999' }, { code: 'NOT_FOUND', field: 'input.stageId' }],
    [{ clientId: '999999' }, { code: 'NOT_FOUND', field: 'input.clientId' }],
    [
      { clientId: '1', client: { name: 'Новый' } },
      { code: 'BAD_USER_INPUT', field: 'input.client' },
    ],
    [{ client: { name: ' ' } }, { code: 'BAD_USER_INPUT', field: 'input.name' }],
    [{ client: { segmentId: '999999' } }, { code: 'NOT_FOUND', field: 'input.segmentId' }],
    [{ amount: -1 }, { code: 'BAD_USER_INPUT', field: 'input.amount' }],
    [{ ownerId: '999999' }, { code: 'NOT_FOUND', field: 'input.ownerId' }],
    [{ version: 99 }, { code: 'CONFLICT', field: 'input.version' }],
  ])('%j is asked for', async (input, refusal) => {
    const count = async () => {
      const [row] = await world.database.owner.query({
        text: '/* count */ select (select count(*) from client) as clients, (select count(*) from deal) as deals, (select count(*) from ledger) as entries',
        values: [],
      });
      return row;
    };
    const lead = await addLead(world, { employeeId: anna.id });
    const before = await count();
    expect(await isRefused(world, 'convertLead', { id: lead.id, ...input })).toMatchObject(refusal);
    expect(await count()).toEqual(before);
  });

  test('somebody asks who may not open deals there', async () => {
    const boris = await world.employee('Борис', {
      team: await world.team('Вторая', { department: await world.department('Второй') }),
    });
    const lead = await addLead(manager);
    const refused = await isRefused(manager, 'convertLead', { id: lead.id, ownerId: boris.id });
    expect(refused).toMatchObject({ code: 'FORBIDDEN', field: 'input.ownerId' });
  });
});
