import type { Context } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import { openPay } from '../open-pay.ts';
import { type Credit, type Line, type LineEntry, totalOf } from '../reckoning/line.ts';
import { type Counted, readCounted, readCredits, readUnkept } from '../reckoning/read-credits.ts';
import { type FigureOf, readFigures } from '../reckoning/read-figures.ts';
import { type PayFacts, reckonPay } from '../reckoning/reckon-pay.ts';
import { kpisOf } from '../schemes/terms.ts';
import type { Closed } from './read-closed.ts';

/**
 * What closed months would come to now, where that differs from what was paid for them, corrections included: a line for each such month, by
 * person. What a month was reckoned from besides entries (scheme, days, plans) stays as it was when it was closed. A fixed number of statements.
 */
export async function readCorrections(ctx: Context, closed: readonly Closed[]): Promise<Map<string, Line[]>> {
  const paid = closed.filter((sheet): sheet is Reckoned => sheet.facts !== null);
  if (paid.length === 0) return new Map();
  const employeeIds = [...new Set(paid.map(({ employeeId }) => employeeId))];
  const months = [...new Set(paid.map(({ month }) => month))];
  const kpis = [...new Set(paid.flatMap(({ facts }) => kpisOf(facts.terms)))];
  const figureOf = await readFigures(ctx, { employeeIds, months, kpis });
  const unkept = await openPay(ctx.database.app, ctx, (tx) => readUnkept(tx, { employeeIds, months }));
  const late = new Set(unkept.map(keyOf));
  const changed = paid.filter((sheet) => late.has(keyOf(sheet)) || hasMoved(sheet, figureOf));
  if (changed.length === 0) return new Map();
  const unseen = await readUnseen(ctx, changed);
  const creditsOf = await readCredits(ctx.database.app, {
    employeeIds: [...new Set(changed.map(({ employeeId }) => employeeId))],
    months: [...new Set(changed.map(({ month }) => month))],
  });
  const lines = changed.flatMap((sheet) => {
    const credits = creditsOf(sheet.employeeId, sheet.month, sheet.facts.terms.sales);
    const now = totalOf(reckonPay({ ...sheet.facts, figures: figuresNow(sheet, figureOf) }, credits));
    const was = sheet.own + sheet.corrected;
    return now === was
      ? []
      : [{ sheet, line: correctionOf(sheet, { was, now }, unseen.get(keyOf(sheet)) ?? [], credits) }];
  });
  const byPerson = Map.groupBy(lines, ({ sheet }) => sheet.employeeId);
  return new Map([...byPerson].map(([id, all]) => [id, all.map(({ line }) => line)]));
}

type Reckoned = Closed & { facts: PayFacts };

function keyOf({ employeeId, month }: { employeeId: string; month: string }): string {
  return `${employeeId} ${month}`;
}

function figuresNow({ employeeId, month, facts }: Reckoned, figureOf: FigureOf): PayFacts['figures'] {
  return Object.fromEntries(
    Object.entries(facts.figures).map(([kpi, { plan }]) => [
      kpi,
      { plan, value: figureOf(employeeId, month, kpi as PlannableKpi).value },
    ]),
  );
}

/** Whether a figure with a plan is another than when the month was closed; others decide nothing. */
function hasMoved(sheet: Reckoned, figureOf: FigureOf): boolean {
  return Object.entries(sheet.facts.figures).some(
    ([kpi, { plan, value }]) =>
      plan !== null && value !== figureOf(sheet.employeeId, sheet.month, kpi as PlannableKpi).value,
  );
}

/** The entries of closed months that no line has kept, by person and month: they came after the closing. */
async function readUnseen(ctx: Context, changed: readonly Reckoned[]): Promise<Map<string, Counted[]>> {
  const measures = [...new Set(changed.flatMap((sheet) => sheet.measures))];
  const asked = {
    employeeIds: [...new Set(changed.map(({ employeeId }) => employeeId))],
    months: [...new Set(changed.map(({ month }) => month))],
    ...{ measures, timeZone: ctx.settings.timeZone },
  };
  const notKept = sql`not exists (select from pay_line_entry k where k.entry_id = l.id)`;
  const entries = await openPay(ctx.database.app, ctx, (tx) => readCounted(tx, asked, notKept));
  const counts = new Map(changed.map((sheet) => [keyOf(sheet), new Set(sheet.measures)]));
  return Map.groupBy(
    entries.filter((entry) => entry.measures.some((measure) => counts.get(keyOf(entry))?.has(measure))),
    keyOf,
  );
}

function correctionOf(
  { month }: Reckoned,
  correction: { was: number; now: number },
  unseen: readonly Counted[],
  credits: readonly Credit[],
): Line {
  const sold = new Map(credits.map(({ entryId, amount }) => [entryId, amount]));
  const entries = unseen.map(
    ({ entryId, dealId, productLineId }): LineEntry => ({
      ...{ entryId, dealId, productLineId, base: sold.get(entryId) ?? null, amount: null },
    }),
  );
  const amount = correction.now - correction.was;
  return {
    kind: 'correction',
    base: null,
    rate: null,
    amount,
    aboutMonth: month,
    explanation: { correction },
    entries,
  };
}
