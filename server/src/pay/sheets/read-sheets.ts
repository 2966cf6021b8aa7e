import type { Context } from '../../context.ts';
import type { Day } from '../../lib/zone.ts';
import { monthAfter } from '../checked-month.ts';
import { openPay, openSchemes } from '../open-pay.ts';
import { type Line, type LineEntry, totalOf } from '../reckoning/line.ts';
import { type Counted, readCounted, readCredits } from '../reckoning/read-credits.ts';
import { type FactsOf, readFacts } from '../reckoning/read-facts.ts';
import { flowsOf } from '../reckoning/read-figures.ts';
import { type PayFacts, reckonPay } from '../reckoning/reckon-pay.ts';
import { readSchemes } from '../schemes/read-schemes.ts';
import { kpisOf } from '../schemes/terms.ts';
import { type Closed, readClosed, readFrozen } from './read-closed.ts';
import { readCorrections } from './read-corrections.ts';
import type { Sheet } from './sheet.ts';

/** An open month of somebody with all it was reckoned from, as it is kept when it is closed. */
export interface OpenSheet extends Sheet {
  facts: PayFacts | null;
}

/** What a month of people comes to, in the order they are asked for: closed months as they were closed, open ones as they stand. */
export async function readSheets(ctx: Context, employeeIds: readonly string[], month: Day): Promise<Sheet[]> {
  const frozen = await openPay(ctx.database.app, ctx, async (tx) => {
    const closed = await readClosed(tx, employeeIds, month);
    return readFrozen(
      tx,
      closed.filter((sheet) => sheet.month === month),
    );
  });
  const known = new Map<string, Sheet>(frozen.map((sheet) => [sheet.employeeId, sheet]));
  const open = employeeIds.filter((id) => !known.has(id));
  for (const sheet of await readOpenSheets(ctx, open, month)) known.set(sheet.employeeId, sheet);
  return employeeIds.flatMap((id) => known.get(id) ?? []);
}

/** Open months as they stand, with corrections of closed ones where the month is the first that is open. */
export async function readOpenSheets(ctx: Context, employeeIds: readonly string[], month: Day): Promise<OpenSheet[]> {
  if (employeeIds.length === 0) return [];
  const [paidBy, closed] = await openSchemes(ctx.database.app, ctx, async (tx) => [
    await readSchemes(tx, employeeIds),
    await readClosed(tx, employeeIds),
  ]);
  const asked = { employeeIds, months: [month] };
  const factsOf = await readFacts(ctx, asked, paidBy);
  const creditsOf = await readCredits(ctx.database.app, asked);
  const countedOf = await readCountedBy(ctx, employeeIds, month, factsOf);
  const corrections = await readCorrections(ctx, dueIn(month, closed));
  return employeeIds.map((employeeId) => {
    const paid = factsOf(employeeId, month);
    const own = paid ? reckonPay(paid.facts, creditsOf(employeeId, month, paid.facts.terms.sales)) : [];
    const counted = countedOf.get(employeeId) ?? [];
    const lines = [...own.map((line) => withEntries(line, counted)), ...(corrections.get(employeeId) ?? [])];
    return {
      ...{ employeeId, month, schemeId: paid?.schemeId ?? null, facts: paid?.facts ?? null, closedAt: null },
      ...{ total: totalOf(lines), lines: lines.map((line) => ({ ...line, id: null })) },
    };
  });
}

/** The closed months of those for whom this month follows the last closed one: it is there that corrections are paid. */
function dueIn(month: Day, closed: readonly Closed[]): Closed[] {
  return [...Map.groupBy(closed, ({ employeeId }) => employeeId).values()]
    .filter((all) => monthAfter(all.at(-1)?.month ?? month) === month)
    .flat();
}

/** The entries that the figures of bonuses and coefficients are made of, by person: one statement. */
async function readCountedBy(
  ctx: Context,
  employeeIds: readonly string[],
  month: Day,
  factsOf: FactsOf,
): Promise<Map<string, Counted[]>> {
  const measures = employeeIds.flatMap((id) => {
    const terms = factsOf(id, month)?.facts.terms;
    return terms ? flowsOf(kpisOf(terms)) : [];
  });
  const asked = { employeeIds, months: [month], measures, timeZone: ctx.settings.timeZone };
  return Map.groupBy(await readCounted(ctx.database.app, asked), ({ employeeId }) => employeeId);
}

/** A line that figures decide, with the entries that made them. */
function withEntries(line: Line, counted: readonly Counted[]): Line {
  const kpis = line.explanation.figures?.map(({ kpi }) => kpi);
  if (!kpis) return line;
  const decide = new Set(flowsOf(kpis));
  const entries = counted
    .filter(({ measures }) => measures.some((measure) => decide.has(measure)))
    .map(
      ({ entryId, dealId, productLineId }): LineEntry => ({ entryId, dealId, productLineId, base: null, amount: null }),
    );
  return { ...line, entries };
}
