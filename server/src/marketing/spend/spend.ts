import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf, startOfDay } from '../../lib/zone.ts';
import { defineRecord, type Step } from '../../records/define-record.ts';
import { choice, day, instant, money, ref, text } from '../../records/field.ts';
import { campaignNoun } from '../../sales/campaigns/campaign.ts';
import { sourceNoun } from '../../sales/sources/source.ts';

const fields = {
  campaign: ref(() => campaignNoun, { description: 'on which campaign', required: true, filter: true }),
  source: ref(() => sourceNoun, { description: 'the source of the campaign then', filter: true, input: false }),
  kind: choice(
    'SpendKind',
    {
      placement: 'paid for being shown',
      production: 'texts, pictures, films',
      contractor: 'agencies and people from outside',
      other: 'anything else',
    },
    { description: 'on what; PLACEMENT unless told', required: true, filled: true, filter: true },
  ),
  day: day({ description: 'on which day', required: true, filter: true, order: true }),
  at: instant({ description: 'when that day began', required: true, filled: true, input: false }),
  amount: money({ description: 'how much; 0 takes back what was noted', required: true, order: true }),
  note: text({ description: 'what there is to say of it', most: 1000 }),
} as const;

/** What was spent on a campaign on a day (расход на кампанию). */
export const spendNoun = defineRecord({
  name: 'Spend',
  table: 'spend',
  many: 'spends',
  one: 'spend',
  description: 'What was spent on a campaign on a day, once of each kind (расход на кампанию).',
  fields,
  verbs: { add: null, amend: null },
  order: { by: 'day', direction: 'DESC' },
  unique: { spend_of_day: 'day' },
  complete,
  project: ({ endedAt, at, amount, stamps: { spent = {} } }) =>
    endedAt || amount === 0 ? [] : [{ at, dimensions: spent, amounts: { expenses: amount, acquisition: amount } }],
  touches: ({ campaignId, sourceId }) => ({ campaign_id: campaignId, source_id: sourceId }),
});

/** Whose money it was is kept as it stood when it was first noted. */
async function complete({ tx, ctx, before, after }: Step<typeof fields>): Promise<void> {
  if (before) return;
  const { timeZone } = ctx.settings;
  const today = dayOf(ctx.clock.now(), timeZone);
  if (after.day < '1970-01-02' || after.day > today)
    throw Refusal.badInput('input.day', `a day from 1970-01-02 to today, ${today}`, { got: after.day });
  const [campaign] = await tx.query<{ source_id: string | null; department_id: string | null }>(
    sql`/* campaign-of-spend */ select source_id, department_id from campaign where id = ${after.campaignId}`,
  );
  after.kind ??= 'placement';
  after.at = startOfDay(after.day, timeZone);
  after.sourceId = campaign?.source_id ?? null;
  const { source_id = null, department_id = null } = campaign ?? {};
  after.stamps = { spent: { campaign_id: after.campaignId, source_id, department_id } };
}
