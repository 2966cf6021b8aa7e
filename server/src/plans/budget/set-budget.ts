import type { Context, Row as TableRow } from '../../context.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { toMajor, toMinor } from '../../lib/money.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { makeNewRow } from '../../records/add-record.ts';
import { changeRow } from '../../records/change-record.ts';
import { checkInput } from '../../records/check-input.ts';
import { apportion } from '../apportion.ts';
import { checkedNote, checkedStart, monthsWithin } from '../cell.ts';
import type { Spread } from '../plan-fields.ts';
import { weightsOf } from '../weights.ts';
import { house, type Whose } from '../whose.ts';
import { type BudgetItemRow, budgetItemNoun } from './budget-item.ts';
import { placeOf } from './stands-at.ts';

/** What may be spent on something in a year. */
export interface SetBudget {
  key: string;
  categoryId: string;
  departmentId?: string | null;
  teamId?: string | null;
  /** the first day of the year */
  from: Day;
  /** of the whole year, in major units */
  amount: number;
  spread?: Spread | null;
  note?: string | null;
}

interface Place {
  categoryId: string;
  departmentId: string | null;
  teamId: string | null;
  from: Day;
}

const verb = 'setBudget';

/** Sets the budget of a year: its months, each with its share; those that stand there are changed. Gives the months in order. */
export async function setBudget(ctx: Context, input: SetBudget): Promise<BudgetItemRow[]> {
  ctx.access.ensure(verb);
  const { departmentId = null, teamId = null } = input;
  const categoryId = checkedId(input.categoryId, 'input.categoryId');
  await runVerb(ctx, { verb, key: input.key, input, result: { id: categoryId } }, async (tx) => {
    const { category, department, team } = budgetItemNoun.fields;
    await checkInput({ category, department, team }, { categoryId, departmentId, teamId }, { tx, ctx, before: {} });
    const months = monthsWithin({ grain: 'YEAR', month: checkedStart('YEAR', input.from) });
    const amount = toMinor(input.amount, ctx.settings.currency, 'input.amount');
    const note = checkedNote(input.note);
    const place = await placed(tx, { categoryId, departmentId, teamId, from: input.from });
    await tx.query(
      sql`/* budgets-in-turn */ select pg_advisory_xact_lock(hashtextextended(${`budget ${categoryId}`}, 0))`,
    );
    const { weights } = await weightsOf(tx, ctx, {
      whose: whoseIs(place),
      months,
      spread: input.spread ?? 'working_days',
    });
    const shares = apportion(amount, weights);
    const standing = new Map((await monthsOf(tx, place)).map((item) => [item.day, item]));
    for (const [i, day] of months.entries()) {
      await write(tx, ctx, { place, day, share: shares[i] ?? 0, note, standing: standing.get(day) ?? null });
    }
  });
  return monthsOf(
    ctx.database.app,
    await placed(ctx.database.app, { categoryId, departmentId, teamId, from: input.from }),
  );
}

interface Month {
  place: Place;
  day: Day;
  share: number;
  note: string | null;
  standing: BudgetItemRow | null;
}

async function write(tx: Transaction, ctx: Context, { place, day, share, note, standing }: Month): Promise<void> {
  if (standing) {
    if (standing.amount === share && standing.note === note) return;
    const change = {
      verb,
      fields: {},
      act: ({ after }: { after: BudgetItemRow }) => void Object.assign(after, { amount: share, note }),
    };
    await changeRow(tx, ctx, budgetItemNoun, { id: standing.id, input: {}, change });
    return;
  }
  const { categoryId, departmentId, teamId } = place;
  const amount = toMajor(share, ctx.settings.currency);
  await makeNewRow(tx, ctx, budgetItemNoun, verb, {
    categoryId,
    departmentId,
    teamId,
    kind: 'period',
    day,
    amount,
    note,
  });
}

/** A team's budget stands in its department too. */
async function placed(db: Queryable, place: Place): Promise<Place> {
  const dimensions = await placeOf(db, place);
  return { ...place, departmentId: dimensions.department_id ?? null };
}

/** Whose sales tell the seasons. */
function whoseIs({ departmentId, teamId }: Place): Whose {
  return teamId !== null ? { ...house, teamId } : { ...house, departmentId };
}

async function monthsOf(db: Queryable, { categoryId, departmentId, teamId, from }: Place): Promise<BudgetItemRow[]> {
  const end = `${Number(from.slice(0, 4)) + 1}-01-01`;
  const rows = await db.query<TableRow>(sql`/* budget-of-year */ select b.* from budget_item b
    where b.kind = 'period' and b.ended_at is null and b.category_id = ${categoryId} and b.day >= ${from}::date and b.day < ${end}::date
      and b.department_id is not distinct from ${departmentId}::bigint and b.team_id is not distinct from ${teamId}::bigint
    order by b.day`);
  return rows.map(budgetItemNoun.rowOf);
}
