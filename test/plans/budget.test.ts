import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
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
});
afterAll(() => world.close());

interface Item {
  id: string;
  version: number;
  day: string;
  amount: number;
  kind: string;
  department: Named | null;
}
const itemFields = '{ id version day amount kind department { id name } }';
const expenseFields = '{ id version day amount acquisition department { id } team { id } employee { id } endedAt }';
const spends = (input: Data) => does<Item>(world, 'addExpense', input, expenseFields);

/** What stands in the ledger for a row, reversals taken off: by day, with whom. */
async function entriesOf(noun: string, id: string): Promise<object[]> {
  return world.database.owner.query({
    text: `/* entries */ select day, department_id as department, team_id as team, employee_id as employee, sum(budget)::int as budget,
        sum(expenses)::int as expenses, sum(acquisition)::int as acquisition
      from ledger where noun = $1 and noun_id = $2 and (budget is not null or expenses is not null)
      group by 1, 2, 3, 4 having sum(coalesce(budget, 0) + coalesce(expenses, 0)) <> 0 order by 1`,
    values: [noun, id],
  });
}

describe('the budget', () => {
  test('of a year is spread into months, changed where it stands, once per key', async () => {
    const input = { categoryId: rent.id, teamId: team.id, from: '2026-01-01', amount: 24_700, key: 'rent' };
    const months = await does<Item[]>(world, 'setBudget', input, itemFields);
    const days = [15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22];
    expect(months.map(({ day, amount, kind }) => [day, amount, kind])).toEqual(
      days.map((n, i) => [`2026-${String(i + 1).padStart(2, '0')}-01`, n * 100, 'PERIOD']),
    );
    expect(months.every(({ department }) => department?.id === sales.id)).toBe(true);
    const [january] = months;
    expect(await entriesOf('budget_item', january?.id ?? '')).toEqual([
      {
        day: '2026-01-01',
        department: sales.id,
        team: team.id,
        employee: null,
        budget: 150_000,
        expenses: null,
        acquisition: null,
      },
    ]);
    const even = { ...input, key: 'even', amount: 1200.05, spread: 'EVENLY' };
    const again = await does<Item[]>(world, 'setBudget', even, itemFields);
    expect(again.map(({ id, version, amount }) => [id, version, amount])).toEqual(
      months.map(({ id }, i) => [id, 2, i < 5 ? 100.01 : 100]),
    );
    expect(await does(world, 'setBudget', input, itemFields)).toEqual(again);
    const one = { categoryId: rent.id, teamId: team.id, kind: 'PERIOD', day: '2026-01-01', amount: 5 };
    expect(await isRefused(world, 'addBudgetItem', one)).toMatchObject({ refusal: 'TAKEN', field: 'input.day' });
  });

  test('set by two at once is one budget', async () => {
    const input = { categoryId: fairs.id, from: '2030-01-01', spread: 'EVENLY' };
    const both = [1200, 2400].map((amount) => does<Item[]>(world, 'setBudget', { ...input, amount }, itemFields));
    const [first, second] = await Promise.all(both);
    expect(first?.map(({ id }) => id)).toEqual(second?.map(({ id }) => id));
    const query = `query ($c: [ID]) { budgetItems(where: { category: $c, day: { from: "2030-01-01" } }) { nodes { amount } } }`;
    const { budgetItems } = await world.ask<{ budgetItems: { nodes: Item[] } }>(query, { c: [fairs.id] });
    expect(budgetItems.nodes.length).toBe(12);
    expect(new Set(budgetItems.nodes.map(({ amount }) => amount)).size).toBe(1);
  });

  test('has one-off items, which are amended and cancelled', async () => {
    const input = { categoryId: fairs.id, kind: 'ONE_OFF', day: '2026-05-20', amount: 300, departmentId: marketing.id };
    const item = await does<Item>(world, 'addBudgetItem', input, itemFields);
    const other = await does<Item>(world, 'addBudgetItem', input, itemFields);
    expect(other.id).not.toBe(item.id);
    await does(
      world,
      'amendBudgetItem',
      { id: item.id, version: 1, day: '2026-06-20', departmentId: sales.id },
      itemFields,
    );
    expect(await entriesOf('budget_item', item.id)).toMatchObject([
      { day: '2026-06-20', department: sales.id, team: null, budget: 30_000 },
    ]);
    await does(world, 'cancelBudgetItem', { id: item.id }, itemFields);
    await does(world, 'cancelBudgetItem', { id: other.id }, itemFields);
    expect(await entriesOf('budget_item', item.id)).toEqual([]);
  });

  test.each([
    ['addBudgetItem', { kind: 'PERIOD', day: '2026-05-20' }, 'input.day'],
    ['addBudgetItem', { kind: 'ONE_OFF', day: '1980-05-20' }, 'input.day'],
    ['addBudgetItem', { kind: 'ONE_OFF', day: '2026-05-20', amount: -1 }, 'input.amount'],
    ['setBudget', { from: '2026-02-01' }, 'input.from'],
    ['setBudget', { from: '2026-01-01', amount: 0.001 }, 'input.amount'],
    ['addExpense', { day: '2026-03-19' }, 'input.day'],
    ['addExpense', { day: '2026-03-18', amount: 1e13 }, 'input.amount'],
  ])('%s refuses %j', async (verb, input, field) => {
    const refused = await isRefused(world, verb, { categoryId: rent.id, amount: 1, ...input });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('does not take a team for another department', async () => {
    const refused = await isRefused(world, 'addExpense', {
      ...{ categoryId: rent.id, day: '2026-03-01', amount: 1, teamId: team.id, departmentId: marketing.id },
    });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.departmentId' });
  });
});

describe('an expense', () => {
  test('stands where it was made, by whom, and for new clients as its category says', async () => {
    const expense = await spends({ categoryId: fairs.id, day: '2026-03-10', amount: 12.34, employeeId: anna.id });
    expect(expense).toMatchObject({ acquisition: true, department: { id: sales.id }, team: { id: team.id } });
    const place = { day: '2026-03-10', department: sales.id, team: team.id, employee: anna.id, budget: null };
    expect(await entriesOf('expense', expense.id)).toEqual([{ ...place, expenses: 1234, acquisition: 1234 }]);
    // moved to another team later, she does not take along what she has spent
    const second = await world.team('Вторая', { department: marketing });
    await world.database.owner.query({
      text: '/* moved */ update employee set team_id = $1 where id = $2',
      values: [second.id, anna.id],
    });
    const amended = { id: expense.id, version: 1, amount: 20, acquisition: false };
    await does(world, 'amendExpense', amended, expenseFields);
    expect(await entriesOf('expense', expense.id)).toEqual([{ ...place, expenses: 2000, acquisition: 0 }]);
    await does(world, 'cancelExpense', { id: expense.id }, expenseFields);
    expect(await entriesOf('expense', expense.id)).toEqual([]);
    await world.database.owner.query({
      text: '/* back */ update employee set team_id = $1 where id = $2',
      values: [team.id, anna.id],
    });
  });

  test('is noted once per key', async () => {
    const input = { key: 'coffee', categoryId: rent.id, day: '2026-02-02', amount: 3 };
    const first = await spends(input);
    expect(await spends(input)).toEqual(first);
    await does(world, 'cancelExpense', { id: first.id }, expenseFields);
  });
});

test('the ledger stands for the rows', async () => {
  const records = registered.map(({ record }) => record);
  expect(await verify(world.database.owner, [...ledgerChecks, recordsEqualTheirRows(records)])).toEqual([]);
});
