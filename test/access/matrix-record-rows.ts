import { type Fragment, raw, sql } from '../../server/src/lib/sql.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { RawRow } from './oracle-record-rows.ts';

/** A row of a record that belongs to somebody, as it was put into its table. */
export interface OwnedRow extends RawRow {
  id: string;
}

/** Whose a row is to be, and about which client. */
interface Whose {
  employee: string | null;
  team: string | null;
  department: string | null;
  client: string;
  clientOwner: string | null;
}

/** What else a row cannot be without: columns and values. Called once a row. */
type Columns = (whose: Whose, matrix: Fixed) => Record<string, string | number | null>;

/** What rows refer to and nobody is shown by itself. */
interface Fixed {
  deals: readonly string[];
  course: string;
  survey: () => Promise<string>;
}

const at = '2026-03-02T10:00:00Z';
const day = '2026-03-02';
const open = { client: null, clientOwner: null };

/** How rows of each record are made. `needsOwner`: it is always about somebody. */
const made: Readonly<Record<string, { table: string; needsOwner?: true; owner?: string; client?: true; columns: Columns }>> = {
  Activity: { table: 'activity', columns: () => ({ kind: 'meeting', at }) },
  Task: {
    table: 'task',
    columns: () => ({
      ...{ title: 'Позвонить', kind: 'other', status: 'open', priority: 'normal' },
      ...{ due_at: at, repeats: 'none', repeat_day: 1 },
    }),
  },
  Lead: { table: 'lead', columns: () => ({ name: 'Обращение', arrived_at: at, answer_due_at: at, status: 'new' }) },
  Document: { table: 'document', columns: () => ({ kind: 'invoice', amount: 100 }) },
};
void made;
void open;
void day;
void raw;
void sql;
export type { Fragment, MatrixWorld };
