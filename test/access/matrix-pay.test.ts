import { afterAll, beforeAll, expect, test } from 'vitest';
import { closes, paidBy } from '../pay/desk.ts';
import { type Answered, type Asker, askerOf, atOnce, codesOf } from './matrix-askers.ts';
import { Comparison } from './matrix-report.ts';
import { type MatrixWorld, type Onlooker, startMatrixWorld } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';
import { seesRow } from './oracle-record-rows.ts';

/** Who is paid by which scheme: people of every role that could wish to see others' pay, and two colleagues. */
const paid = {
  first: ['manager, first', 'deputy, first', 'head_of_sales, first', 'administrator, first', 'analyst, first'],
  second: ['manager, second', 'representative, first'],
};
/** One that is closed, and one that runs. */
const months = ['2026-01-01', '2026-03-01'];

let matrix: MatrixWorld;
/** by scheme: the ids of those who are paid by it */
let schemes: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  matrix = await startMatrixWorld();
  const found = new Map<string, string[]>();
  for (const names of Object.values(paid)) {
    const people = matrix.onlookers.filter(({ name }) => names.includes(name)).map(personOf);
    const id = await paidBy(matrix.world, { salary: 100_000 }, people);
    found.set(
      id,
      people.map((person) => person.id),
    );
  }
  schemes = found;
  await closes(matrix.world, '2026-01');
});
afterAll(() => matrix.close());

function personOf({ name, eyes }: Onlooker): { id: string; name: string } {
  if (eyes.employee === null) throw new Error(`${name} is nobody`);
  return { id: eyes.employee, name };
}

interface Page {
  totalCount: number;
  nodes: { id?: string; employee?: { id: string }; versions?: unknown[]; lines?: unknown[] }[];
}

test('what people are paid is shown to the director and to themselves, closed or not', async () => {
  const cases = new Comparison();
  const onlookers = matrix.onlookers.filter(({ place }) => place !== 'teamless');
  await atOnce(6, onlookers, async (onlooker) => {
    const asker = askerOf('http', matrix.world.url, onlooker.token);
    await comparePay(onlooker, asker, cases);
    await compareSchemes(onlooker, asker, cases);
  });
  console.log(`${cases.cases} cases of pay`);
  expect(cases.differences).toEqual([]);
  expect(cases.cases).toBeGreaterThan(1_000);
}, 240_000);

async function comparePay({ name, eyes }: Onlooker, asker: Asker, cases: Comparison): Promise<void> {
  const everybody = [...schemes.values()].flat();
  const seen = everybody.filter((owner) => seesRow(eyes, 'Pay', { owner, department: null }));
  for (const month of months) {
    const list = `pays(month: "${month}", first: 500)`;
    compareList(
      await asker.ask(`{ page: ${list} { totalCount nodes { employee { id } total lines { kind amount } } } }`),
      list,
    );
    for (const id of everybody) {
      const answer = await asker.ask(`{ pay(employeeId: "${id}", month: "${month}") { total lines { amount } } }`);
      cases.is(`${name}, pay of ${id} in ${month}`, codesOf(answer), seen.includes(id) ? [] : ['FORBIDDEN']);
    }
  }
  const list = 'payAssignments(first: 500)';
  compareList(await asker.ask(`{ page: ${list} { totalCount nodes { employee { id } salary } } }`), list);

  function compareList(answer: Answered, what: string): void {
    const may = maySee(eyes, 'Pay');
    cases.is(`${name}, ${what}`, codesOf(answer), may ? [] : ['FORBIDDEN']);
    const { totalCount, nodes } = (answer.data?.page ?? { totalCount: 0, nodes: [] }) as Page;
    const told = nodes.flatMap(({ employee }) => employee?.id ?? []);
    cases.sets(`${name}, ${what}`, told, may ? seen : [], everybody);
    cases.is(`${name}, ${what}, totalCount`, totalCount, may ? seen.length : 0);
  }
}

async function compareSchemes({ name, eyes }: Onlooker, asker: Asker, cases: Comparison): Promise<void> {
  const seen = [...schemes].filter(([, people]) => {
    // of whose pay it makes
    const owner = people.find((id) => id === eyes.employee) ?? people[0] ?? null;
    return maySee(eyes, 'PayScheme') && seesRow(eyes, 'PayScheme', { owner, department: null });
  });
  const answer = await asker.ask('{ page: paySchemes { totalCount nodes { id versions { number } } } }');
  cases.is(`${name}, paySchemes`, codesOf(answer), maySee(eyes, 'PayScheme') ? [] : ['FORBIDDEN']);
  const { nodes } = (answer.data?.page ?? { nodes: [] }) as Page;
  const ids = seen.map(([id]) => id);
  cases.sets(
    `${name}, pay scheme`,
    nodes.flatMap(({ id }) => id ?? []),
    ids,
    schemes.keys(),
  );
  cases.is(
    `${name}, a version of each`,
    nodes.map(({ versions }) => versions?.length),
    ids.map(() => 1),
  );
  for (const id of schemes.keys()) {
    const one = await asker.ask(`{ payScheme(id: "${id}") { id } }`);
    const told = (one.data?.payScheme as { id: string } | null | undefined)?.id ?? null;
    cases.is(`${name}, pay scheme ${id} by id`, told, ids.includes(id) ? id : null);
  }
}
