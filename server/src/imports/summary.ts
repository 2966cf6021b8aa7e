import { nounNames, nouns } from './nouns.ts';
import { recordSpecs } from './record-nouns.ts';
import type { Problem } from './row.ts';

/** What became of the nouns of one kind that the files told of. `read` is the sum of the others. */
export interface Counts {
  read: number;
  added: number;
  revised: number;
  unchanged: number;
  /** told differently, but people changed it here since: left as it is */
  kept: number;
  /** rows not taken; each is listed and written to the rejects file */
  refused: number;
}

export type Outcome = Exclude<keyof Counts, 'read'>;
/** `deal`, or what a mapping calls a noun or a record. */
export type Kind = string;

/** A row that was not taken, and why. */
export interface RefusedRow {
  file: string;
  line: number;
  kind: Kind;
  problems: Problem[];
}

export interface ReadFile {
  file: string;
  encoding: string;
  delimiter: string;
  rows: number;
  refused: number;
  /** where the refused rows were written; null: nowhere */
  rejects: string | null;
}

/** What an import did, or in a dry run would do. */
export interface ImportSummary {
  dryRun: boolean;
  counts: Partial<Record<Kind, Counts>>;
  files: ReadFile[];
  /** the first of the refused rows; the rejects files hold all */
  refused: RefusedRow[];
  refusedRows: number;
  notes: string[];
  seconds: number;
}

const mostListed = 1_000;
const mostPrinted = 20;

/** Counts what an import does while it goes. */
export class Tally {
  readonly counts: Partial<Record<Kind, Counts>> = {};
  readonly refused: RefusedRow[] = [];
  refusedRows = 0;

  count(kind: Kind, outcome: Outcome, n = 1): void {
    const counts = (this.counts[kind] ??= { read: 0, added: 0, revised: 0, unchanged: 0, kept: 0, refused: 0 });
    counts[outcome] += n;
    counts.read += n;
  }

  refuse(row: RefusedRow): void {
    this.count(row.kind, 'refused');
    this.refusedRows += 1;
    if (this.refused.length < mostListed) this.refused.push(row);
  }
}

/** The summary as a person reads it. */
export function printSummary(summary: ImportSummary): string {
  const blocks = [
    summary.dryRun
      ? 'Dry run: nothing was written. The import would do this:'
      : `Imported in ${summary.seconds.toFixed(1)} s:`,
    countsTable(summary),
    table(
      ['file', 'rows', 'refused', 'read as'],
      summary.files.map((f) => [
        f.file,
        String(f.rows),
        String(f.refused),
        `${f.encoding}, ${delimiterName(f.delimiter)}`,
      ]),
    ),
    summary.notes.map((note) => `Note: ${note}`).join('\n'),
    refusedRows(summary),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function countsTable({ counts }: ImportSummary): string {
  const columns = ['read', 'added', 'revised', 'unchanged', 'kept', 'refused'] as const;
  const kinds: (readonly [Kind, title: string])[] = [
    ...nounNames.map((noun) => [noun, nouns[noun].title] as const),
    ['deal', 'deals'],
    ...recordSpecs.map(({ noun, title }) => [noun, title] as const),
  ];
  const rows = kinds.flatMap(([kind, title]) => {
    const c = counts[kind];
    return c ? [[title, ...columns.map((name) => String(c[name]))]] : [];
  });
  return table(['', ...columns], rows);
}

function refusedRows({ refused, refusedRows: total, files }: ImportSummary): string {
  if (total === 0) return '';
  const lines = refused.slice(0, mostPrinted).map(({ file, line, problems }) => {
    const said = problems.map(
      ({ column, value, reason }) => `${column ? `${column} ` : ''}${value ? `"${value}" ` : ''}${reason}`,
    );
    return `  ${file}:${line}  ${said.join('; ')}`;
  });
  if (total > lines.length) lines.push(`  … and ${total - lines.length} more`);
  const written = files.flatMap(({ rejects }) => rejects ?? []);
  if (written.length > 0) lines.push(`Every refused row is in ${written.join(', ')}`);
  return [`Refused rows (${total}):`, ...lines].join('\n');
}

function delimiterName(delimiter: string): string {
  return delimiter === '\t' ? 'tab' : delimiter;
}

/** Columns aligned: the first and the last to the left, numbers between to the right. */
function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((cells) => (cells[i] ?? '').length)));
  const numeric = head.map((_, i) => rows.every((cells) => /^\d*$/.test(cells[i] ?? '')));
  return all
    .map((cells) =>
      cells.map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  '),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}
