import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { contextAt } from '../kpi/ledger-fixture.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { does, planFields, sets } from './planning.ts';

let world: World;
let department: Named;
let people: Named[];
beforeAll(async () => {
  world = await startWorld();
  department = await world.department();
  const team = await world.team('Первая', { department });
  people = [];
  for (const name of ['Анна', 'Борис', 'Вера', 'Глеб']) people.push(await world.employee(name, { team }));
  const plan = await sets(world, { grain: 'YEAR', from: '2026-01-01', teamId: team.id, optimal: 120_000 });
  await does(world, 'splitPlan', { planId: plan.id, by: 'EMPLOYEE', shares: 'EVENLY' });
  const rent = await does<Named>(world, 'addExpenseCategory', { name: 'Аренда' }, '{ id }');
  await does(world, 'setBudget', { categoryId: rent.id, from: '2026-01-01', amount: 1200 }, '{ id }');
});
afterAll(() => world.close());

const versions = 'versions(first: 5) { number employee { name } }';
const budget = 'rows { category { name } department { name } plan fact }';
test.each([
  [`query ($first: Int) { plans(first: $first) { totalCount nodes { ${planFields} ${versions} } } }`, 6],
  ['query ($first: Int) { planVersions(first: $first) { nodes { plan { id } employee { name } } } }', 2],
  [
    'query ($first: Int) { budgetItems(first: $first) { nodes { category { name } department { name } team { id } } } }',
    2,
  ],
  ['query ($first: Int) { expenses(first: $first) { nodes { category { name } employee { name } } } }', 1],
  ['query ($first: Int) { expenseCategories(first: $first) { nodes { name acquisition } } }', 1],
])('%s is as many statements for many as for one', async (source, most) => {
  const contextValue = contextAt(world.database, world.clock.now(), 'Europe/Moscow');
  for (const first of [1, 2, 50]) {
    const before = world.database.app.statements;
    const { errors } = await graphql({ schema: buildVoronkaSchema(), source, contextValue, variableValues: { first } });
    expect(errors).toBeUndefined();
    expect(world.database.app.statements - before).toBeLessThanOrEqual(most);
  }
});

test.each([
  // the plans, and the teams and people that are named
  [
    '{ planCheck(kpi: revenue, grain: MONTH, from: "2026-02-01") { nodes { id department { name } team { name } employee { name } } } }',
    4,
  ],
  [`{ budgetReport(by: CATEGORY, period: { named: THIS_YEAR }) { ${budget} } }`, 2],
  [`{ budgetReport(by: DEPARTMENT, period: { named: THIS_YEAR }) { ${budget} } }`, 2],
])('%s is few statements', async (source, most) => {
  const contextValue = contextAt(world.database, world.clock.now(), 'Europe/Moscow');
  const before = world.database.app.statements;
  const { errors } = await graphql({ schema: buildVoronkaSchema(), source, contextValue });
  expect(errors).toBeUndefined();
  expect(world.database.app.statements - before).toBeLessThanOrEqual(most);
});

test('the months of a year that was split are the plans that figures are held against', async () => {
  // 247 working days in 2026, 19 of them in February; 120 000 among four
  const query = `{ kpis(period: { from: "2026-02-01", to: "2026-03-01" }, by: [EMPLOYEE]) {
    rows { employee { name } revenue { value plan { optimal } } } } }`;
  const { kpis } = await world.ask<{ kpis: { rows: { employee: Named; revenue: { plan: { optimal: number } } }[] } }>(
    query,
  );
  const optimal = kpis.rows.map(({ revenue }) => Math.round(revenue.plan.optimal * 100));
  expect(kpis.rows.map(({ employee }) => employee.name).toSorted()).toEqual(people.map(({ name }) => name));
  const february = Math.round((120_000_00 * 19) / 247);
  expect(optimal.reduce((sum, each) => sum + each, 0)).toBe(february);
  expect(Math.max(...optimal) - Math.min(...optimal)).toBeLessThanOrEqual(1);
});
