import { addUnits, type DayRange, floorDay } from '../lib/period.ts';
import type { Day } from '../lib/zone.ts';
import { type Dimension, dimensions } from './dimension.ts';
import type { Question } from './question.ts';

/** Who a plan can be for, the most specific first. */
export const levels = ['EMPLOYEE', 'TEAM', 'DEPARTMENT'] as const;
type Level = (typeof levels)[number];
export const isLevel = (dimension: string): dimension is Level => (levels as readonly string[]).includes(dimension);

/** The three levels of a plan, as they are stored: minor units, millionths of ratios. Null: not planned. */
export interface Levels {
  minimum: number | null;
  optimal: number | null;
  maximum: number | null;
}

/** One month of a plan, with where whoever it is for stands now. */
export interface PlanRow extends Record<'minimum' | 'optimal' | 'maximum', string | null> {
  kpi: string;
  month: Day;
  level: Level | null;
  employee: string | null;
  team: string | null;
  department: string | null;
}

const columns: Record<Level, 'employee' | 'team' | 'department'> = {
  EMPLOYEE: 'employee',
  TEAM: 'team',
  DEPARTMENT: 'department',
};

/** The first days of the months that a range is made of; null: it is not made of whole months. */
export function monthsOf({ from, to }: DayRange): Day[] | null {
  if (from !== floorDay(from, 'MONTH') || to !== floorDay(to, 'MONTH')) return null;
  const months: Day[] = [];
  for (let month = from; month < to; month = addUnits(month, 'MONTH', 1)) months.push(month);
  return months;
}

/**
 * The plans of a question's figures. They attach where everything asked by and filtered by is employee, team or department, to whole months each of
 * which is planned; they add up over months for figures that do. A person's plan stands in the team and department they are in now.
 */
export class PlanBook {
  readonly #rows = new Map<string, PlanRow>();
  readonly #subjects = new Map<string, PlanRow>();
  readonly #question: Question;

  constructor(question: Question, rows: readonly PlanRow[]) {
    this.#question = question;
    for (const row of rows) {
      const subject = `${row.level}:${row.level && row[columns[row.level]]}`;
      this.#rows.set(`${row.kpi} ${row.month} ${subject}`, row);
      this.#subjects.set(subject, row);
    }
  }

  /** The plan of each month of a range for a group (without keys: for everything asked about); null: none attaches. */
  months(kpi: PlannedKpi, keys: readonly (string | null)[], range: DayRange): { month: Day; levels: Levels }[] | null {
    const months = monthsOf(range);
    if (!months || months.length === 0 || (!kpi.additive && months.length > 1)) return null;
    const subjects = this.#subjectsOf(keys);
    if (!subjects) return null;
    const found: { month: Day; levels: Levels }[] = [];
    for (const month of months) {
      const rows = subjects.map((subject) => this.#rows.get(`${kpi.id} ${month} ${subject}`));
      if (!rows.every((row) => row !== undefined && this.#isAsked(row, keys))) return null;
      found.push({ month, levels: added(rows.map((row) => levelsOf(row as PlanRow))) });
    }
    // shares and means of two people do not add up
    return kpi.additive || subjects.length === 1 ? found : null;
  }

  /** The same in one: months added up. */
  levels(kpi: PlannedKpi, keys: readonly (string | null)[], range: DayRange): Levels | null {
    const months = this.months(kpi, keys, range);
    return months && added(months.map(({ levels: of }) => of));
  }

  /** The groups that have a plan: they are rows also where nothing has happened yet. */
  groups(kpis: readonly PlannedKpi[], ranges: readonly DayRange[]): (string | null)[][] {
    const { by } = this.#question;
    if (by.length === 0 || !by.every(isLevel)) return [];
    return [...this.#subjects.values()]
      .filter(({ level }) => level && by.includes(level))
      .map((row) => by.map((dimension) => row[columns[dimension as Level]]))
      .filter((keys) => kpis.some((kpi) => ranges.some((range) => this.months(kpi, keys, range) !== null)));
  }

  /** Whose plans are meant: the most specific of what is asked by and filtered by decides. */
  #subjectsOf(keys: readonly (string | null)[]): string[] | null {
    const { by, filters } = this.#question;
    const grouped = keys.length > 0 ? by : [];
    const filtered = new Map(filters.map(({ column, ids }) => [dimensionOf(column), ids]));
    const asked = [...grouped, ...filtered.keys()];
    if (!asked.every(isLevel)) return null;
    const level = levels.find((l) => asked.includes(l));
    if (!level) return ['null:null'];
    const ids = grouped.includes(level)
      ? [keys[by.indexOf(level)] ?? null]
      : grouped.length > 0
        ? []
        : filtered.get(level);
    if (!ids?.length || ids.includes(null)) return null;
    return [...new Set(ids)].map((id) => `${level}:${id}`);
  }

  /** Whether whoever a plan is for belongs to the group and passes the filters. */
  #isAsked(row: PlanRow, keys: readonly (string | null)[]): boolean {
    const { by, filters } = this.#question;
    return (
      keys.every((key, i) => row[columns[by[i] as Level]] === key) &&
      filters.every(({ column, ids }) => ids.includes(row[columns[dimensionOf(column) as Level]]))
    );
  }
}

/** A figure that can be planned. */
export interface PlannedKpi {
  id: string;
  additive: boolean;
}

/** The dimension that a column is of. */
export function dimensionOf(column: string): Dimension {
  return (Object.keys(dimensions) as Dimension[]).find((name) => dimensions[name].column === column) as Dimension;
}

function levelsOf({ minimum, optimal, maximum }: PlanRow): Levels {
  const number = (value: string | null) => (value === null ? null : Number(value));
  return { minimum: number(minimum), optimal: number(optimal), maximum: number(maximum) };
}

/** What one of them does not say, their sum does not say either. */
function added(all: readonly Levels[]): Levels {
  const sum = (of: (level: Levels) => number | null) =>
    all.reduce<number | null>((total, level) => {
      const value = of(level);
      return total === null || value === null ? null : total + value;
    }, 0);
  return { minimum: sum((l) => l.minimum), optimal: sum((l) => l.optimal), maximum: sum((l) => l.maximum) };
}
