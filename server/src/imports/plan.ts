import { isEncoding } from './detect-encoding.ts';
import { findFiles, leavesFolder } from './find-files.ts';
import type { Known } from './known.ts';
import { dealMaker } from './make-deal.ts';
import { type Maker, nounMaker } from './make-noun.ts';
import { recordMaker } from './make-record.ts';
import { type Mapping, MappingError } from './mapping.ts';
import type { DealMake } from './mapping-makes.ts';
import type { NounIndex } from './noun-index.ts';
import type { Pending } from './pending.ts';
import { stageIn } from './read-stages.ts';
import type { ReadContext } from './read-value.ts';
import type { Row } from './row.ts';
import type { Seen } from './seen.ts';
import { openSource, type SourceFile } from './source-file.ts';
import type { Kind } from './summary.ts';
import { tellPipelines } from './tell-pipelines.ts';
import type { ToldDeal } from './told-deal.ts';
import type { ToldRecord } from './told-record.ts';

/** A file with what its rows are turned into. */
export interface PlannedFile {
  file: SourceFile;
  makers: { kind: Kind; make: Maker; flush?: () => void }[];
}

/** What compiled makers hand their work to. */
export interface Sinks {
  index: NounIndex;
  pending: Pending;
  /** deals and records told so far, in all files */
  seen: Seen;
  repeated: Map<string, number>;
  take: (deal: ToldDeal) => void;
  takeRecord: (told: ToldRecord) => void;
  refuse: (rows: readonly Row[]) => void;
}

export interface Surroundings {
  timeZone: string;
  currency: string;
  now: Date;
}

/** Looks at every file and compiles the mapping against it. Every problem is named at once, before anything is written. */
export async function planFiles(
  folder: string,
  mapping: Mapping,
  sinks: Sinks,
  around: Surroundings,
): Promise<PlannedFile[]> {
  const problems: string[] = [];
  const planned: PlannedFile[] = [];
  const pipeline = tellPipelines(mapping, sinks.index, sinks.pending);
  if (
    !pipeline &&
    mapping.files.some((file) =>
      file.makes.some((make) => !('record' in make) && make.noun === 'deal' && !make.pipeline),
    )
  ) {
    problems.push('pipelines: deals need a pipeline: list one here with its stages');
  }
  for (const [i, fileMapping] of mapping.files.entries()) {
    const at = `files[${i}]`;
    for (const file of await sourcesOf(folder, mapping, i, problems)) {
      const about: ReadContext = {
        columns: file.columns,
        currency: around.currency,
        timeZone: mapping.defaults.timeZone ?? around.timeZone,
        formats: mapping.defaults.formats ?? ['yyyy-MM-dd', "yyyy-MM-dd'T'HH:mm:ssXXX"],
        decimal: mapping.defaults.decimal ?? 'point',
        country: mapping.defaults.country,
        now: around.now,
        wrong: (problem) => problems.push(`${file.name}: ${problem}`),
      };
      const makers = fileMapping.makes.map((make, n) => {
        const path = `${at}.makes[${n}]`;
        if ('record' in make) return { kind: make.noun, make: recordMaker(make, path, sinks, about) };
        if (make.noun !== 'deal')
          return { kind: make.noun, make: nounMaker(make, path, sinks.index, sinks.pending, about) };
        problems.push(...unknownStages(make, path, mapping, pipeline, sinks.index));
        const maker = dealMaker(make, path, { ...sinks, pipeline }, about);
        return { kind: make.noun, make: maker, flush: maker.flush };
      });
      planned.push({ file, makers });
    }
  }
  if (problems.length > 0) throw new MappingError([...new Set(problems)]);
  return planned;
}

async function sourcesOf(folder: string, mapping: Mapping, i: number, problems: string[]): Promise<SourceFile[]> {
  const wanted = mapping.files[i];
  if (!wanted) return [];
  const at = `files[${i}].file`;
  if (!isEncoding(wanted.encoding)) problems.push(`files[${i}].encoding: "${wanted.encoding}" is not known`);
  if (leavesFolder(wanted.file)) problems.push(`${at}: "${wanted.file}" leads out of the folder`);
  if (!isEncoding(wanted.encoding) || leavesFolder(wanted.file)) return [];
  const names = await findFiles(folder, wanted.file);
  if (names.length === 0 && !wanted.optional) problems.push(`${at}: there is no file "${wanted.file}" in the folder`);
  const files = await Promise.all(names.map(async (name) => [name, await openSource(folder, name, wanted)] as const));
  return files.flatMap(([name, file]) => {
    if (typeof file !== 'string') return [file];
    if (!(wanted.optional && file.includes('empty'))) problems.push(`${at}: ${name}: ${file}`);
    return [];
  });
}

/** Stages a mapping speaks of and the pipeline does not have, as far as that can be known before any row is read. */
function unknownStages(
  make: DealMake,
  at: string,
  mapping: Mapping,
  pipeline: Known | null,
  index: NounIndex,
): string[] {
  const madeByRows = mapping.files.some((file) => file.makes.some(({ noun }) => noun === 'stage'));
  if (!pipeline || make.pipeline || madeByRows) return [];
  const named: [string, string | undefined][] = [
    ['openingStage', make.openingStage],
    ...(make.stages ?? []).map(({ stage }, i): [string, string] => [`stages[${i}].stage`, stage]),
    ...Object.entries(make.status?.values ?? {}).map(([value, { stage }]): [string, string | undefined] => [
      `status.values.${value}.stage`,
      stage,
    ]),
  ];
  const stages = index.stagesOf(pipeline);
  const has = stages.map((stage) => stage.name).join(', ') || 'none';
  return named.flatMap(([path, stage]) =>
    stage === undefined || stageIn(pipeline, stages, stage)
      ? []
      : [`${at}.${path}: "${stage}" is no stage of pipeline "${pipeline.name}"; it has ${has}`],
  );
}
