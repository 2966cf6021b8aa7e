import { randomUUID } from 'node:crypto';
import { AnsweredWithErrors, type Data } from '../world/graphql-client.ts';
import type { World } from '../world/world.ts';

type Roll = (sides: number) => number;

/** Ids of what the verbs are about: whatever of it there is, and some of our own. */
interface Ground {
  departments: string[];
  teams: string[];
  people: string[];
  categories: string[];
}

const expected = new Set(['REFUSED', 'CONFLICT', 'BAD_USER_INPUT', 'NOT_FOUND']);

/** Plans, budgets and expenses at random, through the API; what does not fit together is refused, and nothing else may go wrong. */
export async function livePlans(world: World, roll: Roll, turns: number): Promise<void> {
  const does = async (verb: string, input: Data): Promise<{ id?: string } | null> => {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const fields = verb === 'setCoefficientPoints' ? '{ optimal }' : '{ id }';
    const text = `mutation ($input: ${type}!) { done: ${verb}(input: $input) ${fields} }`;
    try {
      return (await world.ask<{ done: { id?: string } }>(text, { input: { key: randomUUID(), ...input } })).done;
    } catch (error) {
      if (error instanceof AnsweredWithErrors && expected.has(error.extensions.code)) return null;
      throw error;
    }
  };
  const ground = await groundOf(world, does);
  for (let turn = 0; turn < turns; turn += 1) {
    const [verb, input] = await turnOf(world, roll, ground);
    await does(verb, input);
  }
}

async function groundOf(
  world: World,
  does: (verb: string, input: Data) => Promise<{ id?: string } | null>,
): Promise<Ground> {
  const department = await world.department(`Отдел ${randomUUID().slice(0, 8)}`);
  const teams = [await world.team('Планы 1', { department }), await world.team('Планы 2', { department })];
  const people: string[] = [];
  for (const team of [...teams, ...teams])
    people.push((await world.employee(`Плановый ${people.length}`, { team })).id);
  const categories: string[] = [];
  for (const name of ['Аренда', 'Реклама', 'Обучение']) {
    const added = await does('addExpenseCategory', {
      name: `${name} ${randomUUID()}`,
      acquisition: name === 'Реклама',
    });
    if (added?.id) categories.push(added.id);
  }
  return { departments: [department.id], teams: teams.map(({ id }) => id), people, categories };
}

async function turnOf(world: World, roll: Roll, ground: Ground): Promise<[verb: string, input: Data]> {
  const any = <Item>(list: readonly Item[]): Item => list[roll(list.length)] as Item;
  const latest = async (list: string): Promise<string> => {
    const query = `{ ${list}(where: { ended: false }, first: 40) { nodes { id } } }`;
    const { nodes } = (await world.ask<Record<string, { nodes: { id: string }[] }>>(query))[list] ?? { nodes: [] };
    return nodes.length === 0 ? '1' : any(nodes).id;
  };
  const money = () => roll(10_000_000) / 100;
  const grain = any(['MONTH', 'MONTH', 'QUARTER', 'YEAR'] as const);
  const month = { MONTH: 1 + roll(12), QUARTER: 1 + 3 * roll(4), YEAR: 1 }[grain];
  const from = `${any(['2025', '2026'])}-${String(month).padStart(2, '0')}-01`;
  const whose = any([
    {},
    { departmentId: any(ground.departments) },
    { teamId: any(ground.teams) },
    { employeeId: any(ground.people) },
  ]);
  const place = any([{}, { departmentId: any(ground.departments) }, { teamId: any(ground.teams) }]);
  const spread = any(['WORKING_DAYS', 'SEASONALITY', 'EVENLY', undefined]);
  const levels = () => {
    const [minimum, optimal, maximum] = [money(), money(), money()].toSorted((a, b) => a - b);
    return any([{ optimal }, { minimum, optimal }, { optimal, maximum }, { minimum, optimal, maximum }]);
  };
  const day = `2026-0${1 + roll(3)}-${String(1 + roll(18)).padStart(2, '0')}`;
  const categoryId = any(ground.categories);
  switch (roll(12)) {
    case 0:
    case 1:
    case 2:
    case 3: {
      const asSpread = grain === 'MONTH' ? {} : { spread, release: roll(3) === 0 };
      return ['setPlan', { kpi: any(['revenue', 'margin']), grain, from, ...whose, ...levels(), ...asSpread }];
    }
    case 4:
      return ['endPlan', { id: await latest('plans'), note: 'передумали' }];
    case 5: {
      const by = any(['DEPARTMENT', 'TEAM', 'EMPLOYEE']);
      return ['splitPlan', { planId: await latest('plans'), by, shares: any(['EVENLY', 'EVENLY', 'BY_RESULT']) }];
    }
    case 6:
      return ['setBudget', { categoryId, ...place, from: any(['2025-01-01', '2026-01-01']), amount: money(), spread }];
    case 7:
      return ['addBudgetItem', { categoryId, kind: 'ONE_OFF', day, amount: money(), ...place }];
    case 8: {
      const id = await latest('budgetItems');
      return any([
        ['amendBudgetItem', { id, version: 1 + roll(3), amount: money() }],
        ['cancelBudgetItem', { id }],
      ]) as [string, Data];
    }
    case 9:
      return ['addExpense', { categoryId, day, amount: money(), ...any([place, { employeeId: any(ground.people) }]) }];
    case 10: {
      const id = await latest('expenses');
      return any([
        ['amendExpense', { id, version: 1 + roll(2), day, acquisition: roll(2) === 0 }],
        ['cancelExpense', { id }],
      ]) as [string, Data];
    }
    default:
      return [
        'setCoefficientPoints',
        { minimum: roll(5) / 10, optimal: 0.5 + roll(6) / 10, maximum: 1.5 + roll(5) / 10 },
      ];
  }
}
