import type { Context, Row as TableRow } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { lockRow } from '../records/write-record.ts';
import { apportionLevels } from './apportion.ts';
import { type Cell, checkedNote, inTurn, standingIn, write } from './cell.ts';
import { checkedLevels, type LevelName, type Levels, levelNames, type ToldLevels } from './levels.ts';
import { membersOf, type SplitBy } from './members.ts';
import { type PlanRow, planNoun } from './plan.ts';
import { plannableOf } from './plannable.ts';
import { wholeOf, writePlan } from './set-plan.ts';
import { levelsOf } from './spread-plan.ts';
import { resultsOf } from './weights.ts';

export type Shares = 'evenly' | 'by_result';

/** What one of them is to reach, as it is told. */
export interface GivenPart extends ToldLevels {
  id: string;
}

export interface SplitPlan {
  key: string;
  planId: string;
  version?: number | null;
  by: SplitBy;
  shares?: Shares | null;
  among?: readonly string[] | null;
  parts?: readonly GivenPart[] | null;
  note?: string | null;
}

const verb = 'splitPlan';

/**
 * Splits a plan among those below: the plans it makes add up to it, month by month where it is spread into months, unless the parts are given. Plans
 * that stood there are changed. Gives the id of the plan that was split.
 */
export function splitPlan(ctx: Context, input: SplitPlan): Promise<string> {
  ctx.access.ensure(verb);
  const id = checkedId(input.planId, 'input.planId');
  const on = { subject: planNoun.name, id, field: 'input.planId' };
  return runVerb(ctx, { verb, key: input.key, input, result: { id }, on }, async (tx) => {
    const seen = await readPlan(tx, id);
    checkWhole(seen, input);
    const note = checkedNote(input.note);
    const among = input.among ?? input.parts?.map((part) => part.id) ?? null;
    const members = await membersOf(tx, seen, input.by, among, input.among ? 'input.among' : 'input.parts');
    await inTurn(tx, [seen, ...members.map(({ whose }) => ({ ...whose, kpi: seen.kpi }))]);
    const whole = (await lockRow(tx, planNoun, id)) ?? seen;
    // it may have been changed while others had their turn
    checkWhole(whole, input);
    const { kpi } = whole;
    const cells = members.map(({ whose }): Cell => ({ ...whose, kpi, grain: whole.grain, month: whole.month }));
    if (input.parts) await writeGiven(tx, ctx, whole, cells, input.parts, note);
    else await writeShares(tx, ctx, whole, cells, await weightsFor(tx, ctx, input, members), note);
  });
}

async function readPlan(tx: Transaction, id: string): Promise<PlanRow> {
  const [row] = await tx.query<TableRow>(sql`/* plan-to-split */ select p.* from plan p where p.id = ${id}`);
  if (!row) throw Refusal.notFound('input.planId', 'plan', id);
  return planNoun.rowOf(row);
}

function checkWhole(whole: PlanRow, { version, shares, parts, among }: SplitPlan): void {
  if (whole.endedAt) {
    throw Refusal.refused('ENDED', `input.planId: plan ${whole.id} has ended`, { field: 'input.planId', id: whole.id });
  }
  if (version !== null && version !== undefined && version !== whole.version) {
    throw Refusal.conflict(`input.version: the plan is at version ${whole.version}, not ${version}`, {
      refusal: 'VERSION_CONFLICT',
      field: 'input.version',
      version: whole.version,
    });
  }
  if (plannableOf(whole.kpi).adds === 'none') {
    throw Refusal.badInput('input.planId', `the plan of a figure that adds up over people, not of ${whole.kpi}`);
  }
  if (Boolean(shares) === Boolean(parts)) throw Refusal.badInput('input.shares', 'shares or parts, one of them');
  if (parts && among) throw Refusal.badInput('input.among', 'nothing: parts name whom they are for');
}

async function weightsFor(
  tx: Transaction,
  ctx: Context,
  { by, shares }: SplitPlan,
  members: readonly { id: string }[],
): Promise<bigint[]> {
  if (shares === 'evenly') return members.map(() => 1n);
  const column = ({ DEPARTMENT: 'department_id', TEAM: 'team_id', EMPLOYEE: 'employee_id' } as const)[by];
  const results = await resultsOf(
    tx,
    ctx,
    column,
    members.map(({ id }) => id),
  );
  if (results.some((result) => result > 0n)) return results;
  throw Refusal.refused('NO_RESULTS', 'input.shares: none of them has sold anything in the last 12 full months', {
    field: 'input.shares',
  });
}

/** Each gets what it is given, spread into months as the whole is; whether that adds up is told by `planCheck`. */
async function writeGiven(
  tx: Transaction,
  ctx: Context,
  whole: PlanRow,
  cells: readonly Cell[],
  parts: readonly GivenPart[],
  note: string | null,
): Promise<void> {
  for (const [i, cell] of cells.entries()) {
    const levels = levelsIn(`input.parts.${i}`, () =>
      checkedLevels(whole.kpi, parts[i] as GivenPart, ctx.settings.currency),
    );
    const standing = await standingIn(tx, cell);
    await writePlan(tx, ctx, verb, { cell, levels, spread: whole.spread, release: false, note, standing });
  }
}

/** Names the part that is refused. */
function levelsIn(path: string, check: () => Levels): Levels {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'BAD_USER_INPUT') throw error;
    const { field, expected, ...more } = error.extensions as { field: string; expected: string };
    throw Refusal.badInput(field.replace('input', path), expected, more);
  }
}

/** Each month is split, and each one's whole is the sum of their months: so it adds up both ways. Whoever would get nothing gets no plan. */
async function writeShares(
  tx: Transaction,
  ctx: Context,
  whole: PlanRow,
  cells: readonly Cell[],
  weights: readonly bigint[],
  note: string | null,
): Promise<void> {
  const months = whole.spread ? await monthsOf(tx, whole) : [];
  const split = (months.length > 0 ? months : [whole]).map((plan) => apportionLevels(levelsOf(plan), weights));
  for (const [i, cell] of cells.entries()) {
    if (weights[i] === 0n) continue;
    const own = split.map((parts) => parts[i] as Levels);
    const said = { ...added(own), spread: whole.spread, fixed: true, partOfId: await wholeOf(tx, cell), note };
    const id = await write(tx, ctx, verb, { cell, said, standing: await standingIn(tx, cell) });
    for (const [j, { month }] of months.entries()) {
      const place = { ...cell, grain: 'MONTH' as const, month };
      const share = { ...(own[j] as Levels), spread: null, fixed: false, partOfId: id, note };
      await write(tx, ctx, verb, { cell: place, said: share, standing: await standingIn(tx, place) });
    }
  }
}

/** The months that a plan of a quarter or year is made of, those of its quarters too. */
async function monthsOf(tx: Transaction, { id }: PlanRow): Promise<PlanRow[]> {
  const rows =
    await tx.query<TableRow>(sql`/* months-of-plan */ select p.* from plan p left join plan q on q.id = p.part_of_id
    where p.grain = 'MONTH' and p.ended_at is null and (q.id = ${id} or q.part_of_id = ${id}) order by p.month`);
  return rows.map(planNoun.rowOf);
}

function added(parts: readonly Levels[]): Levels {
  const sum = (name: LevelName) =>
    parts.reduce<number | null>((total, part) => {
      const value = part[name];
      return total === null || value === null ? null : total + value;
    }, 0);
  return Object.fromEntries(levelNames.map((name) => [name, sum(name)])) as unknown as Levels;
}
