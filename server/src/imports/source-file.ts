import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { detectEncoding } from './detect-encoding.ts';
import type { FileMapping } from './mapping.ts';
import { type Dialect, type RawRecord, readRecords } from './read-records.ts';

/** A file about to be read: how its text is written, and what its columns are called. */
export interface SourceFile {
  /** inside the folder, with forward slashes */
  name: string;
  path: string;
  bytes: number;
  encoding: string;
  dialect: Dialect;
  columns: string[];
  mapping: FileMapping;
}

/** Looks at a file before anything is written: encoding, delimiter, header. A text instead says why it cannot be read. */
export async function openSource(folder: string, name: string, mapping: FileMapping): Promise<SourceFile | string> {
  const path = join(folder, name);
  const { size: bytes } = await stat(path);
  if (bytes === 0) return 'the file is empty';
  const encoding = mapping.encoding === 'auto' ? await detectEncoding(path) : mapping.encoding;
  const { quote, skipLines } = mapping;
  const delimiter = await delimiterOf({ path, encoding, mapping });
  const dialect: Dialect = { delimiter, quote, skipLines, width: 0 };
  const file = { name, path, bytes, encoding, dialect, mapping };
  const [first] = await firstRecords(file);
  if (!first) return 'the file has no header line';
  if (first.broken) return `line ${first.line}: ${first.broken}`;
  const columns = mapping.columns ?? first.cells.map((cell) => cell.trim().normalize('NFC'));
  return { ...file, columns, dialect: { ...dialect, width: columns.length } };
}

/** The records of a file below its header, as they come. `seen` is told how many bytes have been read. */
export async function* recordsOf(file: SourceFile, seen: (bytes: number) => void): AsyncGenerator<RawRecord[]> {
  let headed = file.mapping.columns !== undefined;
  for await (const records of readRecords(textOf(file, seen), file.dialect)) {
    yield headed ? records : records.slice(1);
    headed = true;
  }
}

async function firstRecords(file: Pick<SourceFile, 'path' | 'encoding' | 'dialect'>): Promise<RawRecord[]> {
  for await (const records of readRecords(textOf(file), file.dialect)) return records;
  return [];
}

/** A file's text in pieces, never whole. Files whose lines end with a carriage return alone (old spreadsheets) get ordinary ends. */
async function* textOf(
  { path, encoding }: Pick<SourceFile, 'path' | 'encoding'>,
  seen: (bytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  let bytes = 0;
  let carriageReturns: boolean | undefined;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    seen(bytes);
    let text = decoder.write(chunk);
    carriageReturns ??= text.includes('\r') && !text.includes('\n');
    if (carriageReturns) text = text.replaceAll('\r', '\n');
    yield text;
  }
  const end = decoder.end();
  if (end) yield end;
}

/** The delimiter named in the mapping, else the one that the first line has most of, outside quotes. */
async function delimiterOf(file: Pick<SourceFile, 'path' | 'encoding' | 'mapping'>): Promise<string> {
  const { delimiter, quote, skipLines } = file.mapping;
  if (delimiter !== 'auto') return delimiter === 'tab' ? '\t' : delimiter;
  for await (const text of textOf(file)) {
    const header = text.split('\n')[skipLines] ?? '';
    const bare = header
      .split(quote)
      .filter((_, i) => i % 2 === 0)
      .join('');
    const counted = [',', ';', '\t', '|'].map((candidate) => ({ candidate, count: bare.split(candidate).length }));
    return counted.reduce((best, one) => (one.count > best.count ? one : best)).candidate;
  }
  return ',';
}
