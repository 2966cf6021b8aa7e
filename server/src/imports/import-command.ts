import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { Refusal } from '../lib/refusal.ts';
import { importFolder } from './import-folder.ts';
import type { ImportProgress } from './import-run.ts';
import { type Mapping, MappingError, parseMapping } from './mapping.ts';
import { printSummary } from './summary.ts';

interface Flags {
  map: string;
  dryRun?: boolean;
  rejects: string;
}

/**
 * Adds `import <folder> --map <mapping.json>`. Ends with 0 when everything was read, also when rows were refused (they are reported and
 * written to the rejects folder); with 2 when the mapping or the folder is wrong or another import runs, and then nothing was written.
 */
export function addImportCommand(
  program: Command,
  open: () => Promise<{ ctx: Context; close(): Promise<void> }>,
): void {
  program
    .command('import')
    .description('import CSV files through a mapping (server/src/imports/MAPPING.md explains it)')
    .argument('<folder>', 'the folder with the files')
    .requiredOption('--map <mapping.json>', 'how the files are to be understood')
    .option('--dry-run', 'check and compare everything, write nothing to the database')
    .option('--rejects <dir>', 'where refused rows are written', 'rejects')
    .action((folder: string, flags: Flags) => runImport(folder, flags, open));
}

async function runImport(
  folder: string,
  flags: Flags,
  open: () => Promise<{ ctx: Context; close(): Promise<void> }>,
): Promise<void> {
  try {
    const mapping = await readMapping(flags.map);
    const { ctx, close } = await open();
    try {
      const options = { dryRun: flags.dryRun ?? false, rejectsDir: flags.rejects, onProgress: progressPrinter() };
      process.stdout.write(printSummary(await importFolder(ctx, folder, mapping, options)));
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof MappingError || error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

/** Reads a mapping from its file. */
export async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new MappingError([`${path}: ${error.message}`]);
  });
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new MappingError([`${path} is not JSON: ${(error as Error).message}`]);
  }
  return parseMapping(json);
}

/** Says how far a long import is, every two seconds, on stderr: stdout is for the summary. */
function progressPrinter(): (progress: ImportProgress) => void {
  let printed = 0;
  return ({ file, rows, bytes, totalBytes, seconds }) => {
    if (seconds - printed < 2) return;
    printed = seconds;
    const percent = totalBytes > 0 ? Math.floor((bytes / totalBytes) * 100) : 100;
    process.stderr.write(`${percent} %  ${rows} rows  ${Math.round(rows / seconds)} rows/s  ${file}\n`);
  };
}
