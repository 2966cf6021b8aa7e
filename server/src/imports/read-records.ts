/** One record of a CSV file. */
export interface RawRecord {
  /** the physical line it starts on, from 1 */
  line: number;
  cells: string[];
  /** why it could not be taken apart; `cells` then hold its first line as it stands */
  broken: string | null;
}

export interface Dialect {
  delimiter: string;
  quote: string;
  /** lines before the first record that are none */
  skipLines: number;
  /** how many cells a record has; 0: not known yet */
  width: number;
}

/** A quote left open swallows what follows: at most this much text is waited for its end. */
const longestRecord = 1 << 20;

/**
 * Takes decoded text apart into records (RFC 4180: quoted fields may hold delimiters, doubled quotes and line ends), chunk by chunk.
 * Our own instead of a library's because of what happens after a fault: when a record that began on one line cannot be understood,
 * only that line is given up and reading goes on with the next, so a forgotten quote costs one row instead of the rest of the file.
 */
export async function* readRecords(chunks: AsyncIterable<string>, dialect: Dialect): AsyncGenerator<RawRecord[]> {
  let rest = '';
  let line = 1;
  for await (const chunk of chunks) {
    const step = take(rest + chunk, line, dialect, false);
    rest = step.rest;
    line = step.line;
    if (step.records.length > 0) yield step.records;
  }
  const last = take(rest, line, dialect, true);
  if (last.records.length > 0) yield last.records;
}

interface Step {
  records: RawRecord[];
  rest: string;
  line: number;
}

function take(text: string, firstLine: number, dialect: Dialect, ended: boolean): Step {
  const records: RawRecord[] = [];
  let line = firstLine;
  let at = 0;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at, ended);
    if (lineEnd < 0) break;
    const own = withoutReturn(text.slice(at, lineEnd));
    if (line <= dialect.skipLines || own === '') {
      at = lineEnd + 1;
      line += 1;
      continue;
    }
    if (!own.includes(dialect.quote)) {
      records.push({ line, cells: own.split(dialect.delimiter), broken: null });
      at = lineEnd + 1;
      line += 1;
      continue;
    }
    const quoted = takeQuoted(text, at, dialect, ended);
    if (quoted === 'more' && text.length - at < longestRecord) break;
    if (quoted === 'more' || 'broken' in quoted) {
      const broken = quoted === 'more' ? 'a quote is opened and never closed' : quoted.broken;
      records.push({ line, cells: own.split(dialect.delimiter), broken });
      at = lineEnd + 1;
      line += 1;
      continue;
    }
    records.push({ line, cells: quoted.cells, broken: null });
    at = quoted.end;
    line += quoted.lines;
  }
  return { records, rest: text.slice(at), line };
}

/** Where the line from `at` ends, also in files of the kind that end lines with a carriage return alone; −1: not in sight yet. */
function endOfLine(text: string, at: number, ended: boolean): number {
  const newline = text.indexOf('\n', at);
  if (newline >= 0) return newline;
  return ended ? text.length : -1;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

type Quoted = { cells: string[]; end: number; lines: number } | { broken: string } | 'more';

/** A record in which quotes occur. A quote opens a field only at its start; elsewhere in a bare field it stands for itself. */
function takeQuoted(text: string, start: number, { delimiter, quote, width }: Dialect, ended: boolean): Quoted {
  const cells: string[] = [];
  let lines = 1;
  let at = start;
  for (;;) {
    let cell: string;
    if (text[at] === quote) {
      const end = closingQuote(text, at + 1, quote);
      // the quote may be the first of a doubled one whose second half has not arrived
      if (end < 0 || (end === text.length - 1 && !ended))
        return ended ? { broken: 'a quote is opened and never closed' } : 'more';
      const inside = text.slice(at + 1, end);
      for (let i = inside.indexOf('\n'); i >= 0; i = inside.indexOf('\n', i + 1)) lines += 1;
      cell = inside.includes(quote) ? inside.replaceAll(quote + quote, quote) : inside;
      at = end + 1;
    } else {
      const end = endOfBare(text, at, delimiter, ended);
      if (end < 0) return 'more';
      const last = text[end] !== delimiter;
      cell = last ? withoutReturn(text.slice(at, end)) : text.slice(at, end);
      at = end;
    }
    cells.push(cell);
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at += 1;
    // the line end has not arrived
    if (at >= text.length && !ended) return 'more';
    if (at < text.length && text[at] !== '\n') return { broken: 'text follows a closing quote' };
    if (lines > 1 && width > 0 && cells.length !== width)
      return { broken: 'a quote is opened and not closed on its line' };
    return { cells, end: at + 1, lines };
  }
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at;
  }
  return -1;
}

function endOfBare(text: string, at: number, delimiter: string, ended: boolean): number {
  const line = endOfLine(text, at, ended);
  const next = text.indexOf(delimiter, at);
  return next >= 0 && (line < 0 || next < line) ? next : line;
}
