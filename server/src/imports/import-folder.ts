import { stat } from 'node:fs/promises';
import type { Context } from '../context.ts';
import { locks } from '../database/locks.ts';
import { Refusal } from '../lib/refusal.ts';
import { prepareClients } from '../sales/clients/prepare-clients.ts';
import { plannedSettings, storeSettings } from './apply-department.ts';
import { type ImportOptions, ImportRun } from './import-run.ts';
import { type Mapping, MappingError } from './mapping.ts';
import { NounIndex, type SpokenOf } from './noun-index.ts';
import { type NounName, specOf } from './nouns.ts';
import { planFiles } from './plan.ts';
import type { ImportSummary } from './summary.ts';

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
  if (!(await isFolder(folder))) throw new MappingError([`there is no folder ${folder}`]);
  const department = await plannedSettings(given, mapping);
  if (typeof department === 'string') throw new MappingError([department]);
  const ctx: Context = { ...given, settings: department.settings, viewer: { ...given.viewer, origin: 'import' } };
  return locked(ctx, options.dryRun, async () => {
    const run = new ImportRun(
      ctx,
      options,
      await NounIndex.load(ctx.database.owner, codedNouns(mapping), spokenOf(mapping)),
      started,
    );
    const planned = await planFiles(folder, mapping, run, { ...ctx.settings, now: ctx.clock.now() });
    if (department.changed && !options.dryRun) {
      await storeSettings(ctx, department.settings);
      // whatever else this process does works under them too
      Object.assign(given.settings, department.settings);
    }
    const files = await run.readAll(planned);
    if (!options.dryRun) await prepareClients(ctx);
    const { counts, refused, refusedRows } = run.tally;
    const seconds = (performance.now() - started) / 1000;
    return { dryRun: options.dryRun, counts, files, refused, refusedRows, notes: department.notes, seconds };
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The nouns whose external ids the files give. */
function codedNouns(mapping: Mapping): Set<NounName> {
  const makes = mapping.files.flatMap((file) => file.makes);
  return new Set(
    makes.flatMap((make) => ('record' in make || make.noun === 'deal' || !make.externalId ? [] : [make.noun])),
  );
}

/** The columns the files speak of, by noun. */
function spokenOf({ files }: Mapping): SpokenOf {
  const columns = new Map<NounName, Set<string>>();
  for (const make of files.flatMap((file) => file.makes)) {
    if ('record' in make || make.noun === 'deal') continue;
    const { fields } = specOf(make.noun);
    const named = Object.keys(make.fields).flatMap((key) => fields[key]?.column ?? []);
    columns.set(make.noun, new Set([...(columns.get(make.noun) ?? []), ...named, ...(make.match ?? [])]));
  }
  return columns;
}

/** Two imports at once would make the same nouns twice: the second is refused. */
async function locked<Result>(ctx: Context, dryRun: boolean, work: () => Promise<Result>): Promise<Result> {
  if (dryRun) return work();
  const client = await ctx.database.owner.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [locks.import]);
    if (!rows[0]?.mine) throw Refusal.refused('IMPORT_RUNNING', 'another import is running: wait for it to end');
    return await work();
  } finally {
    // given back before the next import asks; closing the connection as well frees it whatever state that is in
    await client.query('select pg_advisory_unlock($1)', [locks.import]).catch(() => undefined);
    client.release(true);
  }
}
