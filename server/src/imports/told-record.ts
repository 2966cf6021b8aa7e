import type { AnyRecord } from '../records/define-record.ts';
import type { RecordSpec } from './record-nouns.ts';
import type { Row } from './row.ts';

/** A row of a record or a deal that a file names: it may be made by this same import, so it is looked up when it is written. */
export class Pointer {
  readonly table: string;
  readonly by: 'name' | 'externalId';
  readonly text: string;
  /** the column it stands in */
  readonly label: string;
  /** made with this name where there is none */
  readonly creates: AnyRecord | null;

  constructor(to: Pick<Pointer, 'table' | 'by' | 'text' | 'label' | 'creates'>) {
    this.table = to.table;
    this.by = to.by;
    this.text = to.text;
    this.label = to.label;
    this.creates = to.creates;
  }
}

/** A record as one row tells it: values, nouns that may not have ids yet, and pointers, by the key of the input they are. */
export interface ToldRecord {
  spec: RecordSpec;
  row: Row;
  externalId: string | null;
  said: Readonly<Record<string, unknown>>;
  /** the columns the values stand in, by key: what a refusal names */
  labels: Readonly<Record<string, string>>;
}

/** What is remembered of records told of in this import, so that later rows may name them. */
export function markOf(table: string, by: 'name' | 'externalId', text: string): string {
  // deals are remembered by their external ids alone
  return table === 'deal' && by === 'externalId' ? text : `${table} ${by} ${text}`;
}
