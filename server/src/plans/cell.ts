import type { Context, Row as TableRow } from '../context.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { runVerb } from '../ledger/verb.ts';
import { addUnits, floorDay } from '../lib/period.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { checkedText } from '../lib/text.ts';
import type { Day } from '../lib/zone.ts';
import { makeNewRow, makeRow } from '../records/add-record.ts';
import { changeRow } from '../records/change-record.ts';
import type { Levels } from './levels.ts';
import { type PlanRow, planNoun } from './plan.ts';
import type { PlanGrain, Spread } from './plan-fields.ts';
import type { PlannableKpi } from './plannable.ts';
import { theirs, type Whose } from './whose.ts';

/** What at most one plan stands for: a figure, a period and whose. */
export interface Cell extends Whose {
  kpi: PlannableKpi;
  grain: PlanGrain;
  /** the first day of the period */
  month: Day;
}

/** What a plan of a cell is to say. */
export interface Said extends Levels {
  spread: Spread | null;
  fixed: boolean;
  partOfId: string | null;
  note: string | null;
}

const earliest = '1990-01-01';
const latest = '2199-01-01';

/** Refuses what is no first day of a period of that length. */
export function checkedStart(grain: PlanGrain, from: Day, field = 'input.from'): Day {
  const word = grain.toLowerCase();
  if (from < earliest || from > latest) {
    throw Refusal.badInput(field, `a day from ${earliest} to ${latest}`, { got: from });
  }
  if (floorDay(from, grain) === from) return from;
  throw Refusal.badInput(field, `the first day of a ${word}: ${floorDay(from, grain)}`, { got: from });
}

/** Why something is changed; blank is no reason. */
export function checkedNote(note: string | null | undefined): string | null {
  return note?.trim() ? checkedText(note.trim(), 'input.note', 'a reason', 1000) : null;
}

/** The first day after a plan's period. */
export function endOf({ grain, month }: Pick<Cell, 'grain' | 'month'>): Day {
  return addUnits(month, grain, 1);
}

/** The first days of the months a plan's period is made of. */
export function monthsWithin(cell: Pick<Cell, 'grain' | 'month'>): Day[] {
  const count = { MONTH: 1, QUARTER: 3, YEAR: 12 }[cell.grain];
  return Array.from({ length: count }, (_, i) => addUnits(cell.month, 'MONTH', i));
}

/** The plan that stands in a cell; null: none. */
export async function standingIn(db: Queryable, cell: Cell): Promise<PlanRow | null> {
  const [row] = await db.query<TableRow>(sql`/* plan-of-cell */ select p.* from plan p where p.ended_at is null
    and p.kpi = ${cell.kpi} and p.grain = ${cell.grain} and p.month = ${cell.month}::date and ${theirs(cell)}`);
  return row ? planNoun.rowOf(row) : null;
}

/** Plans of one figure and one owner are written one after another, whatever their periods: parts and wholes depend on each other. */
export async function inTurn(tx: Transaction, all: readonly (Whose & { kpi: string })[]): Promise<void> {
  const line = (w: (typeof all)[number]) =>
    `plan ${w.kpi} ${w.departmentId ?? ''}/${w.teamId ?? ''}/${w.employeeId ?? ''}`;
  await tx.query(sql`/* plans-in-turn */ select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(line, 0) as key from unnest(${all.map(line)}::text[]) line order by 1) keys`);
}

/** Makes the plan of a cell, or changes the one that stands there; what says the same already stays untouched. Gives its id. */
export async function write(
  tx: Transaction,
  ctx: Context,
  verb: string,
  { cell, said, standing, id }: { cell: Cell; said: Said; standing: PlanRow | null; id?: string },
): Promise<string> {
  const { kpi, grain, month, departmentId, teamId, employeeId } = cell;
  if (!standing) {
    const input = { kpi, grain, month, departmentId, teamId, employeeId, ...said };
    if (id !== undefined) return (await makeRow(tx, ctx, planNoun, { id, verb, input, asked: false })).id;
    return (await makeNewRow(tx, ctx, planNoun, verb, input)).id;
  }
  const same = (Object.keys(said) as (keyof Said)[]).every((key) => key === 'note' || standing[key] === said[key]);
  if (same && id === undefined) return standing.id;
  const change = { verb, fields: {}, act: ({ after }: { after: PlanRow }) => void Object.assign(after, said) };
  return (await changeRow(tx, ctx, planNoun, { id: standing.id, input: {}, change })).id;
}

/** Somebody else's plan has come into the cell since it was looked at, or has ended. */
class Moved extends Error {}

const mostTries = 5;

/**
 * Runs a verb that makes the plan of a cell or changes the one there: which of both is known only once it is the verb's turn, and the id it gives
 * is kept with its key before that. When another call came between, it begins again.
 */
export async function runOnCell(
  ctx: Context,
  call: { verb: string; key: string; input: object },
  find: (db: Queryable) => Promise<PlanRow | null>,
  work: (tx: Transaction, target: { id: string; ensure: (standing: PlanRow | null) => void }) => Promise<void>,
): Promise<string> {
  ctx.access.ensure(call.verb);
  for (let attempt = 1; ; attempt += 1) {
    const seen = await find(ctx.database.app);
    const result = seen ? { id: seen.id } : { newIn: planNoun.table };
    const ensure = (standing: PlanRow | null): void => {
      if ((standing?.id ?? null) !== (seen?.id ?? null)) throw new Moved('another plan stands there');
    };
    try {
      return await runVerb(ctx, { ...call, result }, (tx, id) => work(tx, { id, ensure }));
    } catch (error) {
      if (!(error instanceof Moved) || attempt === mostTries) throw error;
    }
  }
}
