import { raw, sql } from '../../server/src/lib/sql.ts';
import type { Data } from '../world/graphql-client.ts';
import type { Asker } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import { call, oneOfEachSort } from './matrix-verbs.ts';
import type { MatrixWorld, Onlooker } from './matrix-world.ts';
import { type Belonging, seesClient, seesDeal } from './oracle-rows.ts';
import { mayEver, reaches } from './oracle-verbs.ts';

const at = '2026-03-18T06:00:00Z';
let made = 0;

/** What is told to make a row of each record for somebody; `nobody`: it can be nobody's. */
const additions: Readonly<
  Record<
    string,
    { nobody?: true; client?: true; input: (employee: string | null, fixed: Fixed) => Data | Promise<Data> }
  >
> = {
  logActivity: { nobody: true, input: (employeeId) => ({ kind: 'MEETING', employeeId }) },
  addTask: { nobody: true, input: (assigneeId) => ({ title: 'Позвонить', dueAt: at, assigneeId }) },
  addLead: { nobody: true, input: (employeeId) => ({ name: 'Обращение', employeeId }) },
  addDocument: { nobody: true, client: true, input: (employeeId) => ({ kind: 'PROPOSAL', employeeId }) },
  addFeedback: { nobody: true, client: true, input: (employeeId) => ({ kind: 'IDEA', text: 'Быстрее', employeeId }) },
  rateService: { client: true, input: (employeeId) => ({ score: 5, employeeId }) },
  openTicket: { client: true, input: (employeeId) => ({ kind: 'REQUEST', subject: 'Где заказ?', employeeId }) },
  giveAward: { input: (employeeId) => ({ kind: 'AWARD', title: 'Лучший', employeeId }) },
  promoteEmployee: {
    input: async (employeeId, { newOf }) => ({ employeeId, positionId: await newOf('position') }),
  },
  assignCourse: {
    input: async (employeeId, { newOf }) => ({ employeeId, courseId: await newOf('course') }),
  },
  setPlan: {
    input: (employeeId) => ({ employeeId, kpi: 'calls', grain: 'MONTH', from: monthOf((made += 1)), optimal: 10 }),
  },
};

interface Fixed {
  /** a row of its own, of which nothing else is known */
  newOf: (table: 'position' | 'course') => Promise<string>;
}

/** Every month from the next on, one by one. */
function monthOf(n: number): string {
  return new Date(Date.UTC(2026, 2 + n, 1)).toISOString().slice(0, 10);
}

/** Whom something is for: oneself, a colleague of each department, and nobody. */
function forWhom({ colleagues, clients }: MatrixWorld, { eyes }: Onlooker): Belonging[] {
  const place = (id: string): string | null => clients.find(({ owner }) => owner === id)?.department ?? null;
  return [
    ...(eyes.employee === null ? [] : [{ owner: eyes.employee, department: eyes.department }]),
    ...[colleagues.first.id, colleagues.second.id].map((owner) => ({ owner, department: place(owner) })),
    { owner: null, department: null },
  ];
}

/** Making a row of every record that belongs to somebody, for everybody one could think of. */
export async function compareAdditions(matrix: MatrixWorld, onlooker: Onlooker, asker: Asker, cases: Comparison) {
  const { name, eyes } = onlooker;
  const newOf: Fixed['newOf'] = async (table) => {
    const called = `Новый ${(made += 1)}`;
    const values =
      table === 'course' ? sql`(kind, title) values ('course', ${called})` : sql`(name, level) values (${called}, 1)`;
    const [row] = await matrix.world.database.owner.query<{ id: string }>(
      sql`/* fixture */ insert into ${raw(table)} ${values} returning id`,
    );
    return row?.id ?? '';
  };
  const client = matrix.clients.find((one) => seesClient(eyes, one));
  for (const [verb, { nobody, client: about, input }] of Object.entries(additions)) {
    if (!mayEver(eyes, verb) || (about && !client)) continue;
    for (const whose of forWhom(matrix, onlooker).filter(({ owner }) => nobody || owner !== null)) {
      const given = { ...(await input(whose.owner, { newOf })), ...(about && { clientId: client?.id }) };
      const verdict = reaches(eyes, verb, whose) ? 'done' : 'FORBIDDEN';
      cases.is(`${name}, ${verb} for ${whose.owner} in ${whose.department}`, await call(asker, verb, given), verdict);
    }
  }
  await compareSightings(matrix, onlooker, asker, cases);
}

/** A competitor met in a deal belongs to who has the deal; in a deal one does not see there is nothing to be met. */
async function compareSightings(matrix: MatrixWorld, { name, eyes }: Onlooker, asker: Asker, cases: Comparison) {
  if (!mayEver(eyes, 'seeCompetitor')) return;
  for (const deal of oneOfEachSort(matrix.deals, eyes)) {
    const [competitor] = await matrix.world.database.owner.query<{ id: string }>(
      sql`/* fixture */ insert into competitor (name) values (${`Соперник ${(made += 1)} новый`}) returning id`,
    );
    const hidden = seesDeal(eyes, deal) ? 'FORBIDDEN' : 'NOT_FOUND';
    const verdict = reaches(eyes, 'seeCompetitor', deal) ? 'done' : hidden;
    const told = await call(asker, 'seeCompetitor', { dealId: deal.id, competitorId: competitor?.id });
    cases.is(`${name}, seeCompetitor in deal ${deal.id} of ${deal.owner} in ${deal.department}`, told, verdict);
  }
}
