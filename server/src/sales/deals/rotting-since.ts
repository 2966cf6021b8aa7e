import type { Context } from '../../context.ts';
import { stageNoun } from '../pipelines/stage.ts';
import type { Deal } from './deal.ts';

const day = 86_400_000;

/** From when a deal stands in its stage for longer than allowed there; null: closed, or no limit. The stage comes by its loader. */
export async function rottingSince(ctx: Context, { status, stageId, stageSince }: Deal): Promise<Date | null> {
  if (status !== 'open') return null;
  const row = await ctx.load(stageNoun.table, stageId);
  const days = row ? stageNoun.rowOf(row).rottingDays : null;
  return days === null ? null : new Date(stageSince.getTime() + days * day);
}
