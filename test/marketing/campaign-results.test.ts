import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../ledger/random-department.ts';
import { startWorld, type World } from '../world/world.ts';
import { type Counted, type Fact, liveSeason, type Season } from './campaign-world.ts';

type Model = 'FIRST_TOUCH' | 'LAST_TOUCH';
type Ratios = Record<'cpl' | 'cac' | 'romi', number | null>;
type Result = Record<Counted, number> & Ratios & { id: string; newClients: number; campaign: { id: string } | null };
interface Page {
  campaignResults: {
    nodes: Result[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const query = `query ($period: PeriodInput!, $model: Attribution!, $first: Int, $after: String) {
  campaignResults(period: $period, model: $model, first: $first, after: $after) {
    nodes { id campaign { id } spend leads qualified opened won revenue newClients cpl cac romi }
    totalCount pageInfo { hasNextPage endCursor } } }`;

let world: World;
let season: Season;
beforeAll(async () => {
  world = await startWorld({ now: '2026-06-01T12:00:00+03:00' });
  const random = seeded(41);
  season = await liveSeason(world, (sides) => Math.floor(random() * sides));
});
afterAll(() => world.close());

const counted: Counted[] = ['spend', 'leads', 'qualified', 'opened', 'won', 'revenue'];
const instant = (day: string) => new Date(`${day}T00:00:00+03:00`);

/** One campaign after another, one fact after another. */
function byHand(model: Model, from: string, to: string): Result[] {
  const within = (at: Date | null) => at !== null && at >= instant(from) && at < instant(to);
  const of = ({ first, last }: Pick<Fact, 'first' | 'last'>) => (model === 'FIRST_TOUCH' ? first : last) ?? '0';
  return ['0', ...season.campaigns].flatMap((id): Result[] => {
    const mine = season.facts.filter((fact) => of(fact) === id && within(fact.at));
    const sums = Object.fromEntries(
      counted.map((what) => [
        what,
        // in kopecks: a hundredth of a rouble is no binary fraction
        mine.filter((fact) => fact.what === what).reduce((sum, fact) => sum + Math.round(fact.amount * 100), 0) / 100,
      ]),
    ) as Record<Counted, number>;
    const newClients = season.deals.filter((deal) => of(deal) === id && within(deal.wonAt) && isFirst(deal.id)).length;
    if (newClients === 0 && counted.every((what) => sums[what] === 0)) return [];
    const { spend, leads, revenue } = sums;
    return [
      {
        ...{ id, campaign: id === '0' ? null : { id }, ...sums, newClients },
        cpl: leads > 0 ? spend / leads : null,
        cac: newClients > 0 ? spend / newClients : null,
        romi: spend > 0 ? (revenue - spend) / spend : null,
      },
    ];
  });
}

/** Whether nothing was won with the client before. */
function isFirst(id: string): boolean {
  const deal = season.deals.find((each) => each.id === id);
  const won = season.deals.filter((each) => each.client === deal?.client && each.wonAt !== null);
  const order = (a: (typeof won)[number], b: (typeof won)[number]) =>
    Number(a.wonAt) - Number(b.wonAt) || Number(a.id) - Number(b.id);
  return won.toSorted(order)[0]?.id === id;
}

const ask = (period: object, model: Model, first?: number, after?: string | null) =>
  world.ask<Page>(query, { period, model, first, after }).then(({ campaignResults }) => campaignResults);

describe.each(['FIRST_TOUCH', 'LAST_TOUCH'] as const)('by %s', (model) => {
  test.each([
    ['2026-03-01', '2026-04-01'],
    ['2026-02-01', '2026-06-02'],
    ['2026-03-10', '2026-03-11'],
    ['2025-01-01', '2025-02-01'],
  ])('from %s to %s campaigns have cost and brought what counting fact by fact says', async (from, to) => {
    const expected = byHand(model, from, to);
    const { nodes, totalCount } = await ask({ from, to }, model);
    expect(totalCount).toBe(expected.length);
    for (const [i, node] of nodes.entries()) {
      const { cpl, cac, romi, ...sums } = node;
      const { cpl: cplByHand, cac: cacByHand, romi: romiByHand, ...sumsByHand } = expected[i] as Result;
      expect(sums).toEqual(sumsByHand);
      for (const [ratio, hand] of [
        [cpl, cplByHand],
        [cac, cacByHand],
        [romi, romiByHand],
      ] as const)
        if (hand === null) expect(ratio).toBeNull();
        else expect(ratio).toBeCloseTo(hand, 9);
    }
    expect(nodes.length).toBe(expected.length);
  });

  test('page by page it is the same', async () => {
    const period = { from: '2026-02-01', to: '2026-06-02' };
    const whole = await ask(period, model);
    expect(whole.nodes.length).toBe(5);
    const seen: Result[] = [];
    for (let after: string | null = null; ; ) {
      const page = await ask(period, model, 2, after);
      expect(page.totalCount).toBe(5);
      seen.push(...page.nodes);
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(whole.nodes);
  });
});

test('both models differ, and since the beginning is since the first entry', async () => {
  const all = { named: 'ALL' };
  const [first, last] = [await ask(all, 'FIRST_TOUCH'), await ask(all, 'LAST_TOUCH')];
  expect(first.nodes).not.toEqual(last.nodes);
  expect(await ask({ from: '2026-02-01', to: '2026-06-02' }, 'FIRST_TOUCH')).toEqual(first);
});

test('by last touch it is what the figures say by campaign', async () => {
  const period = { from: '2026-03-01', to: '2026-04-01' };
  const kpis = `query ($period: PeriodInput!) { kpis(period: $period, by: [CAMPAIGN]) {
    rows { campaign { id } wonDeals { value } openedDeals { value } revenue { value } } } }`;
  const { kpis: table } = await world.ask<{ kpis: { rows: Record<string, { id?: string; value?: number } | null>[] } }>(
    kpis,
    { period },
  );
  const { nodes } = await ask(period, 'LAST_TOUCH');
  for (const row of table.rows) {
    const node = nodes.find(({ campaign }) => (campaign?.id ?? null) === (row.campaign?.id ?? null));
    const shown = { won: row.wonDeals?.value, opened: row.openedDeals?.value, revenue: row.revenue?.value };
    expect(node ?? { won: 0, opened: 0, revenue: 0 }).toMatchObject(shown);
  }
});

test('is refused to those who know nothing of spending, and when it makes no sense', async () => {
  const period = { from: '2026-03-01', to: '2026-04-01' };
  for (const role of ['manager', 'representative', 'assistant', 'service_agent', 'screen'] as const) {
    const somebody = await world.enters(role);
    expect(await somebody.refused(query, { period, model: 'LAST_TOUCH' }), role).toMatchObject({ code: 'FORBIDDEN' });
  }
  const analyst = await world.enters('analyst');
  for (const [bad, field] of [
    [{ first: 0 }, 'first'],
    [{ first: 501 }, 'first'],
    [{ after: 'x' }, 'after'],
    [{ period: { from: '2026-03-01' } }, 'period.to'],
  ] as const)
    expect(await analyst.refused(query, { period, model: 'LAST_TOUCH', ...bad })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
    });
});
