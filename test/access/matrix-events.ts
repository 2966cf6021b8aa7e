import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../../server/src/lib/sql.ts';
import { subscribeOverWebSocket } from '../world/subscriber.ts';
import type { Comparison } from './matrix-report.ts';
import type { MatrixWorld, Onlooker } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';
import { seesEvent } from './oracle-rows.ts';

interface Told {
  dealEvents: { id: string; deal: { id: string } };
}

/** so long what should not come is given to come */
const moment = 150;
/** as many as can be asked for */
const most = 50;

/** The latest events, as one onlooker is told them. */
export async function compareEvents({ world, deals }: MatrixWorld, { name, eyes, token }: Onlooker, cases: Comparison) {
  const rows = await world.database.owner.query<{ id: string; deal: string }>(
    sql`/* raw-events */ select id, deal_id as deal from ledger where event order by effective_at desc, id desc`,
  );
  const seen = maySee(eyes, 'DealEvent')
    ? rows.filter(({ deal: id }) => deals.some((deal) => deal.id === id && seesEvent(eyes, deal))).slice(0, most)
    : [];
  const url = `${world.url.replace(/^http/, 'ws')}/graphql`;
  const query = 'subscription Events($last: Int) { dealEvents(last: $last) { id deal { id } } }';
  const subscriber = subscribeOverWebSocket<Told>(url, query, { last: most }, token);
  if (seen.length > 0) {
    const last = seen[0]?.id;
    await subscriber
      .next(({ dealEvents }) => dealEvents.id === last)
      .catch((error: Error) => cases.is(`${name}, events`, error.message, ''));
  }
  await sleep(moment);
  const told = subscriber.seen.map(({ dealEvents }) => dealEvents.id);
  cases.sets(
    `${name}, event`,
    told,
    seen.map(({ id }) => id),
    rows.map(({ id }) => id),
  );
  cases.is(`${name}, each event once`, told.length, seen.length);
  await subscriber.close();
}
