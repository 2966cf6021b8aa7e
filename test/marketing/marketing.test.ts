import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { does, entries, moscow, refusedTo, standsFor } from '../service/desk.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';

let world: World;
let marketer: Visitor;
let marketing: Named;
let anna: Named;
let source: Named;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  marketing = await world.department('Маркетинг');
  anna = await world.employee('Анна', { team: await world.team('Реклама', { department: marketing }) });
  marketer = await world.enters('marketer', { employee: anna });
  source = await world.source('Яндекс');
});
afterAll(() => world.close());

const campaign = (input: object = {}, fields = 'id version') =>
  does(marketer, 'addCampaign', { name: 'Весна', sourceId: source.id, ownerId: anna.id, ...input }, fields);

describe('a campaign', () => {
  test('is paid for by the department of whoever answers for it, unless told', async () => {
    const shown = 'id version name kind budget goal startsOn endsOn source { id } owner { id } department { id }';
    const told = {
      kind: 'ADVERTISING',
      startsOn: '2026-03-01',
      endsOn: '2026-04-01',
      budget: 150_000.5,
      goal: '200 лидов',
    };
    const spring = await campaign(told, shown);
    expect(spring).toMatchObject({
      ...{ ...told, source: { id: source.id }, owner: { id: anna.id }, department: { id: marketing.id } },
    });
    const other = await world.department('Продажи');
    expect(await campaign({ departmentId: other.id }, shown)).toMatchObject({ department: { id: other.id } });
    expect(await campaign({ departmentId: null }, shown)).toMatchObject({ department: null });
    const amended = { id: spring.id, version: 1, endsOn: null, budget: null };
    expect(await does(marketer, 'amendCampaign', amended, shown)).toMatchObject({
      endsOn: null,
      budget: null,
      version: 2,
    });
    await does(marketer, 'endCampaign', { id: spring.id });
  });

  test.each([
    [{ name: '' }, 'input.name'],
    [{ sourceId: '999' }, 'input.sourceId'],
    [{ ownerId: '999' }, 'input.ownerId'],
    [{ startsOn: '2026-03-02', endsOn: '2026-03-01' }, 'input.endsOn'],
    [{ budget: -1 }, 'input.budget'],
  ])('is refused as %j, naming the field', async (input, field) => {
    const given = { name: 'Весна', ...input };
    expect(await refusedTo(marketer, 'addCampaign', given)).toMatchObject({ field });
  });

  test('is known to everybody by name; what it may cost, to those who spend and decide', async () => {
    const { id } = await campaign({ budget: 1000 });
    const spend = { campaignId: id, day: '2026-03-17', amount: 100 };
    await does(marketer, 'recordSpend', spend);
    for (const role of ['manager', 'representative', 'service_agent', 'assistant', 'screen'] as const) {
      const somebody = await world.enters(role);
      expect(await somebody.ask(`{ campaign(id: "${id}") { name source { name } } }`)).toMatchObject({
        campaign: { name: 'Весна' },
      });
      for (const hidden of [`{ campaign(id: "${id}") { budget } }`, '{ spends { totalCount } }'])
        expect(await somebody.refused(hidden), `${role} ${hidden}`).toMatchObject({ code: 'FORBIDDEN' });
      for (const [verb, input] of [
        ['addCampaign', { name: 'Своя' }],
        ['recordSpend', spend],
      ] as const)
        expect(await refusedTo(somebody, verb, input), `${role} ${verb}`).toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const role of ['head_of_sales', 'analyst'] as const) {
      const reader = await world.enters(role);
      expect(await reader.ask(`{ campaign(id: "${id}") { budget } }`)).toEqual({ campaign: { budget: 1000 } });
      expect(await refusedTo(reader, 'recordSpend', spend), role).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusedTo(reader, 'addCampaign', { name: 'Своя' }), role).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('what was spent', () => {
  const fields = 'id version day amount kind note at source { id } campaign { id }';

  test('stands at the beginning of its day; told again, the day is what is told now', async () => {
    const { id: campaignId } = await campaign();
    const spend = { campaignId, day: '2026-03-10', amount: 1000.5, note: 'Поиск' };
    const first = await does(marketer, 'recordSpend', { key: 'ten', ...spend }, fields);
    const at = moscow('2026-03-10T00:00');
    expect(first).toMatchObject({
      day: '2026-03-10',
      amount: 1000.5,
      kind: 'PLACEMENT',
      at,
      source: { id: source.id },
    });
    expect(await standsFor(world, 'spend', first.id)).toEqual([
      { at, employee: null, adds: { expenses: 100_050, acquisition: 100_050 } },
    ]);
    const again = await does(marketer, 'recordSpend', { campaignId, day: '2026-03-10', amount: 700 }, fields);
    expect(again).toMatchObject({ id: first.id, version: 2, amount: 700, note: 'Поиск' });
    expect(await standsFor(world, 'spend', first.id)).toEqual([
      { at, employee: null, adds: { expenses: 70_000, acquisition: 70_000 } },
    ]);
    const posted = await world.database.owner.query<Record<string, string | null>>({
      text: `/* posted */ select expenses, reverses is not null as back, source_id, campaign_id, department_id, day::text
        from ledger where noun = 'spend' and noun_id = $1 and not event order by id`,
      values: [first.id],
    });
    const where = { source_id: source.id, campaign_id: campaignId, department_id: marketing.id, day: '2026-03-10' };
    expect(posted).toEqual([
      { expenses: '100050', back: false, ...where },
      { expenses: '-100050', back: true, ...where },
      { expenses: '70000', back: false, ...where },
    ]);
    const before = await entries(world);
    expect(await does(marketer, 'recordSpend', { key: 'ten', ...spend }, fields)).toEqual(again);
    expect(await entries(world)).toBe(before);
  });

  test('is one amount a day and kind, nothing when it is none, and gone when it is ended', async () => {
    const { id: campaignId } = await campaign();
    const spend = { campaignId, day: '2026-03-11', amount: 10 };
    const placed = await does(marketer, 'recordSpend', spend, fields);
    const made = await does(marketer, 'recordSpend', { ...spend, kind: 'PRODUCTION' }, fields);
    expect(made.id).not.toBe(placed.id);
    await does(marketer, 'recordSpend', { ...spend, amount: 0 });
    expect(await standsFor(world, 'spend', placed.id)).toEqual([]);
    await does(marketer, 'endSpend', { id: made.id });
    expect(await standsFor(world, 'spend', made.id)).toEqual([]);
    const anew = await does(marketer, 'recordSpend', { ...spend, kind: 'PRODUCTION', amount: 5 }, fields);
    expect(anew.id).not.toBe(made.id);
  });

  test('of two who tell the same day at once, the day is what one of them told', async () => {
    const { id: campaignId } = await campaign();
    const told = [1, 2, 3, 4, 5].map((amount) =>
      does(marketer, 'recordSpend', { campaignId, day: '2026-03-12', amount }, fields),
    );
    const rows = await Promise.all(told);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    const { spend } = await marketer.ask<{ spend: { amount: number; version: number } }>(
      `{ spend(id: "${rows[0]?.id}") { amount version } }`,
    );
    expect(spend.version).toBe(5);
    expect((await standsFor(world, 'spend', rows[0]?.id ?? '')).map(({ adds }) => adds.expenses)).toEqual([
      spend.amount * 100,
    ]);
  });

  test('stays where it was when the campaign moves to another source', async () => {
    const { id, version } = await campaign();
    const spend = { campaignId: id, day: '2026-03-13', amount: 10 };
    const spent = await does(marketer, 'recordSpend', spend, fields);
    const vk = await world.source('ВКонтакте');
    await does(marketer, 'amendCampaign', { id, version, sourceId: vk.id });
    await does(marketer, 'recordSpend', { ...spend, amount: 20 });
    const [row] = await world.database.owner.query<{ yandex: string; vk: string | null }>({
      text: `/* by source */ select sum(expenses) filter (where source_id = $2) as yandex, sum(expenses) filter (where source_id = $3) as vk
        from ledger where noun = 'spend' and noun_id = $1`,
      values: [spent.id, source.id, vk.id],
    });
    expect(row).toEqual({ yandex: '2000', vk: null });
  });

  test.each([
    [{ day: '2026-03-19' }, { code: 'BAD_USER_INPUT', field: 'input.day' }],
    [{ day: '1969-12-31' }, { code: 'BAD_USER_INPUT', field: 'input.day' }],
    [{ amount: -1 }, { code: 'BAD_USER_INPUT', field: 'input.amount' }],
    [{ amount: 0.001 }, { code: 'BAD_USER_INPUT', field: 'input.amount' }],
    [{ campaignId: '999' }, { code: 'NOT_FOUND', field: 'input.campaignId' }],
    [{ note: ' ' }, { code: 'BAD_USER_INPUT', field: 'input.note' }],
    [{ key: '' }, { code: 'BAD_USER_INPUT', field: 'input.key' }],
  ])('is refused as %j', async (input, refusal) => {
    const { id } = await campaign();
    const before = await entries(world);
    const given = { campaignId: id, day: '2026-03-17', amount: 10, ...input };
    expect(await refusedTo(marketer, 'recordSpend', given)).toMatchObject(refusal);
    expect(await entries(world)).toBe(before);
  });

  test('is not noted on a campaign that has ended, but what stands there can be put right', async () => {
    const { id } = await campaign();
    const spend = { campaignId: id, day: '2026-03-16', amount: 10 };
    await does(marketer, 'recordSpend', spend);
    await does(marketer, 'endCampaign', { id });
    expect(await does(marketer, 'recordSpend', { ...spend, amount: 20 }, fields)).toMatchObject({ amount: 20 });
    const other = { ...spend, day: '2026-03-15' };
    expect(await refusedTo(marketer, 'recordSpend', other)).toMatchObject({
      refusal: 'ENDED',
      field: 'input.campaignId',
    });
  });
});

describe('social networks', () => {
  test('are sources whose days are told once', async () => {
    const network = await does(
      marketer,
      'addSource',
      { name: 'LinkedIn', kind: 'SOCIAL_NETWORK', url: 'https://linkedin.com/company/x' },
      'id version kind url',
    );
    expect(network).toMatchObject({ kind: 'SOCIAL_NETWORK', url: 'https://linkedin.com/company/x' });
    const day = { key: 'day', sourceId: network.id, day: '2026-03-17', followers: 1200, clicks: 0 };
    const told = await does(marketer, 'addSocialMetric', day, 'id version followers reach clicks source { id }');
    expect(told).toMatchObject({ followers: 1200, reach: null, clicks: 0, source: { id: network.id } });
    expect(await does(marketer, 'addSocialMetric', day, 'id version followers reach clicks source { id }')).toEqual(
      told,
    );
    const more = { ...day, key: 'more' };
    expect(await refusedTo(marketer, 'addSocialMetric', more)).toMatchObject({ refusal: 'TAKEN', field: 'input.day' });
    await does(marketer, 'amendSocialMetric', { id: told.id, version: 1, reach: 500 });
    const seller = await world.enters('manager');
    const { socialMetrics } = await seller.ask<{ socialMetrics: { nodes: object[] } }>(
      `{ socialMetrics(where: { source: ["${network.id}"] }) { nodes { followers reach } } }`,
    );
    expect(socialMetrics.nodes).toEqual([{ followers: 1200, reach: 500 }]);
    expect(await refusedTo(seller, 'addSocialMetric', { ...day, key: 'seller' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusedTo(marketer, 'addSocialMetric', { ...more, day: '2026-03-19' })).toMatchObject({
      field: 'input.day',
    });
    expect(await refusedTo(marketer, 'addSocialMetric', { ...more, sourceId: source.id })).toMatchObject({
      field: 'input.sourceId',
    });
    expect(await refusedTo(marketer, 'addSocialMetric', { ...more, followers: -1 })).toMatchObject({
      field: 'input.followers',
    });
    for (const url of ['linkedin.com', 'javascript:alert(1)', 'https://', 'https://a b'])
      expect(await refusedTo(marketer, 'addSource', { name: 'X', url }), url).toMatchObject({ field: 'input.url' });
  });
});
