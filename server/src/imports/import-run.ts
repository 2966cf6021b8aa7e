import type { Context } from '../context.ts';
import { raw, sql } from '../lib/sql.ts';
import { importHistories } from '../sales/deals/import-histories.ts';
import { type Revision, reviseHistory } from '../sales/deals/revise-history.ts';
import type { NounIndex } from './noun-index.ts';
import { type NounName, specOf } from './nouns.ts';
import { type NounWrites, Pending, writeNouns } from './pending.ts';
import type { PlannedFile } from './plan.ts';
import { RejectsFile } from './rejects.ts';
import { Row } from './row.ts';
import { Seen } from './seen.ts';
import { recordsOf } from './source-file.ts';
import { type Kind, type ReadFile, Tally } from './summary.ts';
import { type Sorted, sortTold } from './told-again.ts';
import { factsOf, type ToldDeal } from './told-deal.ts';
import type { ToldRecord } from './told-record.ts';
import { writeRecords } from './write-records.ts';

/** How far an import is; told after every batch. */
export interface ImportProgress {
  file: string;
  /** rows read so far, in all files */
  rows: number;
  bytes: number;
  totalBytes: number;
  seconds: number;
}

export interface ImportOptions {
  /** reads, checks and compares everything, and writes nothing to the database */
  dryRun: boolean;
  /** where refused rows are written; without it they are only in the summary */
  rejectsDir?: string;
  onProgress?(progress: ImportProgress): void;
}

/** Rows of a batch: each is one transaction, committed well within a second, so that rolling and walls never wait long. */
const batchRows = 2_000;
/** Revising a deal takes several statements; fewer of them make a transaction. */
const batchRevisions = 100;
/** Writes under way at once. */
const lanes = 2;

/** One import under way: reads ahead while batches before are being written. */
export class ImportRun {
  readonly tally = new Tally();
  readonly index: NounIndex;
  readonly pending: Pending;
  readonly #ctx: Context;
  readonly #options: ImportOptions;
  readonly #started: number;
  /** external ids of the deals told so far and marks of the records, in all files */
  readonly seen = new Seen();
  readonly repeated = new Map<string, number>();
  #deals: ToldDeal[] = [];
  #records: ToldRecord[] = [];
  #rejects: RejectsFile | null = null;
  #refusedHere = 0;
  #rows = 0;
  #madeUp = 0;
  readonly #inFlight = new Set<Promise<void>>();
  #nounsWritten: Promise<void> = Promise.resolve();

  constructor(ctx: Context, options: ImportOptions, index: NounIndex, started: number) {
    this.#ctx = ctx;
    this.#options = options;
    this.index = index;
    this.pending = new Pending(index, this.tally);
    this.#started = started;
  }

  readonly take = (deal: ToldDeal): void => void this.#deals.push(deal);

  readonly takeRecord = (told: ToldRecord): void => void this.#records.push(told);

  readonly refuse = (rows: readonly Row[], kind: Kind = 'deal'): void => {
    for (const row of rows) {
      if (!row.refused) row.refuse('', '', 'another row of the same deal is refused');
      row.reported = true;
      this.#refusedHere += 1;
      this.tally.refuse({ file: row.file.name, line: row.line, kind, problems: row.problems });
      this.#rejects?.add(row);
    }
  };

  async readAll(files: readonly PlannedFile[]): Promise<ReadFile[]> {
    const totalBytes = files.reduce((sum, { file }) => sum + file.bytes, 0);
    const done: ReadFile[] = [];
    let before = 0;
    try {
      for (const planned of files) {
        done.push(await this.#readFile(planned, (bytes) => ({ bytes: before + bytes, totalBytes })));
        before += planned.file.bytes;
      }
      await this.#flush();
      await this.#room(0);
    } finally {
      // whatever stops the reading, no write is left behind
      await Promise.allSettled(this.#inFlight);
    }
    return done;
  }

  async #readFile(
    planned: PlannedFile,
    far: (bytes: number) => { bytes: number; totalBytes: number },
  ): Promise<ReadFile> {
    const { file } = planned;
    const rejects = await RejectsFile.open(file, this.#options.rejectsDir);
    this.#rejects = rejects;
    this.#refusedHere = 0;
    const rowsBefore = this.#rows;
    let bytes = 0;
    let batched = 0;
    const endBatch = async () => {
      batched = 0;
      await this.#flush();
      const seconds = (performance.now() - this.#started) / 1000;
      this.#options.onProgress?.({ file: file.name, rows: this.#rows, seconds, ...far(bytes) });
    };
    try {
      for await (const records of recordsOf(file, (n) => (bytes = n))) {
        for (const record of records) {
          this.#makeOf(new Row(file, record), planned);
          batched += 1;
          if (batched >= batchRows) await endBatch();
        }
      }
      for (const { flush } of planned.makers) flush?.();
      await endBatch();
    } finally {
      await rejects.close();
    }
    const { encoding, dialect } = file;
    const written = rejects.used ? rejects.path : null;
    return {
      file: file.name,
      encoding,
      delimiter: dialect.delimiter,
      rows: this.#rows - rowsBefore,
      refused: this.#refusedHere,
      rejects: written,
    };
  }

  #makeOf(row: Row, { makers }: PlannedFile): void {
    this.#rows += 1;
    for (const { kind, make } of makers) {
      if (!row.refused) make(row);
      if (row.refused && !row.reported && !row.held) this.refuse([row], kind);
      if (row.refused) return;
    }
  }

  /** Hands what has been read to the database, where it is written while the next batch is read. */
  async #flush(): Promise<void> {
    const nouns = await this.pending.settle((noun, count) => this.#takeIds(noun, count));
    const told = this.#deals.map((deal) => ({ externalId: deal.externalId, facts: factsOf(deal, this.index) }));
    this.#deals = [];
    const deals = await sortTold(this.#ctx, this.index, told);
    this.tally.count('deal', 'added', deals.fresh.length);
    this.tally.count('deal', 'unchanged', deals.unchanged);
    this.tally.count('deal', 'kept', deals.kept);
    if (this.#options.dryRun) this.tally.count('deal', 'revised', deals.revised.length);
    else await this.#write(nouns, deals);
    await this.#writeRecords();
  }

  /** Records refer to nouns, to deals and to each other: they are written when all of those are there, before the next batch is read. */
  async #writeRecords(): Promise<void> {
    const told = this.#records;
    this.#records = [];
    if (told.length === 0) return;
    await this.#room(0);
    await writeRecords(this.#ctx, told, {
      dryRun: this.#options.dryRun,
      isTold: (mark) => this.seen.has(mark),
      count: (noun, outcome) => this.tally.count(noun, outcome),
      refuse: (row, noun) => this.refuse([row], noun),
    });
  }

  /** Nouns are written in order, and before the deals that may refer to them; deals of two batches go side by side. */
  async #write(nouns: NounWrites, deals: Sorted): Promise<void> {
    await this.#room(lanes - 1);
    if (nouns.added.length + nouns.revised.length > 0) {
      this.#nounsWritten = this.#nounsWritten.then(() =>
        this.#ctx.database.app.transaction((tx) => writeNouns(tx, this.#ctx, nouns)),
      );
    }
    const written: Promise<void> = this.#nounsWritten
      .then(() => this.#writeDeals(deals))
      .then(() => {
        this.#ctx.changed();
        this.#inFlight.delete(written);
      });
    this.#inFlight.add(written);
    // a failure stays in the set, and is thrown by whoever waits next
    written.catch(() => undefined);
  }

  /** Waits until at most so many writes are under way. */
  async #room(most: number): Promise<void> {
    while (this.#inFlight.size > most) await Promise.race(this.#inFlight);
  }

  async #writeDeals({ fresh, revised }: Sorted): Promise<void> {
    const { app } = this.#ctx.database;
    if (fresh.length > 0) await app.transaction((tx) => importHistories(tx, this.#ctx, fresh));
    for (let from = 0; from < revised.length; from += batchRevisions) {
      const some = revised.slice(from, from + batchRevisions);
      const outcomes = await app.transaction(async (tx) => {
        const done: Revision[] = [];
        for (const { dealId, facts } of some) done.push(await reviseHistory(tx, this.#ctx, dealId, facts));
        return done;
      });
      for (const outcome of outcomes) this.tally.count('deal', outcome);
    }
  }

  async #takeIds(noun: NounName, count: number): Promise<string[]> {
    if (this.#options.dryRun) return Array.from({ length: count }, () => String(--this.#madeUp));
    const sequence = raw(`pg_get_serial_sequence('${specOf(noun).table}', 'id')`);
    const rows = await this.#ctx.database.app.query<{ id: string }>(
      sql`/* take-ids */ select nextval(${sequence}) as id from generate_series(1, ${count}::int)`,
    );
    return rows.map((row) => row.id);
  }
}
