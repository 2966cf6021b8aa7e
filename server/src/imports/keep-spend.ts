import type { Context, Row as TableRow } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { spendNoun } from '../marketing/spend/spend.ts';
import { makeNewRow } from '../records/add-record.ts';
import { changeRow } from '../records/change-record.ts';
import { differing, type Kept, type Ready } from './keep-record.ts';

/** Notes what was spent on a campaign on a day, as `recordSpend` does: told again, it becomes what is told now. */
export async function keepSpend(tx: Transaction, ctx: Context, { input }: Ready): Promise<Kept> {
  const { campaignId, day, kind = 'placement' } = input as { campaignId: string; day: string; kind?: string };
  // two who note the same day of a campaign go one after the other
  await tx.query(sql`/* lock-campaign */ select id from campaign where id = ${campaignId} for no key update`);
  const [row] =
    await tx.query<TableRow>(sql`/* spend-told */ select s.* from spend s where s.campaign_id = ${campaignId}
    and s.day = ${day}::date and s.kind = ${kind} and s.ended_at is null`);
  if (!row) {
    const { id } = await makeNewRow(tx, ctx, spendNoun, 'recordSpend', { ...input, kind });
    return { id, outcome: 'added' };
  }
  const standing = spendNoun.rowOf(row);
  const { amount, note } = spendNoun.fields;
  const changed = differing(ctx, { amount, note }, standing, input);
  if (Object.keys(changed).length === 0) return { id: standing.id, outcome: 'unchanged' };
  const act = ({ after, input: given }: { after: object; input: object }) => void Object.assign(after, given);
  const change = { verb: 'recordSpend', fields: { amount, note }, act };
  await changeRow(tx, ctx, spendNoun, { id: standing.id, input: changed, change });
  return { id: standing.id, outcome: 'revised' };
}
