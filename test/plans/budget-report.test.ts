import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Data } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { does, isRefused } from './planning.ts';

let world: World;
let sales: Named;
let marketing: Named;
let team: Named;
let anna: Named;
let rent: Named;
let fairs: Named;
beforeAll(async () => {
  world = await startWorld();
  sales = await world.department('Продажи');
  marketing = await world.department('Маркетинг');
  team = await world.team('Первая', { department: sales });
  anna = await world.employee('Анна', { team });
  rent = await does<Named>(world, 'addExpenseCategory', { name: 'Аренда' }, '{ id name }');
  fairs = await does<Named>(world, 'addExpenseCategory', { name: 'Выставки', acquisition: true }, '{ id name }');
  const year = { categoryId: rent.id, teamId: team.id, from: '2026-01-01', amount: 1200.05, spread: 'EVENLY' };
  await does(world, 'setBudget', year, '{ id }');
});
afterAll(() => world.close());

const tells = (verb: string, input: Data) => does(world, verb, input, '{ id }');

interface ReportRow {
  category: Named | null;
  department: Named | null;
  campaigns: boolean;
  plan: number | null;
  fact: number;
  difference: number | null;
  execution: number | null;
}
const reporting = `query ($by: BudgetReportBy!, $from: Date!, $to: Date!) { budgetReport(by: $by, period: { from: $from, to: $to }) {
  rows { category { name } department { name } campaigns plan fact difference execution }
  total { campaigns plan fact difference execution } } }`;
const reports = async (by: string, from: string, to: string) =>
  (await world.ask<{ budgetReport: { rows: ReportRow[]; total: ReportRow } }>(reporting, { by, from, to }))
    .budgetReport;

describe('the report', () => {
  test('holds what was spent against what may be, by category and by department, as plain loops do', async () => {
    const source = await world.source();
    const campaign = await world.campaign('Весна', { source });
    const random = (i: number, sides: number) => (i * 7919 + 104_729) % sides;
    const whose = [
      {},
      { departmentId: sales.id },
      { departmentId: marketing.id },
      { teamId: team.id },
      { employeeId: anna.id },
    ];
    const departmentOf = ['', 'Продажи', 'Маркетинг', 'Продажи', 'Продажи'];
    const told: { kind: 'plan' | 'fact'; category: string; department: string; day: string; amount: number }[] = [];
    for (let i = 0; i < 24; i += 1) {
      const category = [rent, fairs][random(i, 2)] as Named;
      const day = `2026-0${1 + random(i, 3)}-${String(1 + random(i, 17)).padStart(2, '0')}`;
      const amount = random(i, 9973) / 100;
      const place = random(i, 5);
      await tells('addExpense', { categoryId: category.id, day, amount, ...whose[place] });
      told.push({ kind: 'fact', category: category.name, department: departmentOf[place] ?? '', day, amount });
      const once = place % 4;
      const item = { categoryId: category.id, kind: 'ONE_OFF', day, amount: amount * 2, ...whose[once] };
      await tells('addBudgetItem', item);
      told.push({
        kind: 'plan',
        category: category.name,
        department: departmentOf[once] ?? '',
        day,
        amount: amount * 2,
      });
    }
    const spent = { campaignId: campaign.id, day: '2026-02-10', amount: 77.7 };
    await tells('recordSpend', spent);
    told.push({ kind: 'fact', category: 'campaigns', department: '', day: '2026-02-10', amount: 77.7 });
    const even = Array.from({ length: 12 }, (_, i) => ({
      day: `2026-${String(i + 1).padStart(2, '0')}-01`,
      amount: i < 5 ? 100.01 : 100,
    }));
    for (const month of even) told.push({ kind: 'plan', category: 'Аренда', department: 'Продажи', ...month });

    for (const rolled of [false, true]) {
      if (rolled) await world.roll();
      for (const [from, to] of [
        ['2026-01-01', '2027-01-01'],
        ['2026-02-01', '2026-03-01'],
        ['2026-01-05', '2026-02-11'],
      ] as const) {
        for (const by of ['CATEGORY', 'DEPARTMENT'] as const) {
          const { rows, total } = await reports(by, from, to);
          const within = told.filter(({ day }) => day >= from && day < to);
          const sum = (kind: string, key?: string) => {
            const some = within.filter(
              (t) => t.kind === kind && (key === undefined || (by === 'CATEGORY' ? t.category : t.department) === key),
            );
            return some.length === 0 ? null : some.reduce((all, { amount }) => all + Math.round(amount * 100), 0) / 100;
          };
          const expected = (key?: string) => {
            const [plan, fact] = [sum('plan', key), sum('fact', key) ?? 0];
            const difference = plan === null ? null : Math.round((fact - plan) * 100) / 100;
            return { plan, fact, difference, execution: plan ? expect.closeTo(fact / plan, 10) : null };
          };
          const keys = new Set(within.map((t) => (by === 'CATEGORY' ? t.category : t.department)));
          const found = new Map(
            rows.map((row) => [row.campaigns ? 'campaigns' : (row.category?.name ?? row.department?.name ?? ''), row]),
          );
          expect(new Set(found.keys())).toEqual(keys);
          for (const [key, row] of found) expect(row).toMatchObject(expected(key));
          expect(total).toMatchObject(expected());
        }
      }
    }
  });

  test('is not for those who only sell, and money is decided above', async () => {
    for (const role of ['manager', 'representative', 'assistant', 'service_agent', 'screen'] as const) {
      const visitor = await world.enters(role);
      expect(await visitor.refused(reporting, { by: 'CATEGORY', from: '2026-01-01', to: '2026-02-01' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await visitor.refused('{ expenses { totalCount } }')).toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const role of ['head_of_sales', 'analyst', 'marketer'] as const) {
      const visitor = await world.enters(role);
      await visitor.ask(reporting, { by: 'CATEGORY', from: '2026-01-01', to: '2026-02-01' });
      const input = { categoryId: rent.id, from: '2026-01-01', amount: 1 };
      expect(await isRefused(visitor, 'setBudget', input)).toMatchObject({ code: 'FORBIDDEN' });
      expect(
        await isRefused(visitor, 'addExpense', { categoryId: rent.id, day: '2026-01-01', amount: 1 }),
      ).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
