import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import { makeRow } from '../../records/add-record.ts';
import { changeRow } from '../../records/change-record.ts';
import { spendNoun } from './spend.ts';

export type SpendKind = 'placement' | 'production' | 'contractor' | 'other';

/** What was spent: the whole of that day, not more of it. */
export interface RecordSpend {
  key: string;
  campaignId: string;
  day: string;
  /** in major units */
  amount: number;
  kind?: SpendKind | null;
  note?: string | null;
}

interface Place {
  campaignId: string;
  day: string;
  kind: SpendKind;
}

/**
 * Notes what was spent on a campaign on a day. Told again, the day's amount becomes what is told now, and only the difference is posted.
 * Returns the id of the row.
 */
export async function recordSpend(ctx: Context, input: RecordSpend): Promise<string> {
  const { key, amount, note } = input;
  const place: Place = {
    campaignId: checkedId(input.campaignId, 'input.campaignId'),
    ...{ day: input.day, kind: input.kind ?? 'placement' },
  };
  const result = { newIn: spendNoun.table };
  await runVerb(ctx, { verb: 'recordSpend', key, input, result }, async (tx, id) => {
    // two who note the same day of a campaign go one after the other
    await tx.query(sql`/* lock-campaign */ select id from campaign where id = ${place.campaignId} for no key update`);
    const standing = await rowOf(tx, place);
    if (standing && !standing.ended) await amend(standing.id);
    else await makeRow(tx, ctx, spendNoun, { id, verb: 'recordSpend', input: { ...place, amount, note }, asked: true });

    async function amend(spendId: string): Promise<void> {
      await changeRow(tx, ctx, spendNoun, {
        id: spendId,
        input: { amount, note },
        change: {
          verb: 'recordSpend',
          fields: { amount: spendNoun.fields.amount, note: spendNoun.fields.note },
          act: ({ after, input: given }) => void Object.assign(after, given),
        },
      });
    }
  });
  const row = await rowOf(ctx.database.app, place);
  if (!row) throw new Error('what was spent is not there');
  return row.id;
}

/** The row of a campaign's day and kind: the one that stands, else the last that did. */
async function rowOf(db: Queryable, { campaignId, day, kind }: Place): Promise<{ id: string; ended: boolean } | null> {
  const [row] = await db.query<{
    id: string;
    ended: boolean;
  }>(sql`/* spend-of-day */ select id, ended_at is not null as ended
    from spend where campaign_id = ${campaignId} and day = ${day} and kind = ${kind} order by ended_at is not null, id desc limit 1`);
  return row ?? null;
}
