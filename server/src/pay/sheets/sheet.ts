import type { Day } from '../../lib/zone.ts';
import type { Line } from '../reckoning/line.ts';

/** A line of a sheet; with an id it is kept, and so are its entries. */
export interface SheetLine extends Line {
  id: string | null;
}

/** What a month of somebody comes to. */
export interface Sheet {
  employeeId: string;
  month: Day;
  schemeId: string | null;
  /** null: the month is open, and this is how it stands */
  closedAt: Date | null;
  total: number;
  lines: SheetLine[];
}
