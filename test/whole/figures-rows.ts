import { raw, sql } from '../../server/src/lib/sql.ts';
import type { World } from '../world/world.ts';

/** A row as it lies in its table. */
export type Row = Readonly<Record<string, unknown>>;

/** Whom and what something is about: ids by column (`team_id` …); what is not there is unknown. */
export type Place = Readonly<Record<string, string | null>>;

/** What can happen, in words of our own. Money in kopecks, time in seconds. */
export type Deed =
  | `call${'Taken' | 'Made'}`
  | `lead${'Came' | 'Qualified' | 'Rejected' | 'Converted' | 'Seconds'}`
  | `answer${'Given' | 'Seconds' | 'Missed'}`
  | `${'task' | 'paper'}${'Due' | 'Kept'}`
  | `${'invoiced' | 'paid' | 'spent' | 'spentToWin' | 'allowed' | 'sold' | 'soldOfKnownCost' | 'cost' | 'repeat'}Money`
  | `ticket${'Asked' | 'Complained' | 'Resolved' | 'Seconds'}`
  | `rating${'Given' | 'Sum' | 'High'}`
  | `${'recommend' | 'promote' | 'detract'}Answer`
  | `deal${'Opened' | 'Won' | 'Lost' | 'Seconds'}`
  | `stage${'Closed' | 'Won'}`
  | `list${'Passed' | 'Complete'}`
  | `client${'First' | 'Left'}`
  | 'talked'
  | 'meeting'
  | 'letter'
  | 'message'
  | 'presentation';

/** What can stand at an instant. */
export type Stock = 'openDeal' | 'openPriced' | 'openMoney' | 'active' | 'neglected' | 'assigned' | 'finished';

export interface Happening {
  what: Deed;
  at: number;
  many: number;
  place: Place;
}

export interface Standing {
  what: Stock;
  many: number;
  place: Place;
}

const tables = [
  ...['activity', 'lead', 'task', 'document', 'payment', 'ticket', 'rating', 'nps_answer', 'survey_answer'],
  ...['spend', 'expense', 'budget_item', 'course_assignment', 'deal', 'deal_fact', 'client', 'client_place'],
  ...['segment_care', 'activity_window', 'plan', 'setting', 'employee', 'team'],
] as const;

export type Raw = Record<(typeof tables)[number], readonly Row[]>;

/** Every row of every table that a figure is made of, just as they lie there. */
export async function readRows(world: World): Promise<Raw> {
  const read = async (table: string) =>
    [table, await world.database.owner.query<Row>(sql`/* as-they-lie */ select * from ${raw(table)}`)] as const;
  return Object.fromEntries(await Promise.all(tables.map(read))) as unknown as Raw;
}

/** The instant in a column, in milliseconds; null: none. */
export function when(row: Row, column: string): number | null {
  const value = row[column];
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.getTime() : Date.parse(String(value));
}

/** The instant in a column that is never empty. */
export function instantOf(row: Row, column: string): number {
  const at = when(row, column);
  if (at === null) throw new Error(`no ${column} in ${JSON.stringify(row)}`);
  return at;
}

export function idOf(row: Row, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}

/** The number in a column; none is 0. */
export function numberOf(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}

/** Where whoever it was stood then: written on the row when it happened. */
export function stampOf(row: Row, name: string): Place {
  return ((row['stamps'] as Record<string, Place>)[name] ?? {}) as Place;
}

export function happening(what: Deed, at: number, place: Place, many = 1): Happening {
  return { what, at, many, place };
}

const hour = 3_600_000;

/** The day of an instant in Moscow, where the clocks never change. */
export function dayAt(at: number): string {
  return new Date(at + 3 * hour).toISOString().slice(0, 10);
}

/** When a day begins in Moscow. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+03:00`);
}

/** So many days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hour).toISOString().slice(0, 10);
}

/** days off of this spring that are no Saturday or Sunday, by the production calendar */
const daysOff = ['2026-02-23', '2026-03-09'];

/** Seconds between two instants that lie in working hours: nine to six on working days. */
export function workingSeconds(from: number, to: number): number {
  let worked = 0;
  for (let day = dayAt(from); startOf(day) < to; day = daysAfter(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6 || daysOff.includes(day)) continue;
    const [begins, ends] = [startOf(day) + 9 * hour, startOf(day) + 18 * hour];
    worked += Math.max(0, Math.min(to, ends) - Math.max(from, begins));
  }
  return Math.round(worked / 1000);
}
