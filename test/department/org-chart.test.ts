import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyPostsWithoutStandIn } from '../../server/src/department/organisation/stand-ins.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { does } from './house.ts';

interface Node {
  id: string;
  kind: string;
  parentId: string | null;
  name: string;
  position: string | null;
  superiorId: string | null;
  standInId: string | null;
  probationUntil: string | null;
  needsStandIn: boolean | null;
}

const node = 'id kind rowId parentId name position level headId superiorId standInId probationUntil needsStandIn';
const person = `${node} subordinates`;
const question = `query ($departmentId: ID) { orgChart(departmentId: $departmentId) {
  nodes { ${node} }
  departments { name headId teams { name people { ${person} } } people { name } vacancies { name level } }
  teams { name people { name } } people { name } vacancies { name } } }`;

let world: World;
let sales: Named;
const ids = new Map<string, string>();

/** The house: a director of no team; sales with a head and two hunters; marketing with nobody; a team and a person of nowhere. */
beforeAll(async () => {
  world = await startWorld();
  sales = named(await does(world, 'addDepartment', { name: 'Продажи', kind: 'SALES' }, 'id name'));
  const marketing = await does(world, 'addDepartment', { name: 'Маркетинг', kind: 'MARKETING' });
  const hunters = await does(world, 'addTeam', { name: 'Охотники', departmentId: sales.id });
  const nowhere = await does(world, 'addTeam', { name: 'Ничья' });
  const [director, head, manager] = [
    await does(world, 'addPosition', { name: 'Директор', level: 3 }),
    await does(world, 'addPosition', { name: 'РОП', level: 2 }),
    await does(world, 'addPosition', { name: 'Менеджер' }),
  ];
  await does(world, 'addPosition', { name: 'Аналитик рынка', departmentId: marketing.id });
  await does(world, 'addPosition', { name: 'Юрист' });
  const hire = async (name: string, input: Record<string, unknown>) => {
    ids.set(name, (await does(world, 'addEmployee', { name, ...input })).id);
    return ids.get(name) ?? '';
  };
  const boss = await hire('Карпов', { positionId: director.id });
  const rop = await hire('Громов', { positionId: head.id, headsId: sales.id, superiorId: boss });
  const olga = await hire('Ольга', {
    positionId: manager.id,
    teamId: hunters.id,
    superiorId: rop,
    probationUntil: '2026-03-18',
  });
  await hire('Артём', {
    positionId: manager.id,
    teamId: hunters.id,
    superiorId: rop,
    standInId: olga,
    probationUntil: '2026-03-17',
  });
  await hire('Ничей', { teamId: nowhere.id });
  const gone = await hire('Ушедший', { positionId: manager.id, teamId: hunters.id, superiorId: rop });
  await does(world, 'dismissEmployee', { employeeId: gone, successorId: olga }, 'deals');
});
afterAll(() => world.close());

function named(row: { id: string; name?: unknown }): Named {
  return { id: row.id, name: String(row.name) };
}

async function chart(departmentId?: string) {
  return (await world.ask<{ orgChart: Record<string, unknown> & { nodes: Node[] } }>(question, { departmentId }))
    .orgChart;
}

test('the house is told as a tree and flat, everything once', async () => {
  const { nodes, ...tree } = await chart();
  const artem = { name: 'Артём', position: 'Менеджер', level: 1, standInId: ids.get('Ольга'), probationUntil: null };
  const olga = { name: 'Ольга', position: 'Менеджер', level: 1, standInId: null, probationUntil: '2026-03-18' };
  expect(tree).toMatchObject({
    departments: [
      {
        ...{ name: 'Продажи', headId: ids.get('Громов'), people: [{ name: 'Громов' }], vacancies: [] },
        teams: [{ name: 'Охотники', people: [olga, artem].map((who) => ({ ...who, superiorId: ids.get('Громов') })) }],
      },
      { name: 'Маркетинг', headId: null, teams: [], people: [], vacancies: [{ name: 'Аналитик рынка', level: 1 }] },
    ],
    ...{
      teams: [{ name: 'Ничья', people: [{ name: 'Ничей' }] }],
      people: [{ name: 'Карпов' }],
      vacancies: [{ name: 'Юрист' }],
    },
  });
  expect(nodes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    ...['DEPARTMENT Продажи', 'DEPARTMENT Маркетинг', 'TEAM Охотники', 'TEAM Ничья'],
    ...['EMPLOYEE Карпов', 'EMPLOYEE Громов', 'EMPLOYEE Ольга', 'EMPLOYEE Артём', 'EMPLOYEE Ничей'],
    ...['VACANCY Аналитик рынка', 'VACANCY Юрист'],
  ]);
  const seen = new Set<string | null>([null]);
  for (const { id, parentId } of nodes) {
    expect(seen.has(parentId), 'parents stand before children').toBe(true);
    seen.add(id);
  }
});

test('who answers to whom, and who lacks a stand-in', async () => {
  const { departments } = (await chart()) as unknown as {
    departments: { teams: { people: { subordinates: string[] }[] }[] }[];
  };
  expect(departments[0]?.teams[0]?.people.map(({ subordinates }) => subordinates)).toEqual([[], []]);
  const { nodes } = await chart();
  expect(nodes.filter(({ superiorId }) => superiorId === ids.get('Громов')).map(({ name }) => name)).toEqual([
    'Ольга',
    'Артём',
  ]);
  expect(nodes.filter(({ needsStandIn }) => needsStandIn).map(({ name }) => name)).toEqual(['Карпов', 'Громов']);
  const posts = await keyPostsWithoutStandIn({ database: world.database });
  expect(posts).toEqual([
    { employeeId: ids.get('Карпов'), name: 'Карпов', position: 'Директор', level: 3 },
    { employeeId: ids.get('Громов'), name: 'Громов', position: 'РОП', level: 2 },
  ]);
});

test('one department alone, and none that is not there', async () => {
  const { nodes } = await chart(sales.id);
  expect(nodes.map(({ name }) => name)).toEqual(['Продажи', 'Охотники', 'Громов', 'Ольга', 'Артём']);
  expect((await chart('999999')).nodes).toEqual([]);
  expect(await world.refused(question, { departmentId: 'x' })).toMatchObject({ field: 'departmentId' });
});

test('is one statement', async () => {
  const before = world.database.app.statements;
  await chart();
  const first = world.database.app.statements - before;
  for (let i = 0; i < 30; i += 1) await does(world, 'addEmployee', { name: `Новый ${i}` });
  const from = world.database.app.statements;
  await chart();
  expect(world.database.app.statements - from).toBe(first);
});
