import type { Asker } from './matrix-askers.ts';
import type { OwnedRow } from './matrix-record-rows.ts';
import type { Comparison } from './matrix-report.ts';
import { type MatrixWorld, type Onlooker, rawClients } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';
import { seesRow } from './oracle-record-rows.ts';
import { type RawClient, seesClient, seesDeal } from './oracle-rows.ts';

/** What questions about clients are asked of. */
export interface ClientBase {
  clients: readonly RawClient[];
  /** clients of one name, of two people and of nobody */
  doubles: readonly RawClient[];
  rows: ReadonlyMap<string, readonly OwnedRow[]>;
}

interface Nodes<Node> {
  nodes: Node[];
}

/** Adds clients of one name: two of one seller, one of another department’s, and one of nobody. */
export async function addDoubles({ world, onlookers }: MatrixWorld, rows: ClientBase['rows']): Promise<ClientBase> {
  const [first, second] = ['manager, first', 'manager, second'].map((name) => {
    const id = onlookers.find((onlooker) => onlooker.name === name)?.eyes.employee ?? '';
    return { id, name };
  });
  const ids: string[] = [];
  for (const owner of [first, first, second, undefined]) ids.push((await world.client('Двойник', { owner })).id);
  const clients = await rawClients(world);
  return { clients, doubles: clients.filter(({ id }) => ids.includes(id)), rows };
}

function ids(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

/** What a question that may be asked is answered with. */
async function told<Told>(asker: Asker, query: string): Promise<Told> {
  const { data, errors } = await asker.ask(query);
  if (!data) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data.answer as Told;
}

/** What is asked of clients in other ways than their list: nothing of it tells of one that is hidden. */
export async function compareClientQuestions(base: ClientBase, onlooker: Onlooker, asker: Asker, cases: Comparison) {
  const { name, eyes } = onlooker;
  const { clients, doubles } = base;
  const seen = clients.filter((client) => seesClient(eyes, client));
  if (maySee(eyes, 'ClientEvent')) {
    const lines = clients.map(({ id }) => `c${id}: clientTimeline(clientId: "${id}", first: 1) { totalCount }`);
    const { data } = await asker.ask(`{ ${lines.join(' ')} }`);
    const shown = clients.filter(({ id }) => data?.[`c${id}`]);
    cases.sets(`${name}, time line of client`, ids(shown), ids(seen), ids(clients));
  }
  const known = doubles.filter((client) => seesClient(eyes, client));
  if (maySee(eyes, 'SimilarClients') && maySee(eyes, 'Client')) {
    const query = '{ answer: similarClients(like: { name: "Двойник" }) { clients { id } hidden } }';
    const { clients: similar, hidden } = await told<{ clients: { id: string }[]; hidden: number }>(asker, query);
    cases.sets(`${name}, similar client`, ids(similar), ids(known), ids(doubles));
    cases.is(`${name}, similar clients that are hidden`, hidden, doubles.length - known.length);
  }
  if (maySee(eyes, 'DuplicateClients') && maySee(eyes, 'Client')) {
    const query = '{ answer: duplicateClients(first: 500) { nodes { totalCount clients { id } } } }';
    const { nodes } = await told<Nodes<{ totalCount: number; clients: { id: string }[] }>>(asker, query);
    const group = nodes.find(({ clients: some }) => some.some(({ id }) => ids(doubles).includes(id)));
    const expected = known.length > 1 ? ids(known) : [];
    cases.sets(`${name}, duplicate`, ids(group?.clients ?? []), expected, ids(doubles));
    cases.is(`${name}, duplicates`, group?.totalCount ?? 0, expected.length);
    const all = nodes.flatMap((one) => ids(one.clients));
    cases.is(
      `${name}, duplicates beyond what is seen`,
      all.filter((id) => !ids(seen).includes(id)),
      [],
    );
  }
}

/** Days of people, what would be given away, and why deals were lost: sums and lists of what one sees. */
export async function compareRest(
  { deals }: MatrixWorld,
  { clients, rows }: ClientBase,
  { name, eyes }: Onlooker,
  { asker, cases }: { asker: Asker; cases: Comparison },
): Promise<void> {
  const of = (noun: string, whose: string | null): string[] =>
    ids((rows.get(noun) ?? []).filter((row) => row.owner === whose && seesRow(eyes, noun, row)));
  const people = [...new Set((rows.get('Activity') ?? []).flatMap(({ owner }) => owner ?? []))];
  if (maySee(eyes, 'EmployeeDay') && maySee(eyes, 'Activity')) {
    const lists = 'activities { nodes { id } } tasksDue { nodes { id } } leadsToAnswer { nodes { id } }';
    const days = people.map((id) => `d${id}: day(employeeId: "${id}", date: "2026-03-02") { ${lists} }`);
    const { data } = await asker.ask(`{ ${days.join(' ')} }`);
    for (const id of people) {
      const day = data?.[`d${id}`] as Record<'activities' | 'tasksDue' | 'leadsToAnswer', Nodes<{ id: string }>>;
      cases.sets(`${name}, activity of ${id}’s day`, ids(day.activities.nodes), of('Activity', id), []);
      cases.sets(`${name}, task of ${id}’s day`, ids(day.tasksDue.nodes), of('Task', id), []);
      cases.sets(`${name}, lead of ${id}’s day`, ids(day.leadsToAnswer.nodes), of('Lead', id), []);
    }
  }
  if (maySee(eyes, 'AssignmentProposal')) {
    const query = '{ answer: assignmentPreview(first: 500) { nodes { kind subjectId } } }';
    const { nodes } = await told<Nodes<{ kind: string; subjectId: string }>>(asker, query);
    const nobodys = clients.filter((client) => client.owner === null && seesClient(eyes, client));
    const proposed = (kind: string) => nodes.filter((node) => node.kind === kind).map(({ subjectId }) => subjectId);
    cases.sets(`${name}, client to give away`, proposed('CLIENT'), ids(nobodys), ids(clients));
    cases.sets(`${name}, lead to give away`, proposed('LEAD'), of('Lead', null), []);
  }
  if (maySee(eyes, 'LossesForReason') && maySee(eyes, 'Deal')) {
    const query = '{ answer: lossesByReason(from: "2026-01-01", to: "2026-12-31") { deals } }';
    const sums = await told<{ deals: number }[]>(asker, query);
    const counted = sums.reduce((sum, { deals: some }) => sum + some, 0);
    const lost = deals.filter((deal) => deal.status === 'lost' && seesDeal(eyes, deal));
    cases.is(`${name}, lost deals`, counted, lost.length);
  }
}
