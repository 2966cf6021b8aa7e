import pg from 'pg';
import { inTurn, p50, ratios, type Times } from './in-turn.ts';
import { adHoc, byManager, ledgerTotals, pipelineByStage, plainDealsByManager } from './questions-sql.ts';
import type { BenchServer } from './server-process.ts';
import type { Line } from './table.ts';

const pace = { rounds: 10, runs: 20 };
interface Table {
  kpis: { sql?: string; rows: object[] };
}

/** What is asked of a million deals, through GraphQL over HTTP, beside the SQL that the answer comes from or could come from. */
export async function benchQuestions(server: BenchServer, databaseUrl: string, deals: number): Promise<Line[]> {
  const client = await connect(databaseUrl);
  const uncovered = await connect(databaseUrl, '-c enable_indexonlyscan=off');
  try {
    const size = `${(deals / 1e6).toLocaleString('en')} M deals`;
    return [
      ...(await managers(server, client, uncovered, size)),
      ...(await pipeline(server, client, size)),
      ...(await crossing(server, client, size)),
    ];
  } finally {
    await Promise.all([client.end(), uncovered.end()]);
  }
}

/** As the server connects: without just-in-time compilation, which costs such statements more than it gives. */
async function connect(connectionString: string, options = ''): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options: `-c jit=off ${options}` });
  await client.connect();
  return client;
}

/** The statement that a question is answered with, as the server shows it; not the very first one, which knows no mark yet. */
async function statementOf(server: BenchServer, question: string, variables: object): Promise<string> {
  await server.ask(question, variables);
  const { kpis } = await server.ask<Table>(question.replace('revision', 'revision sql'), variables);
  return kpis.sql ?? '';
}

async function managers(server: BenchServer, client: pg.Client, uncovered: pg.Client, size: string): Promise<Line[]> {
  const variables = { period: { named: 'LAST_QUARTER' } };
  const statement = await statementOf(server, byManager, variables);
  const { kpis } = await server.ask<Table & { kpis: { period: { from: string; to: string } } }>(byManager, variables);
  const peer = plainDealsByManager(kpis.period);
  const ours = () => server.ask(byManager, variables);
  // one pair at a time: a peer's scan of a hundred thousand rows empties the caches for whoever comes after it
  const floor = await inTurn({ ours, theirs: () => client.query(statement) }, pace);
  const ordinary = await inTurn({ ours, theirs: () => uncovered.query(peer) }, pace);
  const covering = await inTurn({ ours, theirs: () => client.query(peer) }, pace);
  const what = `kpis by manager for a quarter at ${size}: GraphQL over HTTP, p50`;
  const plain = 'the best hand-written SQL over a plain deal table';
  const figures = (times: Times<'ours' | 'theirs'>) => [`GraphQL ${p50(times.ours)}, SQL ${p50(times.theirs)}`];
  const faster = (against: string, goal: string, times: Times<'ours' | 'theirs'>): Line => ({
    what: `${what}: how much faster`,
    ...{ against, goal, ratios: ratios(times.theirs, times.ours), detail: figures(times) },
  });
  return [
    {
      ...{ what, against: 'the same rollup SQL through pg', goal: '≤ 2×' },
      ...{ ratios: ratios(floor.ours, floor.theirs), detail: figures(floor) },
    },
    faster(`${plain} with ordinary indexes`, '≥ 10×', ordinary),
    faster(`${plain} with a covering index`, '≥ 4×', covering),
  ];
}

async function pipeline(server: BenchServer, client: pg.Client, size: string): Promise<Line[]> {
  const asOf = new Date(Date.now() - 400 * 86_400_000).toISOString();
  const variables = { period: { named: 'ALL' }, asOf };
  const statement = await statementOf(server, pipelineByStage, variables);
  const times = await inTurn(
    { ours: () => server.ask(pipelineByStage, variables), floor: () => client.query(statement) },
    pace,
  );
  const what = `pipeline by stage as of a past instant at ${size}: GraphQL over HTTP, p50`;
  const detail = [`GraphQL ${p50(times.ours)}, its SQL ${p50(times.floor)}`];
  return [{ what, against: 'the same SQL through pg', goal: '≤ 2×', ratios: ratios(times.ours, times.floor), detail }];
}

/** Product lines by territories: no rollup has both. */
async function crossing(server: BenchServer, client: pg.Client, size: string): Promise<Line[]> {
  const variables = { period: { named: 'LAST_QUARTER' } };
  const statement = await statementOf(server, adHoc, variables);
  const { kpis } = await server.ask<Table & { kpis: { period: { from: string; to: string } } }>(adHoc, variables);
  const peer = ledgerTotals(kpis.period);
  const times = await inTurn(
    {
      ours: () => server.ask(adHoc, variables),
      own: () => client.query(statement),
      best: () => client.query(peer),
    },
    { rounds: 8, runs: 5 },
  );
  return [
    {
      what: `ad-hoc question no rollup covers (product line × territory, a quarter) at ${size}: GraphQL over HTTP, p50`,
      against: 'the best hand-written SQL on the ledger',
      goal: '≤ 1.2×',
      ratios: ratios(times.ours, times.best),
      detail: [`GraphQL ${p50(times.ours)}, its SQL ${p50(times.own)}, hand-written ${p50(times.best)}`],
    },
  ];
}
