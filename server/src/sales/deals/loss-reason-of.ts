import type { Queryable } from '../../database/database.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { inWords } from '../../records/record-conditions.ts';
import type { Changes } from './deal-fact.ts';

interface Found {
  listed: boolean;
  id: string | null;
  name: string | null;
  ended: boolean;
}

/** Why a deal is lost: in words, and as one of the list where it is one. Refuses other words where the pipeline wants the list. */
export async function resolveReason(
  db: Queryable,
  dealId: string,
  words: string | null,
  reasonId: string | null,
): Promise<Changes> {
  const asked = reasonId === null ? null : checkedId(reasonId, 'input.reasonId');
  const [found] = await db.query<Found>(sql`/* loss-reason */ select p.listed_loss_reasons as listed, r.id, r.name,
      r.ended_at is not null as ended
    from deal d join pipeline p on p.id = d.pipeline_id
    left join loss_reason r on case when ${asked}::bigint is not null then r.id = ${asked}
      else lower(r.name ${inWords}) = lower(${words}::text ${inWords}) and r.ended_at is null end
    where d.id = ${dealId}`);
  const { id = null, name = null, ended = false, listed = false } = found ?? {};
  if (found && asked !== null && id === null) throw Refusal.notFound('input.reasonId', 'loss reason', asked);
  if (ended)
    throw Refusal.refused('ENDED', `input.reasonId: loss reason ${id} has ended`, { field: 'input.reasonId', id });
  if (listed && id === null) {
    const field = words === null ? 'input.reasonId' : 'input.reason';
    throw Refusal.refused('REASON_NOT_LISTED', `${field}: deals of this pipeline are lost for a reason of the list`, {
      field,
    });
  }
  return { lossReason: words ?? name, ...(id !== null && { lossReasonId: id }) };
}
