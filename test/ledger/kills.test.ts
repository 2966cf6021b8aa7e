import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { issueToken } from '../world/credentials.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { AnsweredWithErrors, askOverHttp } from '../world/graphql-client.ts';
import { type ServerProcess, spawnServer } from '../world/spawn-server.ts';
import { servedAgainstBruteForce } from './brute-force.ts';
import { type Department, furnish, type Random, seeded } from './random-department.ts';

/** how many verbs: the whole 10,000 unless a hurried developer says otherwise */
const verbs = Number(process.env.KILL_VERBS ?? 10_000);
const everyKill = Math.ceil(verbs / 6);

let own: TestDatabase;
let department: Department;
let server: ServerProcess | undefined;

beforeAll(async () => {
  own = await startDatabase();
  department = await furnish(own.database);
});
afterAll(async () => {
  await server?.kill();
  await own.close();
});

const start = () => spawnServer({ env: { DATABASE_URL: own.url, DEMO: '0', LOG_LEVEL: 'warn' }, built: true });

test(`${verbs} random verbs, the server killed again and again, leave nothing for verify to find`, async () => {
  const headers = { authorization: `Bearer ${await issueToken(own.database.owner, 'director')}` };
  server = await start();
  let left = verbs;
  let kills = 0;
  let restarting: Promise<void> | null = null;
  const counts = { done: 0, refused: 0, retried: 0 };

  const killAndRestart = async () => {
    await server?.kill();
    kills += 1;
    server = await start();
    restarting = null;
  };
  const worker = async (n: number) => {
    const random = seeded(1000 + n);
    const mine: { id: string; version: number }[] = [];
    while (left > 0) {
      left -= 1;
      if (left % everyKill === everyKill - 1) restarting ??= killAndRestart();
      const { verb, input } = randomVerb(department, random, mine, `v${n}-${left}`);
      const document = `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { answer: ${verb}(input: $input) { id version } }`;
      for (;;) {
        try {
          const { answer } = await askOverHttp<{ answer: { id: string; version: number } }>(
            `${server?.url}/graphql`,
            document,
            { input },
            headers,
          );
          remember(mine, answer);
          counts.done += 1;
          break;
        } catch (error) {
          if (error instanceof AnsweredWithErrors) {
            expect(error.extensions.code, error.message).not.toBe('INTERNAL_SERVER_ERROR');
            counts.refused += 1;
            break;
          }
          // the connection broke: whether the verb happened is unknown, and its key makes asking again harmless
          counts.retried += 1;
          await restarting;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, n) => worker(n)));
  await restarting;

  expect(kills).toBeGreaterThanOrEqual(5);
  expect(counts.done).toBeGreaterThan(verbs / 3);
  const [stored] = await own.database.owner.query<{ keys: string }>({
    text: 'select count(*) as keys from idempotency',
    values: [],
  });
  expect(Number(stored?.keys), 'every answered verb happened exactly once').toBe(counts.done);
  expect(await verify(own.database.owner, [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases])).toEqual(
    [],
  );
  expect(await servedAgainstBruteForce(own.database)).toEqual([]);
}, 300_000);

function remember(mine: { id: string; version: number }[], deal: { id: string; version: number }): void {
  const known = mine.find((d) => d.id === deal.id);
  if (known) known.version = deal.version;
  else mine.push(deal);
  if (mine.length > 60) mine.shift();
}

function randomVerb(
  { clients, employees, products, stages }: Department,
  random: Random,
  mine: { id: string; version: number }[],
  key: string,
) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const at = random() < 0.4 ? new Date(Date.now() - random() * 30 * 86_400_000).toISOString() : undefined;
  const deal = mine.length > 0 && random() > 0.3 ? pick(mine) : null;
  if (!deal) {
    return {
      verb: 'openDeal',
      input: { key, clientId: pick(clients), ownerId: pick(employees), amount: Math.round(random() * 1e5), at },
    };
  }
  const on = { key, dealId: deal.id, version: deal.version, at };
  return pick([
    { verb: 'moveDeal', input: { ...on, stageId: pick(stages) } },
    { verb: 'moveDeal', input: { ...on, stageId: pick(stages) } },
    { verb: 'amendDeal', input: { ...on, lines: [{ productId: pick(products), quantity: 2 }] } },
    { verb: 'winDeal', input: on },
    { verb: 'loseDeal', input: { ...on, reason: 'дорого' } },
    { verb: 'reopenDeal', input: on },
    { verb: 'reassignDeal', input: { ...on, ownerId: pick(employees) } },
  ]);
}
