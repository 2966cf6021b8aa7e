import { raw, sql } from '../../server/src/lib/sql.ts';
import type { World } from '../world/world.ts';
import { does } from './house.ts';

type Input = Record<string, unknown>;
interface Listed {
  id: string;
  version: number;
}

const tables = {
  ...{ Department: 'department', Position: 'position', Team: 'team', Employee: 'employee', Territory: 'territory' },
  ...{ Segment: 'segment', ClientGroupDuty: 'client_group_duty', AssignmentRule: 'assignment_rule' },
  HandOverRule: 'hand_over_rule',
} as const;
type Noun = keyof typeof tables;

/**
 * Lives the organisation at random for so many turns, through the API: departments, positions and teams come, change and go, people are hired,
 * move and change superiors, groups and rules change, and what nobody answers for is given away. What makes no sense is refused, and that is fine.
 */
export async function liveOrganisation(world: World, roll: (sides: number) => number, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    const key = `organisation ${turn} ${roll(1_000_000_000)}`;
    const verb = verbs[roll(verbs.length)];
    if (!verb) throw new Error('a die has no such side');
    const [name, input] = await verb(world, roll, turn);
    await does(world, name, { key, ...input }, '__typename').catch(onlyRefusals);
  }
}

type Verb = (world: World, roll: (sides: number) => number, turn: number) => Promise<[name: string, input: Input]>;

const kinds = ['SALES', 'MARKETING', 'SERVICE'];
const teamKinds = ['ACQUISITION', 'ACCOUNT_CARE', 'MIXED', 'CALL_CENTRE', null];
const models = ['GEOGRAPHIC', 'PRODUCT', 'CLIENT', 'OTHER'];

const verbs: readonly Verb[] = [
  async (_, roll, turn) => ['addDepartment', { name: `Отдел ${turn}`, kind: kinds[roll(3)], tasks: ['Задача'] }],
  async (world, roll, turn) => [
    'amendDepartment',
    { ...(await some(world, roll, 'Department')), name: `Отдел ${turn}` },
  ],
  async (_, roll, turn) => ['addPosition', { name: `Должность ${turn}`, level: 1 + roll(3) }],
  async (world, roll, turn) => [
    'amendPosition',
    { ...(await some(world, roll, 'Position')), duties: [`Дело ${turn}`] },
  ],
  async (world, roll, turn) => [
    'addTeam',
    { name: `Команда ${turn}`, kind: teamKinds[roll(5)], departmentId: await idOf(world, roll, 'Department') },
  ],
  async (world, roll) => [
    'amendTeam',
    { ...(await some(world, roll, 'Team')), departmentId: await idOf(world, roll, 'Department') },
  ],
  async (world, roll, turn) => ['addEmployee', { name: `Человек ${turn}`, ...(await place(world, roll)) }],
  ...Array.from(
    { length: 5 },
    (): Verb => async (world, roll) => [
      'amendEmployee',
      { ...(await some(world, roll, 'Employee')), ...(await place(world, roll)) },
    ],
  ),
  async (world, roll) => [
    'addClientGroupDuty',
    { employeeId: await idOf(world, roll, 'Employee', true), segmentId: await idOf(world, roll, 'Segment', true) },
  ],
  async (world, roll) => ['endClientGroupDuty', await some(world, roll, 'ClientGroupDuty')],
  async (world, roll, turn) => ['addAssignmentRule', { name: `Правило ${turn}`, ...(await rule(world, roll)) }],
  async (world, roll) => [
    'amendAssignmentRule',
    { ...(await some(world, roll, 'AssignmentRule')), position: roll(20) },
  ],
  async (world, roll) => ['endAssignmentRule', await some(world, roll, 'AssignmentRule')],
  async (world, roll) => [
    'addHandOverRule',
    { fromTeamId: await idOf(world, roll, 'Team', true), toTeamId: await idOf(world, roll, 'Team', true) },
  ],
  async (world, roll) => ['endHandOverRule', await some(world, roll, 'HandOverRule')],
  async (_, roll) => ['assignUnassigned', { limit: 1 + roll(10) }],
];

async function place(world: World, roll: (sides: number) => number): Promise<Input> {
  const whole: [string, Noun][] = [
    ['positionId', 'Position'],
    ['teamId', 'Team'],
    ['territoryId', 'Territory'],
    ['superiorId', 'Employee'],
    ['standInId', 'Employee'],
    ['headsId', 'Department'],
  ];
  const input: Input = {};
  for (const [field, noun] of whole) if (roll(2) === 0) input[field] = await idOf(world, roll, noun);
  return input;
}

async function rule(world: World, roll: (sides: number) => number): Promise<Input> {
  return {
    model: models[roll(4)],
    territoryId: await idOf(world, roll, 'Territory'),
    segmentId: await idOf(world, roll, 'Segment'),
    ...(roll(2) === 0
      ? { teamId: await idOf(world, roll, 'Team') }
      : { employeeId: await idOf(world, roll, 'Employee') }),
  };
}

/** A row of a noun, as verbs are told it; nobody's when there is none. */
async function some(world: World, roll: (sides: number) => number, noun: Noun): Promise<Input> {
  const rows = await all(world, noun);
  const row = rows[roll(Math.max(rows.length, 1))];
  return { id: row?.id ?? '1', version: row?.version ?? 1 };
}

/** An id of a noun, or none; `needed`: one where there is any. */
async function idOf(world: World, roll: (sides: number) => number, noun: Noun, needed = false): Promise<string | null> {
  const rows = await all(world, noun);
  const row = rows[roll(rows.length + (needed ? 0 : 1)) || 0];
  return row?.id ?? (needed ? '1' : null);
}

/** What there is to choose from: straight from the tables, because only the verbs are on trial. */
function all(world: World, noun: Noun): Promise<Listed[]> {
  return world.database.owner.query<Listed>(
    sql`/* chosen-from */ select id, version from ${raw(tables[noun])} where ended_at is null order by id`,
  );
}

/** Anything else than a refusal is a failure. */
function onlyRefusals(error: unknown): void {
  const code = (error as { extensions?: { code?: string } }).extensions?.code;
  if (!['REFUSED', 'CONFLICT', 'NOT_FOUND', 'BAD_USER_INPUT', 'FORBIDDEN'].includes(code ?? '')) throw error;
}
