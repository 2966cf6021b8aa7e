import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDemo } from '../../server/src/demo/seed-demo.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { contextOn } from '../demo/department.ts';
import { startWorld, type World } from '../world/world.ts';
import { type ListDocument, listDocuments } from './list-documents.ts';
import { StatementCount } from './statements.ts';

/** who asks, whether they may, and the opening of a fence: the same for every question */
const forEveryQuestion = 8;
/** pay is reckoned from a dozen readings, each through the fence, whoever is paid; some only where somebody is paid on payments */
const beside: Readonly<Record<string, number>> = { pays: 40 };
/** rows from which a statement a row would be far above what a document may need */
const telling = 40;

let world: World;
const count = new StatementCount();
beforeAll(async () => {
  world = await startWorld();
  await seedDemo(await contextOn(world.database, world.clock));
  count.start();
  // long enough for everything the server does by itself
  await sleep(1_600);
  count.ignoreSoFar();
}, 90_000);
afterAll(async () => {
  count.stop();
  await world.close();
});

test('no list asks more of PostgreSQL for a long page than for a short one', async () => {
  const client = await world.database.owner.query<{
    id: string;
  }>(sql`/* busiest-client */ select client_id as id from ledger
    where event and client_id is not null group by 1 order by count(*) desc limit 1`);
  const documents = listDocuments(buildVoronkaSchema(), {
    clientTimeline: `clientId: "${client[0]?.id}"`,
    campaignResults: 'period: { named: ALL }, model: LAST_TOUCH',
    searchScripts: 'words: "клиент"',
    pays: 'month: "2026-02-01"',
  });
  const told: string[] = [];
  const wrong: string[] = [];
  for (const list of documents) {
    const few = await asked(list, 3);
    const many = await asked(list, 200);
    const rows = many.rows;
    if (rows >= telling) told.push(list.name);
    // what a short page has nothing of (a client here, a deal there) a long one asks for once more
    const most = list.branches + (beside[list.name] ?? forEveryQuestion);
    const repeated = Object.entries(Object.groupBy(many.names, (name) => name)).filter(
      ([, all]) => (all?.length ?? 0) > Math.max(8, few.names.length),
    );
    if (many.names.length > most || repeated.length > 0) {
      wrong.push(
        `${list.name}: ${many.names.length} statements for ${rows} rows, ${few.names.length} for ${few.rows} (${repeated.map(([name]) => name).join(', ')})`,
      );
    }
  }
  expect(wrong).toEqual([]);
  // enough lists are long enough to tell
  expect(told.length).toBeGreaterThan(20);
}, 90_000);

async function asked({ name, document }: ListDocument, first: number): Promise<{ names: string[]; rows: number }> {
  let rows = 0;
  const names = await count.of(async () => {
    const answer = await world.ask<Record<string, { nodes: unknown[] }>>(document, { first });
    rows = answer[name]?.nodes.length ?? 0;
  });
  return { names, rows };
}

test('a list that asks row by row would be noticed', async () => {
  const ids = await world.database.owner.query<{ id: string }>(
    sql`/* some-clients */ select id from client order by id limit 60`,
  );
  const aliases = ids.map(({ id }, i) => `c${i}: client(id: "${id}") { name owner { name } }`);
  const together = await count.of(() => world.ask(`{ clients(first: 60) { nodes { name owner { name } } } }`));
  const apart = await count.of(async () => {
    for (const alias of aliases.slice(0, 40)) await world.ask(`{ ${alias} }`);
  });
  expect(together.length).toBeLessThanOrEqual(forEveryQuestion + 2);
  expect(apart.length).toBeGreaterThan(together.length + telling);
});
