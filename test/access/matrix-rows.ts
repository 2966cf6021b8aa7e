import { type Asker, codesOf } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import type { MatrixWorld, Onlooker } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';
import { seesClient, seesDeal } from './oracle-rows.ts';

interface Page {
  totalCount: number;
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const page = 'totalCount nodes { id } pageInfo { hasNextPage endCursor }';
/** so many rows are asked for one by one in one document */
const together = 15;

/** Every row of a noun for one onlooker: one by one, as a list, page by page, and through filters. */
export async function compareRows(matrix: MatrixWorld, onlooker: Onlooker, asker: Asker, cases: Comparison) {
  const { name, eyes } = onlooker;
  const deals = matrix.deals.map((deal) => ({ ...deal, seen: seesDeal(eyes, deal) }));
  const clients = matrix.clients.map((client) => ({ id: client.id, seen: seesClient(eyes, client) }));
  for (const [one, many, type, rows] of [
    ['deal', 'deals', 'Deal', deals],
    ['client', 'clients', 'Client', clients],
  ] as const) {
    if (!maySee(eyes, type)) {
      const refused = await asker.ask(`{ ${many} { totalCount } ${one}(id: "${rows[0]?.id}") { id } }`);
      cases.is(`${name}, ${many}`, codesOf(refused), ['FORBIDDEN']);
      continue;
    }
    const all = rows.map(({ id }) => id);
    const seen = rows.filter((row) => row.seen).map(({ id }) => id);
    cases.sets(`${name}, ${one}`, await oneByOne(asker, one, [...all, '999999999']), seen, all);
    const listed = await list(asker, `${many}(first: 500)`);
    cases.sets(`${name}, ${many}`, listed.ids, seen, all);
    cases.is(`${name}, ${many}, totalCount`, listed.total, seen.length);
    const paged = await pageByPage(asker, many);
    cases.sets(`${name}, ${many} page by page`, paged, seen, all);
    cases.is(`${name}, ${many} page by page, each once`, paged.length, seen.length);
  }
  if (maySee(eyes, 'Deal')) await compareFilters(matrix, onlooker, asker, cases);
}

/** Which of these are told when asked for one by one. */
async function oneByOne(asker: Asker, field: string, ids: readonly string[]): Promise<string[]> {
  const told: string[] = [];
  for (let i = 0; i < ids.length; i += together) {
    const asked = ids.slice(i, i + together).map((id) => `of${id}: ${field}(id: "${id}") { id }`);
    const { data, errors } = await asker.ask(`{ ${asked.join(' ')} }`);
    if (errors.length > 0 || !data) return [`refused: ${JSON.stringify(errors)}`];
    told.push(...Object.values(data as Record<string, { id: string } | null>).flatMap((row) => row?.id ?? []));
  }
  return told;
}

async function list(asker: Asker, field: string): Promise<{ ids: string[]; total: number }> {
  const { data, errors } = await asker.ask(`{ page: ${field} { ${page} } }`);
  if (!data) return { ids: [`refused: ${JSON.stringify(errors)}`], total: -1 };
  const { totalCount, nodes } = data.page as Page;
  return { ids: nodes.map(({ id }) => id), total: totalCount };
}

async function pageByPage(asker: Asker, field: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const asked = `query Page($after: String) { page: ${field}(first: 7, after: $after) { ${page} } }`;
    const { data, errors }: { data: unknown; errors: unknown[] } = await asker.ask(asked, { after });
    if (!data) return [`refused: ${JSON.stringify(errors)}`];
    const { nodes, pageInfo } = (data as { page: Page }).page;
    ids.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage || ids.length > 1_000) return ids;
    after = pageInfo.endCursor;
  }
}

/** No filter brings to light what the list does not show. */
async function compareFilters(
  { deals, clients }: MatrixWorld,
  { name, eyes }: Onlooker,
  asker: Asker,
  cases: Comparison,
) {
  const externalIds = deals.flatMap(({ externalId }) => externalId ?? []);
  const owners = [...new Set(deals.flatMap(({ owner }) => owner ?? []))];
  const filters: [string, string, (deal: MatrixWorld['deals'][number]) => boolean][] = [
    ...clients.map(
      ({ id }) => [`c${id}`, `client: ["${id}"]`, (deal: { client: string | null }) => deal.client === id] as const,
    ),
    ...owners.map(
      (id) => [`o${id}`, `owner: ["${id}"]`, (deal: { owner: string | null }) => deal.owner === id] as const,
    ),
    ...externalIds.map(
      (id, i) =>
        [`e${i}`, `externalId: ["${id}"]`, (deal: { externalId: string | null }) => deal.externalId === id] as const,
    ),
    ...['OPEN', 'WON', 'LOST'].map(
      (status) =>
        [status, `status: [${status}]`, (deal: { status: string }) => deal.status.toUpperCase() === status] as const,
    ),
  ].map((filter) => [...filter]);
  for (let i = 0; i < filters.length; i += together) {
    const asked = filters.slice(i, i + together);
    const { data } = await asker.ask(
      `{ ${asked.map(([alias, where]) => `${alias}: deals(first: 100, where: { ${where} }) { totalCount nodes { id } }`).join(' ')} }`,
    );
    for (const [alias, where, fits] of asked) {
      const found = data?.[alias] as Page | undefined;
      const expected = deals.filter((deal) => fits(deal) && seesDeal(eyes, deal)).map(({ id }) => id);
      cases.is(`${name}, deals where ${where}`, found?.nodes.map(({ id }) => id).toSorted(), expected.toSorted());
      cases.is(`${name}, count of deals where ${where}`, found?.totalCount, expected.length);
    }
  }
}
