import { sql } from '../../server/src/lib/sql.ts';
import { type Asker, codesOf } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import type { MatrixWorld, Onlooker } from './matrix-world.ts';
import { sellers } from './oracle.ts';
import { type FiguresAsked, mayAskFigures } from './oracle-rows.ts';

type Ids = readonly (string | null)[];

interface Question {
  what: string;
  by?: string;
  where: { client?: Ids; employee?: Ids; department?: Ids };
}

/** What happened, as the ledger holds it: by whom, in which department, with which client. */
interface Opened {
  client: string | null;
  employee: string | null;
  department: string | null;
}

/** Figures client by client, and filtered by client, in every way that could be a way around. */
function questions({ clients, colleagues }: MatrixWorld, { eyes }: Onlooker): Question[] {
  const me = eyes.employee === null ? {} : { employee: [eyes.employee] };
  const mine = eyes.department === null ? {} : { department: [eyes.department] };
  const some = { client: [clients[0]?.id ?? null, clients[1]?.id ?? null] };
  const other = { employee: [colleagues.second.id] };
  const both = { employee: [eyes.employee ?? '1', colleagues.second.id] };
  const elsewhere = { department: ['1', '2'].filter((id) => id !== eyes.department) };
  const wheres: [string, Question['where']][] = [
    ['everybody', {}],
    ['me', me],
    ['a colleague', other],
    ['me and a colleague', both],
    ['nobody', { employee: [null] }],
    ['me and nobody', { employee: [...(me.employee ?? []), null] }],
    ['my department', mine],
    ['another department', elsewhere],
    ['both departments', { department: ['1', '2'] }],
    ['no department', { department: [null] }],
    ['me, elsewhere', { ...me, ...elsewhere }],
    ['a colleague, in my department', { ...other, ...mine }],
  ];
  // who may ask anything is asked less
  const limited = eyes.role === 'head_of_sales' || sellers.includes(eyes.role);
  return (limited ? wheres : wheres.slice(0, 3)).flatMap(([whom, where]) => [
    { what: `by client, of ${whom}`, by: '[CLIENT]', where },
    { what: `by client and employee, of ${whom}`, by: '[EMPLOYEE, CLIENT]', where },
    { what: `of some clients, of ${whom}`, where: { ...where, ...some } },
    { what: `of ${whom}`, by: '[EMPLOYEE]', where },
  ]);
}

/** Whether each question may be asked, and whether what it answers stays within what was asked. */
export async function compareFigures(matrix: MatrixWorld, onlooker: Onlooker, asker: Asker, cases: Comparison) {
  const { eyes, name } = onlooker;
  const opened = await matrix.world.database.owner.query<Opened>(sql`/* raw-openings */ select client_id as client,
    employee_id as employee, department_id as department from ledger where opened = 1`);
  for (const question of questions(matrix, onlooker)) {
    const { what, by, where } = question;
    const asked: FiguresAsked = {
      byClient: Boolean(by?.includes('CLIENT')) || where.client !== undefined,
      whereEmployee: where.employee,
      whereDepartment: where.department,
    };
    const allowed = mayAskFigures(eyes, asked);
    const kpis = `query Figures($where: KpiFilter) { kpis(period: { named: ALL }, limit: 500${by ? `, by: ${by}` : ''}, where: $where) {
      rows { ${by?.includes('CLIENT') ? 'client { id name }' : ''} openedDeals { value } } total { openedDeals { value } } } }`;
    const answer = await asker.ask(kpis, { where });
    cases.is(`${name}, kpis ${what}`, codesOf(answer), allowed ? [] : ['FORBIDDEN']);
    const table = answer.data?.kpis as Table | undefined;
    if (table) compareAnswer(`${name}, kpis ${what}`, question, table, { opened, cases });
    if (by) continue;
    const funnel =
      'query Funnel($where: KpiFilter) { funnel(period: { named: ALL }, mode: COHORT, where: $where) { deals } }';
    cases.is(`${name}, funnel ${what}`, codesOf(await asker.ask(funnel, { where })), allowed ? [] : ['FORBIDDEN']);
  }
}

interface Table {
  rows: { client: { id: string } | null; openedDeals: { value: number } }[];
  total: { openedDeals: { value: number } };
}

function compareAnswer(
  what: string,
  { by, where }: Question,
  table: Table,
  { opened, cases }: { opened: readonly Opened[]; cases: Comparison },
): void {
  const within = (ids: Ids | undefined, id: string | null) => ids === undefined || ids.includes(id);
  const fits = opened.filter(
    ({ client, employee, department }) =>
      within(where.client, client) && within(where.employee, employee) && within(where.department, department),
  );
  cases.is(`${what}, total`, table.total.openedDeals.value, fits.length);
  if (!by?.includes('CLIENT')) return;
  cases.sets(
    `${what}, client`,
    table.rows.flatMap(({ client }) => client?.id ?? []),
    fits.flatMap(({ client }) => client ?? []),
    [],
  );
}
