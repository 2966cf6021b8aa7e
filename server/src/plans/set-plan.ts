import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { floorDay } from '../lib/period.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Day } from '../lib/zone.ts';
import { type Cell, checkedNote, checkedStart, inTurn, runOnCell, standingIn, write } from './cell.ts';
import { checkedLevels } from './levels.ts';
import type { PlanRow } from './plan.ts';
import type { PlanGrain, Spread } from './plan-fields.ts';
import { type PlannableKpi, plannableOf } from './plannable.ts';
import { levelsOf, type SpreadAsked, spreadOver } from './spread-plan.ts';
import { checkedWhose, ensureAnswersFor } from './whose.ts';

/** A plan as it is told: money in major units, shares as fractions of one. Whose: one of the three ids; none is the whole house. */
export interface PlanTold {
  kpi: PlannableKpi;
  grain: PlanGrain;
  from: Day;
  departmentId?: string | null;
  teamId?: string | null;
  employeeId?: string | null;
  minimum?: number | null;
  optimal: number;
  maximum?: number | null;
  spread?: Spread | null;
  release?: boolean | null;
}

export interface SetPlan extends PlanTold {
  key: string;
  version?: number | null;
  note?: string | null;
}

const verb = 'setPlan';

/**
 * Sets the plan of a figure for a period and somebody; a plan that stands there is changed. A quarter or year of what adds up over time is spread
 * into its months. A month or quarter set so is fixed: spreading the whole leaves it. Gives the id of the plan.
 */
export function setPlan(ctx: Context, input: SetPlan): Promise<string> {
  ctx.access.ensure(verb);
  const cell = cellOf(input);
  return runOnCell(
    ctx,
    { verb, key: input.key, input },
    (db) => standingIn(db, cell),
    async (tx, { id, ensure }) => {
      await ensureAnswersFor(tx, ctx, verb, await checkedWhose(tx, ctx, input));
      const levels = checkedLevels(cell.kpi, input, ctx.settings.currency);
      const spread = checkedSpread(input);
      const note = checkedNote(input.note);
      await inTurn(tx, [cell]);
      const standing = await standingIn(tx, cell);
      ensure(standing);
      ensureVersion(standing, input.version);
      await writePlan(tx, ctx, verb, { cell, levels, spread, release: input.release ?? false, note, standing, id });
    },
  );
}

/** A plan about to be written: how its months are found is left out where it is no sum of months. */
interface Writing extends Omit<SpreadAsked, 'spread'> {
  spread: Spread | null;
  note: string | null;
  standing: PlanRow | null;
  /** its id, where it is known */
  id?: string;
}

/** Writes a plan with the months it is spread into; the lines it stands in are the caller's already. */
export async function writePlan(tx: Transaction, ctx: Context, by: string, plan: Writing): Promise<string> {
  const { cell, levels, spread, note, standing } = plan;
  const spreading = spread && (await spreadOver(tx, ctx, { ...plan, spread }));
  const said = { ...levels, spread: spreading?.used ?? null, fixed: true, partOfId: await wholeOf(tx, cell), note };
  const target = { cell, said, standing, ...(plan.id !== undefined && { id: plan.id }) };
  const id = await write(tx, ctx, by, target);
  const within = { spread: null, partOfId: id, note };
  for (const part of spreading?.parts ?? []) {
    const month = { ...cell, grain: 'MONTH' as const, month: part.month };
    const share = { ...within, ...levelsOf(part), fixed: part.fixed };
    await write(tx, ctx, by, { cell: month, said: share, standing: part.standing });
  }
  for (const quarter of spreading?.quarters ?? []) {
    const stays = { ...levelsOf(quarter), spread: quarter.spread, fixed: quarter.fixed, note, partOfId: id };
    const place = { ...cell, grain: 'QUARTER' as const, month: quarter.month };
    await write(tx, ctx, by, { cell: place, said: stays, standing: quarter });
  }
  return id;
}

/** The plan that a month or a quarter is a part of: of its quarter, else of its year. */
export async function wholeOf(tx: Transaction, cell: Cell): Promise<string | null> {
  if (plannableOf(cell.kpi).adds !== 'flow') return null;
  const larger = { MONTH: ['QUARTER', 'YEAR'], QUARTER: ['YEAR'], YEAR: [] } as const;
  for (const grain of larger[cell.grain]) {
    const whole = await standingIn(tx, { ...cell, grain, month: floorDay(cell.month, grain) });
    if (whole) return whole.id;
  }
  return null;
}

/** The cell that is meant, its ids being ids and its day the first of a period. */
export function cellOf(input: PlanTold): Cell {
  const id = (key: 'departmentId' | 'teamId' | 'employeeId') => {
    const given = input[key] ?? null;
    return given === null ? null : checkedId(given, `input.${key}`);
  };
  const whose = { departmentId: id('departmentId'), teamId: id('teamId'), employeeId: id('employeeId') };
  return { kpi: input.kpi, grain: input.grain, month: checkedStart(input.grain, input.from), ...whose };
}

/** How the months are found; null: it is no sum of months. */
export function checkedSpread({ kpi, grain, spread, release }: PlanTold): Spread | null {
  const adds = plannableOf(kpi).adds === 'flow' && grain !== 'MONTH';
  if (adds) return spread ?? 'working_days';
  if (release) throw Refusal.badInput('input.release', 'nothing: there are no months to spread it into');
  if (!spread) return null;
  const why = grain === 'MONTH' ? 'a month is not spread' : `months of ${kpi} do not add up`;
  throw Refusal.badInput('input.spread', `nothing: ${why}`, { got: spread });
}

export function ensureVersion(standing: PlanRow | null, seen: number | null | undefined): void {
  if (seen === null || seen === undefined || seen === (standing?.version ?? null)) return;
  const at = standing ? `at version ${standing.version}` : 'not there any more';
  throw Refusal.conflict(`input.version: the plan is ${at}, not at ${seen}`, {
    refusal: 'VERSION_CONFLICT',
    field: 'input.version',
    version: standing?.version ?? null,
  });
}
