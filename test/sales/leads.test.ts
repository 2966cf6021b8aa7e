import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { addLead, does, isRefused, type Lead } from './work-desk.ts';
import { total } from './work-sums.ts';

let world: World;
let department: Named;
let team: Named;
let anna: Named;
let boris: Named;
let manager: Visitor;
let head: Visitor;
beforeAll(async () => {
  world = await startWorld();
  department = await world.department();
  team = await world.team('Первая', { department });
  anna = await world.employee('Анна', { team });
  boris = await world.employee('Борис', { team });
  manager = await world.enters('manager', { employee: anna });
  head = await world.enters('head_of_sales', { employee: await world.employee('Глава', { team }) });
});
afterAll(() => world.close());

interface Origin {
  source: Named | null;
  campaign: Named | null;
  firstSource: Named | null;
  firstCampaign: Named | null;
  territory: Named | null;
  segment: Named | null;
  phone: string | null;
  email: string | null;
}
async function originOf(id: string): Promise<Origin> {
  const named = ['source', 'campaign', 'firstSource', 'firstCampaign', 'territory', 'segment'].map(
    (n) => `${n} { id name }`,
  );
  const query = `query ($id: ID!) { lead(id: $id) { ${named.join(' ')} phone email } }`;
  return (await world.ask<{ lead: Origin }>(query, { id })).lead;
}

describe('where a lead comes from', () => {
  test('a campaign brings its source; the first touch is the last one unless told', async () => {
    const source = await world.source('Директ');
    const campaign = await world.campaign('Весна', { source });
    const fair = await world.source('Выставка');
    const one = await originOf((await addLead(world, { campaignId: campaign.id })).id);
    expect(one).toMatchObject({ source, campaign, firstSource: source, firstCampaign: campaign });
    const other = await originOf((await addLead(world, { campaignId: campaign.id, firstSourceId: fair.id })).id);
    expect(other).toMatchObject({ source, firstSource: fair, firstCampaign: null });
  });

  test('a known client brings its place; what is told goes before it', async () => {
    const [segment, territory, other] = [await world.segment(), await world.territory(), await world.territory('Урал')];
    const client = await world.client('ООО «Лес»', { segment, territory });
    expect(await originOf((await addLead(world, { clientId: client.id })).id)).toMatchObject({ segment, territory });
    const told = await addLead(world, { clientId: client.id, territoryId: other.id });
    expect(await originOf(told.id)).toMatchObject({ segment, territory: other });
  });

  test('phone and e-mail are kept in one way', async () => {
    const lead = await addLead(world, { phone: '8 (916) 123-45-67', email: ' Ivan@Firm.RU ' });
    expect(await originOf(lead.id)).toMatchObject({ phone: '+79161234567', email: 'ivan@firm.ru' });
  });
});

describe('who answers for it', () => {
  test('whoever is told; whoever the rules choose; a seller for their own; else nobody', async () => {
    expect(await addLead(world, { employeeId: boris.id })).toMatchObject({ employee: boris });
    expect(await addLead(world)).toMatchObject({ employee: null });
    expect(await addLead(manager)).toMatchObject({ employee: anna });
    const client = await world.client('ООО «Бор»', { owner: boris });
    expect(await addLead(world, { clientId: client.id })).toMatchObject({ employee: boris });
    const marketer = await world.enters('marketer');
    expect(await addLead(marketer, { clientId: client.id })).toMatchObject({ employee: boris });
    expect(await addLead(marketer)).toMatchObject({ employee: null });
    expect(await addLead(head, { clientId: client.id })).toMatchObject({ employee: boris });
  });

  test('is decided above', async () => {
    const lead = await addLead(manager);
    expect(await isRefused(manager, 'assignLead', { id: lead.id, employeeId: boris.id })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.employeeId',
    });
    const given = await does<Lead>(head, 'assignLead', { id: lead.id, employeeId: boris.id });
    expect(given).toMatchObject({ employee: boris });
    expect(await isRefused(head, 'assignLead', { id: lead.id, employeeId: boris.id })).toMatchObject({
      refusal: 'ALREADY_ASSIGNED',
      field: 'input.employeeId',
    });
    expect(await isRefused(manager, 'answerLead', { id: lead.id })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('how somebody is reached is not for those who do not work on it', async () => {
    const query = '{ leads { nodes { name phone email } } }';
    for (const role of ['analyst', 'marketer', 'service_agent', 'administrator', 'assistant', 'integration'] as const) {
      const refused = await (await world.enters(role)).refused(query);
      expect(refused, role).toMatchObject({ code: 'FORBIDDEN', hidden: ['Lead.phone', 'Lead.email'] });
    }
    expect(await (await world.enters('screen')).refused('{ leads { totalCount } }')).toMatchObject({
      code: 'FORBIDDEN',
    });
    const deputy = await world.enters('deputy');
    await deputy.ask(query);
    const { leads } = await manager.ask<{ leads: { nodes: { name: string }[]; totalCount: number } }>(
      '{ leads { nodes { name phone } totalCount } }',
    );
    expect(leads.totalCount).toBeGreaterThan(0);
    const mine = await manager.ask<{ leads: { nodes: { employee: Named }[] } }>(
      '{ leads { nodes { employee { id } } } }',
    );
    expect(mine.leads.nodes.every(({ employee }) => employee.id === anna.id)).toBe(true);
  });
});

describe('its way', () => {
  test('answered, qualified, rejected, taken back', async () => {
    const lead = await addLead(world, { employeeId: anna.id });
    world.clock.advance({ minutes: 10 });
    const answered = await does<Lead>(manager, 'answerLead', { id: lead.id });
    expect(answered).toMatchObject({ status: 'ANSWERED', answeredBy: anna, responseSeconds: 600 });
    const qualified = await does<Lead>(manager, 'qualifyLead', { id: lead.id });
    expect(qualified).toMatchObject({ status: 'QUALIFIED', qualifiedAt: world.clock.now().toISOString() });
    world.clock.advance({ minutes: 10 });
    const rejected = await does<Lead>(manager, 'rejectLead', { id: lead.id, reason: 'NO_BUDGET' });
    expect(rejected).toMatchObject({ status: 'REJECTED', rejectionReason: 'NO_BUDGET' });
    for (const verb of ['answerLead', 'qualifyLead', 'convertLead']) {
      expect(await isRefused(manager, verb, { id: lead.id })).toMatchObject({ refusal: 'LEAD_ALREADY_REJECTED' });
    }
    expect(await isRefused(manager, 'rejectLead', { id: lead.id, reason: 'SPAM' })).toMatchObject({
      refusal: 'LEAD_ALREADY_REJECTED',
    });
    const reopened = await does<Lead>(manager, 'reopenLead', { id: lead.id });
    expect(reopened).toMatchObject({ status: 'QUALIFIED', rejectedAt: null, rejectionReason: null });
    expect(await isRefused(manager, 'reopenLead', { id: lead.id })).toMatchObject({ refusal: 'LEAD_NOT_REJECTED' });
    expect(await isRefused(manager, 'qualifyLead', { id: lead.id })).toMatchObject({
      refusal: 'LEAD_ALREADY_QUALIFIED',
    });
  });

  test('whoever is qualified was talked to', async () => {
    const lead = await addLead(world, { employeeId: anna.id });
    world.clock.advance({ minutes: 15 });
    expect(await does<Lead>(manager, 'qualifyLead', { id: lead.id })).toMatchObject({
      ...{ status: 'QUALIFIED', responseSeconds: 900, answeredBy: anna },
    });
  });

  test('what was a mistake counts nothing, and nothing is done to it', async () => {
    const before = await total(world, 'leads');
    const lead = await addLead(manager);
    expect(await total(world, 'leads')).toBe(before + 1);
    await does(manager, 'endLead', { id: lead.id });
    expect(await total(world, 'leads')).toBe(before);
    expect(await isRefused(manager, 'answerLead', { id: lead.id })).toMatchObject({ refusal: 'ENDED' });
  });

  test('amended, it is restated: the source it came from, at its arrival', async () => {
    const [wrong, right] = [await world.source('Радио'), await world.source('Газета')];
    const lead = await addLead(world, { sourceId: wrong.id, employeeId: anna.id });
    await does(world, 'answerLead', { id: lead.id });
    await does(world, 'amendLead', { id: lead.id, sourceId: right.id, company: 'ООО «Лес»' });
    const entries = await world.database.owner.query<{ source_id: string; leads: number; answers: number }>({
      text: `/* by-source */ select source_id, sum(leads)::int as leads, sum(answers)::int as answers from ledger
        where noun = 'lead' and noun_id = $1 and source_id is not null and not event group by source_id order by source_id`,
      values: [lead.id],
    });
    expect(entries).toEqual([
      { source_id: wrong.id, leads: 0, answers: 0 },
      { source_id: right.id, leads: 1, answers: 1 },
    ]);
  });
});
