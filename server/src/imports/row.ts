import type { Known } from './known.ts';
import type { RawRecord } from './read-records.ts';
import type { SourceFile } from './source-file.ts';

/** What is wrong with one value of a row. */
export interface Problem {
  column: string;
  value: string;
  reason: string;
}

/** A row being read. Readers add what they cannot understand to its problems; a row with problems is refused whole. */
export class Row {
  readonly file: SourceFile;
  readonly line: number;
  readonly cells: string[];
  problems: Problem[] = [];
  /** nouns that its references make, if it is accepted */
  readonly created: Known[] = [];
  /** whether its refusal is in the report */
  reported = false;
  /** whether it waits for the other rows of its deal: the group is refused or taken as one */
  held = false;

  constructor(file: SourceFile, record: RawRecord) {
    this.file = file;
    this.line = record.line;
    this.cells = record.cells;
    const [expected, found] = [file.columns.length, record.cells.length];
    if (record.broken) this.refuse('', '', record.broken);
    else if (found !== expected) this.refuse('', '', `expected ${expected} columns, found ${found}`);
  }

  refuse(column: string, value: string, reason: string): null {
    this.problems.push({ column, value: value.length > 80 ? `${value.slice(0, 79)}…` : value, reason });
    return null;
  }

  get refused(): boolean {
    return this.problems.length > 0;
  }
}
