import { join, raw, sql } from '../../server/src/lib/sql.ts';
import type { World } from '../world/world.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { RawRow } from './oracle-record-rows.ts';

/** A row of a record that belongs to somebody, as it was put into its table. */
export interface OwnedRow extends RawRow {
  id: string;
}

type Values = Readonly<Record<string, string | number | null>>;

/** Somebody rows belong to, and where they work. */
interface Owner {
  employee: string | null;
  team: string | null;
  department: string | null;
}

/** What rows refer to. */
interface Around {
  world: World;
  deal: string;
  /** what has been made of some record before */
  firstOf: (noun: string) => string | null;
  course: string;
  recipient: string;
}

interface Making {
  table: string;
  /** by which columns it is somebody's; those beside the employee and the department are only filled */
  whose: (owner: Owner) => Values;
  /** it is always somebody's */
  always?: true;
  /** it is about a client, whose manager reads it too */
  ofClient?: true;
  rest: (around: Around) => Values | Promise<Values>;
}

const at = '2026-03-02T10:00:00Z';
const person = ({ employee, team, department }: Owner): Values => ({
  ...{ employee_id: employee, team_id: team, department_id: department },
});
const employeeOnly = ({ employee }: Owner): Values => ({ employee_id: employee });

/** How a row of each record that belongs to somebody is made. */
const makings: Readonly<Record<string, Making>> = {
  Activity: { table: 'activity', whose: person, rest: () => ({ kind: 'meeting', at }) },
  Task: {
    table: 'task',
    whose: person,
    rest: () => ({
      ...{ title: 'Позвонить', kind: 'other', status: 'open', priority: 'normal' },
      ...{ due_at: at, repeats: 'none', repeat_day: 1 },
    }),
  },
  Lead: {
    table: 'lead',
    whose: person,
    // it has been waiting for long, and above they know
    rest: () => ({ name: 'Обращение', arrived_at: at, answer_due_at: at, status: 'new', escalated_at: at }),
  },
  Document: {
    table: 'document',
    whose: person,
    rest: () => ({ kind: 'invoice', amount: 100, issued_at: at, pay_by: at }),
  },
  Payment: {
    table: 'payment',
    whose: person,
    rest: ({ firstOf }) => ({ document_id: firstOf('Document'), at, amount: 100 }),
  },
  CompetitorSighting: {
    table: 'competitor_sighting',
    whose: ({ employee, department }) => ({ employee_id: employee, department_id: department }),
    rest: async ({ world, deal }) => {
      const name = `Соперник ${(competitors += 1)}`;
      return { at, deal_id: deal, competitor_id: await insert(world, 'competitor', { name }) };
    },
  },
  Ticket: {
    table: 'ticket',
    whose: person,
    ofClient: true,
    rest: () => ({
      ...{ kind: 'request', priority: 'normal', subject: 'Где заказ?', status: 'new' },
      ...{ arrived_at: at, answer_due_at: at, resolve_due_at: at },
    }),
  },
  Rating: { table: 'rating', whose: employeeOnly, ofClient: true, rest: () => ({ at, score: 5 }) },
  NpsAnswer: { table: 'nps_answer', whose: employeeOnly, ofClient: true, rest: () => ({ at, score: 9 }) },
  Feedback: {
    table: 'feedback',
    whose: employeeOnly,
    ofClient: true,
    rest: () => ({ at, kind: 'praise', text: 'Спасибо' }),
  },
  SurveyInvitee: {
    table: 'survey_invitee',
    whose: employeeOnly,
    ofClient: true,
    rest: async ({ world }) => ({ survey_id: await survey(world) }),
  },
  SurveyAnswer: {
    table: 'survey_answer',
    whose: employeeOnly,
    ofClient: true,
    rest: async ({ world }) => ({ survey_id: await survey(world), at, answers: '[]' }),
  },
  Plan: {
    table: 'plan',
    whose: employeeOnly,
    rest: () => ({ kpi: 'revenue', grain: 'MONTH', month: '2026-03-01', optimal: 100, fixed: 'true' }),
  },
  Award: { table: 'award', whose: person, always: true, rest: () => ({ kind: 'award', title: 'Лучший', at }) },
  CareerStep: {
    table: 'career_step',
    whose: person,
    always: true,
    rest: async ({ world }) => ({ position_id: (await world.position('Старший')).id, day: '2026-03-02' }),
  },
  Thanks: {
    table: 'thanks',
    whose: ({ employee }) => ({ given_by_id: employee }),
    always: true,
    rest: ({ recipient }) => ({ employee_id: recipient, words: 'Спасибо', at }),
  },
  CourseAssignment: {
    table: 'course_assignment',
    whose: person,
    always: true,
    rest: ({ course }) => ({ course_id: course, assigned_at: at }),
  },
};

let competitors = 0;

/** Records whose rows belong to somebody. */
export const ownedNouns: readonly string[] = Object.keys(makings);

/** Who owns rows: sellers of both departments and of no team, who leads, who helps, who looks; and nobody. */
const owners = [
  ...['manager, first', 'manager, second', 'manager, teamless', 'representative, first', 'head_of_sales, first'],
  ...['assistant, first', 'analyst, first', 'service_agent, first'],
];

/** Puts rows of all of these, of colleagues of both departments and of nobody straight into the tables, by record. */
export async function makeOwnedRows(matrix: MatrixWorld): Promise<ReadonlyMap<string, readonly OwnedRow[]>> {
  const { world, colleagues, clients, deals } = matrix;
  const employees = matrix.onlookers.filter(({ name }) => owners.includes(name)).map(({ eyes }) => eyes.employee);
  const whose: Owner[] = [
    ...(await Promise.all([...employees, colleagues.first.id, colleagues.second.id].map((id) => ownerOf(world, id)))),
    { employee: null, team: null, department: null },
  ];
  const made = new Map<string, OwnedRow[]>();
  const around: Around = {
    firstOf: (noun) => made.get(noun)?.[0]?.id ?? null,
    ...{ world, deal: deals[0]?.id ?? '', recipient: (await world.employee('Кого благодарят')).id },
    course: await insert(world, 'course', { title: 'Переговоры', kind: 'course' }),
  };
  // of somebody who sells, and of nobody
  const about = [clients.find(({ owner }) => owner === employees[0]), clients.find(({ owner }) => owner === null)];
  for (const [noun, making] of Object.entries(makings)) {
    const rows: OwnedRow[] = [];
    for (const owner of whose.filter(({ employee }) => employee !== null || !making.always)) {
      for (const client of making.ofClient ? about : [undefined]) {
        const values = { ...making.whose(owner), ...(client && { client_id: client.id }) };
        const id = await insert(world, making.table, { ...values, ...(await making.rest(around)) });
        const { employee, department } = owner;
        rows.push({ id, owner: employee, department, clientOwner: client?.owner ?? null });
      }
    }
    made.set(noun, rows);
  }
  return made;
}

async function ownerOf({ database }: World, id: string | null): Promise<Owner> {
  const [owner] = await database.owner.query<Owner>(sql`/* raw-owner */ select e.id as employee, e.team_id as team,
    t.department_id as department from employee e left join team t on t.id = e.team_id where e.id = ${id}`);
  if (!owner) throw new Error(`there is no employee ${id}`);
  return owner;
}

async function insert({ database }: World, table: string, values: Values): Promise<string> {
  const names = Object.keys(values);
  const given = join(
    names.map((name) => sql`${values[name] ?? null}`),
    ', ',
  );
  const [row] = await database.owner.query<{ id: string }>(sql`/* fixture */ insert into ${raw(table)}
    (${raw(names.join(', '))}) values (${given}) returning id`);
  if (!row) throw new Error(`nothing was added to ${table}`);
  return row.id;
}

/** A survey of its own: a client answers one once. */
function survey(world: World): Promise<string> {
  return insert(world, 'survey', { title: 'Опрос', status: 'published' });
}
