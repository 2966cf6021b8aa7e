import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import type { Explanation, LineKind } from '../reckoning/line.ts';
import type { PayFacts } from '../reckoning/reckon-pay.ts';
import type { Sheet, SheetLine } from './sheet.ts';

/** A closed month of somebody, as far as corrections need it. Money in minor units. */
export interface Closed {
  id: string;
  employeeId: string;
  month: Day;
  schemeId: string | null;
  facts: PayFacts | null;
  measures: string[];
  closedAt: Date;
  total: number;
  /** what the month itself came to when it was closed, and what later months have corrected of it */
  own: number;
  corrected: number;
}

/** The closed months of people, the earliest first; within the door of pay. */
export async function readClosed(
  tx: Transaction,
  employeeIds: readonly string[],
  from: Day = '-infinity',
): Promise<Closed[]> {
  const rows = await tx.query<
    Omit<Closed, 'total' | 'own' | 'corrected'> & Record<'total' | 'own' | 'corrected', string>
  >(
    sql`/* pay-closed */ select s.id, s.employee_id as "employeeId", s.month, s.scheme_id as "schemeId", s.facts, s.measures,
      s.closed_at as "closedAt", s.total,
      (select coalesce(sum(l.amount), 0) from pay_line l where l.sheet_id = s.id and l.kind <> 'correction') as own,
      (select coalesce(sum(l.amount), 0) from pay_line l where l.employee_id = s.employee_id and l.about_month = s.month) as corrected
    from pay_sheet s where s.employee_id = any(${employeeIds}::bigint[]) and s.month >= ${from}::date order by s.employee_id, s.month`,
  );
  return rows.map((row) => ({
    ...row,
    ...{ total: Number(row.total), own: Number(row.own), corrected: Number(row.corrected) },
  }));
}

interface KeptLine {
  id: string;
  sheet: string;
  kind: LineKind;
  base: string | null;
  rate: string | null;
  amount: string;
  about: Day | null;
  explanation: Explanation;
}

/** Closed months with their lines, as they were closed; the entries of a line are read when somebody asks for them. */
export async function readFrozen(tx: Transaction, closed: readonly Closed[]): Promise<Sheet[]> {
  if (closed.length === 0) return [];
  const rows = await tx.query<KeptLine>(sql`/* pay-lines */ select id, sheet_id as sheet, kind, base, rate, amount,
      about_month as about, explanation from pay_line where sheet_id = any(${closed.map(({ id }) => id)}::bigint[]) order by sheet_id, position`);
  const bySheet = Map.groupBy(rows, ({ sheet }) => sheet);
  const number = (value: string | null) => (value === null ? null : Number(value));
  return closed.map(({ id, employeeId, month, schemeId, closedAt, total }) => ({
    ...{ employeeId, month, schemeId, closedAt, total },
    lines: (bySheet.get(id) ?? []).map(
      (line): SheetLine => ({
        ...{ id: line.id, kind: line.kind, explanation: line.explanation, aboutMonth: line.about, entries: [] },
        ...{ base: number(line.base), rate: number(line.rate), amount: Number(line.amount) },
      }),
    ),
  }));
}
