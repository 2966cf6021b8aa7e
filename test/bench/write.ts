import { systemViewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import { openDatabase } from '../../server/src/database/database.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { moveDeal } from '../../server/src/sales/deals/move-deal.ts';
import { openDeal } from '../../server/src/sales/deals/open-deal.ts';
import { furnish } from '../ledger/random-department.ts';
import type { Line } from './table.ts';

const writers = 16;
const movesARound = 1_600;
const rounds = 5;

/** One deal move by 16 writers against the bare state-row update, round by round in turn, on a database that waits for its disk. */
export async function benchWrite(url: string): Promise<Line[]> {
  const database = openDatabase(url, writers, () => undefined);
  try {
    const { ctx: plain, clients, stages } = await furnish(database);
    const ctx = makeContext({ ...plain, settings: () => plain.settings }, systemViewer('bench', 'api'));
    const deals = await Promise.all(
      Array.from({ length: writers * 4 }, async (_, i) => ({
        id: await openDeal(ctx, { key: `bench-${i}`, clientId: clients[0] ?? '', amount: 100 }),
        version: 1,
        stage: 0,
      })),
    );
    const move = async (deal: (typeof deals)[number], n: number) => {
      deal.stage = (deal.stage + 1) % stages.length;
      const input = {
        key: `m-${deal.id}-${n}`,
        dealId: deal.id,
        version: deal.version,
        stageId: stages[deal.stage] ?? '',
      };
      await moveDeal(ctx, input);
      deal.version += 1;
    };
    const bare = async (deal: (typeof deals)[number], n: number) => {
      const update = sql`/* bare */ update deal set stage_id = ${stages[Math.floor(n) % stages.length]}, stage_since = now() where id = ${deal.id}`;
      await database.app.query(update.prepared('bare'));
    };
    const timed = async (work: typeof move): Promise<number> => {
      let n = 0;
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: writers }, async (_, w) => {
          while (n < movesARound) {
            n += 1;
            await work(deals[w * 4 + (n % 4)] as (typeof deals)[number], deals.length * 1e6 + performance.now());
          }
        }),
      );
      return movesARound / ((performance.now() - begun) / 1000);
    };
    await timed(bare);
    await timed(move);
    const pairs: [number, number][] = [];
    for (let round = 0; round < rounds; round += 1) pairs.push([await timed(bare), await timed(move)]);
    return [
      {
        what: `write: one deal move, ${writers} writers (idempotency, facts, state row, entries)`,
        against: 'the state-row update alone',
        goal: '≥ 0.5×',
        ratios: pairs.map(([floor, ours]) => ours / floor),
        detail: pairs.map(([floor, ours]) => `${Math.round(ours)}/s against ${Math.round(floor)}/s`),
      },
    ];
  } finally {
    await database.close();
  }
}
