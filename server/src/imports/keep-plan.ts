import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { checkedNote, inTurn, standingIn } from '../plans/cell.ts';
import { checkedLevels, levelNames } from '../plans/levels.ts';
import { cellOf, checkedSpread, type PlanTold, writePlan } from '../plans/set-plan.ts';
import { checkedWhose } from '../plans/whose.ts';
import type { Kept, Ready } from './keep-record.ts';

/** Sets a plan, as `setPlan` does; one that says the same already stays untouched. */
export async function keepPlan(tx: Transaction, ctx: Context, { input }: Ready): Promise<Kept> {
  const told = input as unknown as PlanTold & { note?: string | null };
  const cell = cellOf(told);
  await checkedWhose(tx, ctx, told);
  const levels = checkedLevels(cell.kpi, told, ctx.settings.currency);
  const spread = checkedSpread(told);
  await inTurn(tx, [cell]);
  const standing = await standingIn(tx, cell);
  const isSame =
    standing?.fixed &&
    levelNames.every((name) => standing[name] === levels[name]) &&
    // seasonality that is not known yet was spread by working days: asked for the same again, it stays so
    (standing.spread === spread || (spread === 'seasonality' && standing.spread === 'working_days'));
  if (isSame) return { id: standing.id, outcome: 'unchanged' };
  const note = checkedNote(told.note);
  const release = told.release ?? false;
  const id = await writePlan(tx, ctx, 'setPlan', { cell, levels, spread, release, note, standing });
  return { id, outcome: standing ? 'revised' : 'added' };
}
