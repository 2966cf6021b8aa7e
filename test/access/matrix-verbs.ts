import { randomUUID } from 'node:crypto';
import { sql } from '../../server/src/lib/sql.ts';
import type { Data } from '../world/graphql-client.ts';
import type { World } from '../world/world.ts';
import { type Asker, askerOf, atOnce, codesOf, type Transport } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import { type MatrixWorld, type Onlooker, rawClients, rawDeals } from './matrix-world.ts';
import type { Eyes } from './oracle.ts';
import type { RawClient } from './oracle-rows.ts';
import type { Verdict } from './oracle-verbs.ts';

/** One verb of one onlooker with one row. */
export interface Case {
  verb: string;
  /** on what */
  what: string;
  verdict: Verdict;
  /** what to send; where the verb is expected to succeed, with a row that no other case looks at */
  input: () => Data | Promise<Data>;
}

/** Cases of one onlooker, made from the rows as they stand. */
export type MakeCases = (matrix: MatrixWorld, onlooker: Onlooker) => Case[];

/** Calls a verb; `done`, or the code of the refusal. */
export async function call(asker: Asker, verb: string, input: Data): Promise<string> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  const query = `mutation Call($input: ${type}) { ${verb}(input: $input) { __typename } }`;
  const answer = await asker.ask(query, { input: { key: randomUUID(), ...input } });
  return answer.errors.length === 0 && answer.data ? 'done' : (codesOf(answer)[0] ?? 'nothing');
}

/** One row of every sort there is for somebody: theirs, of their department, of another, of nobody, of who works nowhere. */
export function oneOfEachSort<Row extends { owner: string | null; department: string | null }>(
  rows: readonly Row[],
  eyes: Eyes,
  more: (row: Row) => unknown = () => '',
): Row[] {
  const sorts = new Map<string, Row>();
  for (const row of rows) {
    const whose = row.owner === null ? 'nobody' : row.owner === eyes.employee ? 'me' : 'somebody';
    sorts.set(`${whose} ${row.department} ${more(row)}`, row);
  }
  return [...sorts.values()];
}

/** First everything that must be refused, and nothing may be written by it; then everything that must succeed. */
export async function compareVerbs(
  started: MatrixWorld,
  transport: Transport,
  make: MakeCases,
  cases: Comparison,
): Promise<void> {
  const { world } = started;
  const matrix = { ...started, deals: await rawDeals(world), clients: await liveClients(world) };
  const all = matrix.onlookers.map((onlooker) => ({ onlooker, made: make(matrix, onlooker) }));
  const run = (which: (verdict: Verdict) => boolean): Promise<void> =>
    atOnce(6, all, async ({ onlooker, made }) => {
      const asker = askerOf(transport, world.url, onlooker.token);
      for (const { verb, what, verdict, input } of made.filter((one) => which(one.verdict)))
        cases.is(`${onlooker.name}, ${verb} on ${what}`, await call(asker, verb, await input()), verdict);
      asker.close();
    });
  const before = await everythingWritten(world);
  await run((verdict) => verdict !== 'done');
  cases.is('what was written by refused verbs', await everythingWritten(world), before);
  await run((verdict) => verdict === 'done');
}

/** Clients that have not ended: with the others nothing is done. */
async function liveClients(world: World): Promise<RawClient[]> {
  const live = await world.database.owner.query<{ id: string }>(
    sql`/* raw-live-clients */ select id from client where ended_at is null`,
  );
  const ids = new Set(live.map(({ id }) => id));
  return (await rawClients(world)).filter(({ id }) => ids.has(id));
}

/** A digest of all that verbs write. */
async function everythingWritten({ database }: World): Promise<unknown> {
  const [written] = await database.owner.query(sql`/* everything-written */ select
    (select count(*) from ledger) as entries, (select count(*) from deal_fact) as facts, (select count(*) from idempotency) as keys,
    (select md5(string_agg(d::text, '' order by id)) from deal d) as deals,
    (select md5(string_agg(c::text, '' order by id)) from client c) as clients,
    (select md5(string_agg(c::text, '' order by id)) from contact c) as contacts,
    (select count(*) from account) as accounts, (select count(*) filter (where revoked_at is null) from credential) as credentials`);
  return written;
}
