import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import iconv from 'iconv-lite';
import type { Row } from './row.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The refused rows of one file, as that file wrote them, with the line and the reason in two more columns: put right there, it can be
 * imported with the same mapping. Encoding and delimiter stay the file's own.
 */
export class RejectsFile {
  readonly #file: SourceFile;
  readonly path: string | null;
  #stream: WriteStream | null = null;

  private constructor(file: SourceFile, path: string | null) {
    this.#file = file;
    this.path = path;
  }

  /** Prepares the rejects of a file; those of an earlier run are gone with it. Without a folder they are only counted. */
  static async open(file: SourceFile, folder: string | undefined): Promise<RejectsFile> {
    const path = folder === undefined ? null : join(folder, `${file.name.replaceAll('/', '__')}.rejects.csv`);
    if (path && folder) {
      await rm(path, { force: true });
      await mkdir(folder, { recursive: true });
    }
    return new RejectsFile(file, path);
  }

  /** whether there is anything in it */
  get used(): boolean {
    return this.#stream !== null;
  }

  add(row: Row): void {
    if (!this.path) return;
    this.#stream ??= this.#begin(this.path);
    const { columns } = this.#file;
    const blanks = Array.from({ length: Math.max(0, columns.length - row.cells.length) }, () => '');
    const reasons = row.problems.map(({ column, reason }) => (column ? `${column}: ${reason}` : reason)).join('; ');
    this.#write([...row.cells, ...blanks, String(row.line), reasons]);
  }

  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await finished(this.#stream);
  }

  #begin(path: string): WriteStream {
    this.#stream = createWriteStream(path);
    if (/^utf/i.test(this.#file.encoding)) this.#stream.write(iconv.encode('\ufeff', this.#file.encoding));
    this.#write([...this.#file.columns, 'line', 'reason']);
    return this.#stream;
  }

  #write(cells: readonly string[]): void {
    const { delimiter, quote } = this.#file.dialect;
    const plain = (cell: string) => ![delimiter, quote, '\n', '\r'].some((special) => cell.includes(special));
    const text = cells
      .map((cell) => (plain(cell) ? cell : quote + cell.replaceAll(quote, quote + quote) + quote))
      .join(delimiter);
    this.#stream?.write(iconv.encode(`${text}\r\n`, this.#file.encoding));
  }
}
