import type { Context } from '../../context.ts';
import type { EntryKind } from '../../ledger/entry.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { isInstant } from '../../lib/keyset.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';

/** Something that happened with a client, as the ledger remembers it. */
export interface ClientHappening {
  id: string;
  kind: EntryKind;
  at: Date;
  recordedAt: Date;
  actorId: string | null;
  dealId: string | null;
  /** the table and the row it is about; null: a contact, which is told of without saying which */
  noun: string | null;
  nounId: string | null;
}

interface Found extends Omit<ClientHappening, 'id'> {
  total: string;
  id: string | null;
}

/**
 * Everything that happened with a client the viewer may see, and with those that were merged into it, the latest first; one statement
 * whatever the page. Null: no such client.
 */
export async function clientTimeline(
  ctx: Context,
  clientId: string,
  first: number,
  after: string | null,
): Promise<Page<ClientHappening> | null> {
  const position = after === null ? null : decode(after);
  const onwards =
    position === null ? sql`true` : sql`(l.effective_at, l.id) < (${position.at}::timestamptz, ${position.id}::bigint)`;
  const rows = await ctx.database.app.query<Found>(sql`/* client-timeline */ with known as (
      select t.id from client t where t.id = ${clientId} and ${ctx.access.rows('read', 'Client', 't')}
    ), whole as (select id from known union all select m.id from client m join known k on m.merged_into_id = k.id)
    select n.total, p.* from (
      select (select count(*) from ledger l join whole w on l.client_id = w.id where l.event) as total from known
    ) n left join lateral (
      select e.* from whole w cross join lateral (
        select l.id, l.kind, l.effective_at as at, l.recorded_at as "recordedAt", l.actor_id as "actorId", l.deal_id as "dealId",
          coalesce(l.noun, case when l.deal_id is not null then 'deal' when l.kind::text like 'client%' then 'client' end) as noun,
          coalesce(l.noun_id, l.deal_id, case when l.kind::text like 'client%' then l.client_id end) as "nounId"
        from ledger l where l.client_id = w.id and l.event and ${onwards}
        order by l.effective_at desc, l.id desc limit ${first + 1}
      ) e order by e.at desc, e.id desc limit ${first + 1}
    ) p on true`);
  const [head] = rows;
  if (!head) return null;
  const nodes = rows.filter((row): row is Found & { id: string } => row.id !== null);
  return pageOf(nodes, first, Number(head.total), ({ at, id }) => encode(at, id));
}

function encode(at: Date, id: string): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

function decode(cursor: string): { at: string; id: string } {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at && id && isInstant(at) && at > '1900') return { at, id };
  throw Refusal.badInput('after', 'the endCursor of an earlier page');
}
