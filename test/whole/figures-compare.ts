import type { World } from '../world/world.ts';
import type { Days, Department } from './figures-sheet.ts';
import { type Figure, figures } from './figures-words.ts';

/** A question by one breakdown or by none. */
export interface Asked {
  named: 'ALL' | 'THIS_MONTH' | 'LAST_MONTH';
  by: string | null;
  byMonth: boolean;
}

interface AnsweredRow extends Record<string, unknown> {
  id: string;
  period: Days | null;
}

interface Answer {
  kpis: { period: Days; revision: string; rows: AnsweredRow[]; total: AnsweredRow };
}

/** What a comparison found: where the two differ, which figures ever showed something. */
export interface Found {
  differences: string[];
  shown: Set<string>;
  broken: Set<string>;
  revisions: Set<string>;
}

/** Asks for some figures and holds every one of them, for every group and month, against the same computed from the rows. */
export async function compare(world: World, department: Department, kpis: string[], asked: Asked, found: Found) {
  const { named, by, byMonth } = asked;
  const fields = kpis.map((id) => `${id} { value numerator denominator }`).join(' ');
  const more = `${by ? `, by: [${by}], limit: 1000` : ''}${byMonth ? ', grain: MONTH' : ''}`;
  const { kpis: answer } = await world.ask<Answer>(`{ kpis(period: { named: ${named} }${more}) {
    period { from to } revision rows { id period { from to } ${fields} } total { id ${fields} } } }`);
  found.revisions.add(answer.revision);
  const column = by && `${by.toLowerCase()}_id`;
  const groups = department.groups(column);
  const rows = new Map(answer.rows.map((row) => [`${row.period?.from ?? ''} ${by ? groupOf(row) : null}`, row]));
  const answered = by ? answer.rows.map(groupOf) : [];
  const buckets = byMonth ? distinct(answer.rows.flatMap(({ period }) => period ?? [])) : [answer.period];
  for (const days of buckets) {
    const sheet = department.sheets(column, days);
    for (const group of new Set([...groups, ...answered])) {
      const row = rows.get(`${byMonth ? days.from : ''} ${group}`);
      for (const kpi of kpis) {
        const told = figures[kpi]?.(sheet(group));
        if (!told) throw new Error(`nobody has computed ${kpi} by hand`);
        // a group that is not shown has nothing to show
        const shown = row ? (row[kpi] as Figure) : (figures[kpi]?.(sheet('nobody')) as Figure);
        if (told.value) (by ? found.broken : found.shown).add(kpi);
        if (!same(shown, told))
          found.differences.push(
            `${kpi} ${named} ${days.from} to ${days.to} ${by ?? 'in all'} ${group}: ${text(shown)}, by hand ${text(told)}`,
          );
      }
    }
  }
  const whole = department.sheets(null, answer.period)(null);
  for (const kpi of kpis) {
    const told = figures[kpi]?.(whole) as Figure;
    if (!same(answer.total[kpi] as Figure, told))
      found.differences.push(`${kpi} ${named} in total by ${by}: ${text(answer.total[kpi])}, by hand ${text(told)}`);
  }
}

function same(shown: Figure, told: Figure): boolean {
  return (
    close(shown.value, told.value) &&
    close(shown.numerator, told.numerator) &&
    close(shown.denominator, told.denominator)
  );
}

/** Exact, but for the last digits of what was divided. */
function close(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function groupOf({ id }: AnsweredRow): string | null {
  return id.split(':').at(-1) || null;
}

function distinct(periods: readonly Days[]): Days[] {
  return [...new Map(periods.map((period) => [period.from, period])).values()];
}

function text(figure: unknown): string {
  const { value, numerator, denominator } = figure as Figure;
  return numerator === null && denominator === null ? `${value}` : `${value} (${numerator} ÷ ${denominator})`;
}
