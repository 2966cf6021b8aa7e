import type { Context } from '../context.ts';
import { raw, sql } from '../lib/sql.ts';
import { importHistories } from '../sales/deals/import-histories.ts';
import { type Revision, reviseHistory } from '../sales/deals/revise-history.ts';
import { plannedSettings, storeSettings } from './apply-department.ts';
import { type Mapping, MappingError } from './mapping.ts';
import { NounIndex } from './noun-index.ts';
import { type NounName, specOf } from './nouns.ts';
import { type NounWrites, Pending, writeNouns } from './pending.ts';
import { type PlannedFile, planFiles } from './plan.ts';
import { RejectsFile } from './rejects.ts';
import { Row } from './row.ts';
import { recordsOf } from './source-file.ts';
import { type ImportSummary, type Kind, type ReadFile, Tally } from './summary.ts';
import { type Sorted, sortTold } from './told-again.ts';
import { factsOf, type ToldDeal } from './told-deal.ts';

/** How far an import is; told after every batch that is committed. */
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
/** any constant: one import at a time */
const importLock = 7_063_451_204;

/**
 * Imports the CSV files of a folder. What the mapping or the folder lack is refused before anything is written; a row that cannot be
 * taken is reported and stops nothing. Told again, the same files change nothing, so an import that was killed is simply run again.
 */
export async function importFolder(
  given: Context,
  folder: string,
  mapping: Mapping,
  options: ImportOptions,
): Promise<ImportSummary> {
  const started = performance.now();
  const planned = await plannedSettings(given, mapping);
  if (typeof planned === 'string') throw new MappingError([planned]);
  const ctx: Context = { ...given, settings: planned.settings, viewer: { ...given.viewer, origin: 'import' } };
  const run = new ImportRun(ctx, options, await NounIndex.load(ctx.database.owner, codedNouns(mapping)), started);
  const files = await planFiles(folder, mapping, run, { ...ctx.settings, now: ctx.clock.now() });
  const { read } = await locked(ctx, options.dryRun, async () => {
    if (planned.changed && !options.dryRun) {
      await storeSettings(ctx, planned.settings);
      // whatever else this process does works under them too
      Object.assign(given.settings, planned.settings);
    }
    return { read: await run.readAll(files) };
  });
  const { counts, refused, refusedRows } = run.tally;
  const seconds = (performance.now() - started) / 1000;
  return { dryRun: options.dryRun, counts, files: read, refused, refusedRows, notes: planned.notes, seconds };
}

/** The nouns whose external ids the files give. */
function codedNouns(mapping: Mapping): Set<NounName> {
  const makes = mapping.files.flatMap((file) => file.makes);
  return new Set(makes.flatMap((make) => (make.noun !== 'deal' && make.externalId ? [make.noun] : [])));
}

/** Two imports at once would make the same nouns twice: the second is refused. */
async function locked<Result>(ctx: Context, dryRun: boolean, work: () => Promise<Result>): Promise<Result> {
  if (dryRun) return work();
  const client = await ctx.database.owner.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [importLock]);
    if (!rows[0]?.mine) throw new Error('another import is running: wait for it to end');
    return await work();
  } finally {
    // closing the connection gives the lock back, whatever state it is in
    client.release(true);
  }
}

/** One import under way: reads ahead while the batch before is being written. */
class ImportRun {
  readonly tally = new Tally();
  readonly index: NounIndex;
  readonly pending: Pending;
  readonly #ctx: Context;
  readonly #options: ImportOptions;
  readonly #started: number;
  #deals: ToldDeal[] = [];
  #rejects: RejectsFile | null = null;
  #refusedHere = 0;
  #rows = 0;
  #madeUp = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(ctx: Context, options: ImportOptions, index: NounIndex, started: number) {
    this.#ctx = ctx;
    this.#options = options;
    this.index = index;
    this.pending = new Pending(index, this.tally);
    this.#started = started;
  }

  readonly take = (deal: ToldDeal): void => void this.#deals.push(deal);

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
      await this.#writing;
    } finally {
      // whatever stops the reading, a write under way is not left behind
      await this.#writing.catch(() => undefined);
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

  /** Hands what has been read to the database, once what was read before is there. */
  async #flush(): Promise<void> {
    const nouns = await this.pending.settle((noun, count) => this.#takeIds(noun, count));
    const told = this.#deals.map((deal) => ({ externalId: deal.externalId, facts: factsOf(deal, this.index) }));
    this.#deals = [];
    const deals = await sortTold(this.#ctx, this.index, told);
    this.tally.count('deal', 'added', deals.fresh.length);
    await this.#writing;
    this.#writing = this.#write(nouns, deals);
    // a failure is thrown where it is awaited next
    this.#writing.catch(() => undefined);
  }

  async #takeIds(noun: NounName, count: number): Promise<string[]> {
    if (this.#options.dryRun) return Array.from({ length: count }, () => String(--this.#madeUp));
    const sequence = raw(`pg_get_serial_sequence('${specOf(noun).table}', 'id')`);
    const rows = await this.#ctx.database.app.query<{ id: string }>(
      sql`/* take-ids */ select nextval(${sequence}) as id from generate_series(1, ${count}::int)`,
    );
    return rows.map((row) => row.id);
  }

  async #write(nouns: NounWrites, { fresh, revised, unchanged, kept }: Sorted): Promise<void> {
    const { tally } = this;
    tally.count('deal', 'unchanged', unchanged);
    tally.count('deal', 'kept', kept);
    if (this.#options.dryRun) {
      tally.count('deal', 'revised', revised.length);
      return;
    }
    const { app } = this.#ctx.database;
    if (fresh.length + nouns.added.length + nouns.revised.length > 0) {
      await app.transaction(async (tx) => {
        await writeNouns(tx, this.#ctx, nouns);
        if (fresh.length > 0) await importHistories(tx, this.#ctx, fresh);
      });
      this.#ctx.changed();
    }
    for (let from = 0; from < revised.length; from += batchRevisions) {
      const some = revised.slice(from, from + batchRevisions);
      const outcomes = await app.transaction(async (tx) => {
        const done: Revision[] = [];
        for (const { dealId, facts } of some) done.push(await reviseHistory(tx, this.#ctx, dealId, facts));
        return done;
      });
      for (const outcome of outcomes) tally.count('deal', outcome);
      this.#ctx.changed();
    }
  }
}
