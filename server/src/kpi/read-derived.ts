import type { Context } from '../context.ts';
import { readCalendar, workingDaysBetween } from '../department/calendar/working-days.ts';
import { addUnits } from '../lib/period.ts';
import type { Statement } from '../lib/sql.ts';
import { addDays } from '../lib/zone.ts';
import type { Kpi } from './define-kpi.ts';
import { planCoefficient, plannedRevenue, revenuePlan } from './derived/plan-terms.ts';
import type { TermQuestion, TermValues } from './derived/reader.ts';
import { readTopClients } from './derived/top-clients.ts';
import { readWeightedPipeline } from './derived/weighted-pipeline.ts';
import { dimensions } from './dimension.ts';
import { begunPart, type FigureSources } from './figure.ts';
import { dimensionOf, isLevel, type PlannedKpi } from './plan-book.ts';
import type { Question } from './question.ts';
import type { Plans } from './read-plans.ts';
import type { KpiSelection } from './selection.ts';
import type { Slot } from './slot.ts';
import type { Term } from './term.ts';

/** What figures have that is no sum of the question's own, with the statements it was read by. */
export interface Derived extends FigureSources {
  statements: Statement[];
}

const ofPlans: ReadonlySet<Term> = new Set<Term>(['revenuePlan', 'planCoefficient']);

/** The figures of which plans are needed; none where plans attach to nothing: they are for people. */
export function plannedOf({ kpis, terms, by, filters }: Question, { planned = [] }: KpiSelection): PlannedKpi[] {
  const columns = [...by.map((dimension) => dimensions[dimension].column), ...filters.map(({ column }) => column)];
  if (!columns.every((column) => isLevel(dimensionOf(column)))) return [];
  const needed: PlannedKpi[] = kpis.filter(({ id }) => planned.includes(id));
  const also = terms.some((term) => ofPlans.has(term)) && !needed.some(({ id }) => id === plannedRevenue.id);
  return also ? [...needed, plannedRevenue] : needed;
}

/** Whether a question's figures are more than sums, so that it takes several statements. */
export function isDerived(question: Question, selection: KpiSelection): boolean {
  return question.terms.length > 0 || plannedOf(question, selection).length > 0;
}

/** Reads the terms of a question, each in a fixed number of statements, and makes plans ready to be looked up. */
export async function readDerived(
  ctx: Context,
  asked: TermQuestion,
  plans: Plans | null,
  { planned = [], paced = false }: KpiSelection,
): Promise<Derived> {
  const found = new Map<Term, TermValues['of']>();
  const statements: Statement[] = plans ? [plans.statement] : [];
  for (const term of asked.question.terms) {
    const values = await readTerm(term, asked, plans);
    found.set(term, values.of);
    statements.push(...values.statements);
  }
  const due = paced && plans ? await dueParts(asked, plans) : null;
  return {
    currency: ctx.settings.currency,
    term: (term, keys, sums, slot) => found.get(term)?.(keys, sums, slot) ?? null,
    plan: (kpi, keys, slot) => {
      const levels = planned.includes(kpi.id) && plans?.book.levels(kpi, keys, slot.range);
      return levels ? { levels, due: due?.(kpi, keys, slot) ?? null } : null;
    },
    statements,
  };
}

async function readTerm(term: Term, asked: TermQuestion, plans: Plans | null): Promise<TermValues> {
  switch (term) {
    case 'topClientRevenue':
      return readTopClients(asked);
    case 'weightedPipeline':
      return readWeightedPipeline(asked);
    case 'revenuePlan':
      return { of: plans ? revenuePlan(plans) : () => null, statements: [] };
    case 'planCoefficient':
      return { of: plans ? planCoefficient(plans) : () => null, statements: [] };
  }
}

/** The part of the optimal plan due by now: of each month the part of its working days that have begun. What does not add up is due at once. */
async function dueParts({ asking, question: { cut } }: TermQuestion, { book }: Plans) {
  const calendar = await readCalendar(asking.db);
  const afterToday = addDays(cut.day, 1);
  return (kpi: Kpi, keys: readonly (string | null)[], { range }: Slot): number | null => {
    const months = book.months(kpi, keys, range) ?? [];
    let due = 0;
    for (const { month, levels } of months) {
      if (levels.optimal === null) return null;
      const part = begunPart(month, addUnits(month, 'MONTH', 1), afterToday, (from, to) =>
        workingDaysBetween(calendar, from, to),
      );
      due += levels.optimal * (kpi.additive ? part : Math.ceil(part));
    }
    return months.length > 0 ? due : null;
  };
}
