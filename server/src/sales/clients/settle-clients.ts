import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { Place } from './life.ts';
import { postLives } from './post-lives.ts';
import { projectClient } from './project-client.ts';
import { readCredits } from './purchases.ts';
import { always, type ClientRow, livesOf, placesOf, readClients } from './read-lives.ts';

/** How many clients are read, projected and written at a time. */
const batch = 500;

/** How the entries of a made-up past are recorded. */
interface Settling {
  /** true: what has taken effect was recorded then */
  recordedAsItHappened?: boolean;
}

/**
 * Brings the entries of clients up to their lives: to be called in the same transaction by whatever changed what they bought, where they
 * are, whose they are, or when somebody was in touch with them. Only the difference to what stands is posted, so calling it once too often
 * does nothing. Locks the clients in the order of their ids; the caller has locked their deals before, if any.
 */
export async function settleClients(
  tx: Transaction,
  ctx: Context,
  ids: readonly string[],
  settling: Settling = {},
): Promise<void> {
  const inOrder = [...new Set(ids)].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  for (let from = 0; from < inOrder.length; from += batch) {
    await settleSome(tx, ctx, inOrder.slice(from, from + batch), settling);
  }
}

async function settleSome(tx: Transaction, ctx: Context, ids: readonly string[], settling: Settling): Promise<void> {
  const held = await tx.query<{ id: string }>(
    sql`/* hold-clients */ select id from client where id = any(${[...ids]}::bigint[]) order by id for no key update`,
  );
  // first: what is marked from now on has not been looked at
  await tx.query(sql`/* settled-clients */ delete from client_to_settle where client_id = any(${[...ids]}::bigint[])`);
  // in a statement of its own: what others committed while the locks were waited for is seen
  const rows = await readClients(
    tx,
    held.map(({ id }) => id),
  );
  await keepPlaces(tx, ctx, rows);
  const lives = await livesOf(tx, rows, readCredits);
  const projected = lives.map((life) => ({ id: life.id, ...projectClient(life) }));
  await postLives(tx, ctx, projected, settling.recordedAsItHappened ?? false);
  await keep(tx, projected);
}

/** A client that is elsewhere, or somebody else's, than it was noted is so from now on; where it is first seen it has always been. */
async function keepPlaces(tx: Transaction, ctx: Context, rows: readonly ClientRow[]): Promise<void> {
  const moved = rows.filter((row) => row.places.length === 0 || !isThere(row));
  if (moved.length === 0) return;
  const since = moved.map(({ places }) => (places.length === 0 ? always : ctx.clock.now()));
  const column = (name: keyof ClientRow['place']) => moved.map(({ place }) => place[name]);
  const kept = await tx.query<{ client_id: string; id: string; at: Date }>(sql`/* keep-places */
    insert into client_place (client_id, at, segment_id, territory_id, source_id, owner_id, team_id, department_id)
    select n.id, n.at, n.segment_id, n.territory_id, n.source_id, n.owner_id, n.team_id, n.department_id
    from unnest(${moved.map(({ id }) => id)}::bigint[], ${since}::timestamptz[], ${column('segment_id')}::bigint[], ${column('territory_id')}::bigint[],
      ${column('source_id')}::bigint[], ${column('owner_id')}::bigint[], ${column('team_id')}::bigint[], ${column('department_id')}::bigint[])
      as n(id, at, segment_id, territory_id, source_id, owner_id, team_id, department_id)
    returning client_id, id, at`);
  for (const { client_id, id, at } of kept) {
    const row = moved.find((other) => other.id === client_id);
    row?.places.push({ id, at: at.toISOString(), ...row.place });
  }
}

function isThere(row: ClientRow): boolean {
  const last: Place | undefined = placesOf(row).at(-1);
  return (Object.keys(row.place) as (keyof ClientRow['place'])[]).every((name) => last?.[name] === row.place[name]);
}

/** What lists show of a life: no change anybody made, so the version stays. */
async function keep(
  tx: Transaction,
  projected: readonly ({ id: string } & Pick<ReturnType<typeof projectClient>, 'kept'>)[],
): Promise<void> {
  const column = (name: keyof ReturnType<typeof projectClient>['kept']) => projected.map(({ kept }) => kept[name]);
  await tx.query(sql`/* keep-lives */ update client c set first_purchase_at = n.first, last_purchase_at = n.last, active_until = n.active,
      lost_from = n.lost, last_contact_at = n.contact
    from unnest(${projected.map(({ id }) => id)}::bigint[], ${column('firstPurchaseAt')}::timestamptz[], ${column('lastPurchaseAt')}::timestamptz[],
      ${column('activeUntil')}::timestamptz[], ${column('lostFrom')}::timestamptz[], ${column('lastContactAt')}::timestamptz[])
      as n(id, first, last, active, lost, contact)
    where c.id = n.id and (c.first_purchase_at, c.last_purchase_at, c.active_until, c.lost_from, c.last_contact_at)
      is distinct from (n.first, n.last, n.active, n.lost, n.contact)`);
}
