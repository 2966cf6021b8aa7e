import { z } from 'zod';
import { isCurrency } from '../lib/money.ts';
import { asMake, type Make, makes } from './mapping-makes.ts';
import { country, decimal, formats, note, timeZone } from './mapping-values.ts';

/** Thrown when the mapping, or the folder it is meant for, cannot be understood; the message names every problem at once. */
export class MappingError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The mapping has ${problems.length} problem(s):\n${problems.map((p) => `  ${p}`).join('\n')}`);
    this.name = 'MappingError';
    this.problems = problems;
  }
}

const file = z.strictObject({
  note,
  file: z.string().min(1),
  optional: z.boolean().optional(),
  encoding: z.string().min(1).default('auto'),
  delimiter: z.enum(['auto', ',', ';', '\t', 'tab', '|']).default('auto'),
  quote: z.string().length(1, 'expected one character').default('"'),
  skipLines: z.number().int().min(0).max(1000).default(0),
  columns: z.array(z.string().min(1)).min(1).optional(),
  makes: z.array(makes).min(1),
});

const mapping = z.strictObject({
  $schema: z.string().optional(),
  note,
  department: z
    .strictObject({
      name: z.string().trim().min(1).max(200).optional(),
      timeZone: timeZone.optional(),
      currency: z.string().refine(isCurrency, 'expected an ISO 4217 currency such as RUB').optional(),
    })
    .optional(),
  defaults: z
    .strictObject({
      formats: formats.optional(),
      timeZone: timeZone.optional(),
      decimal: decimal.optional(),
      country: country.optional(),
    })
    .default({}),
  pipelines: z
    .array(z.strictObject({ name: z.string().min(1), stages: z.array(z.string().min(1)).min(1) }))
    .default([]),
  files: z.array(file).min(1),
});

/** How the values of a file become nouns and deals. Documented key by key in MAPPING.md. */
export interface Mapping extends Omit<z.infer<typeof mapping>, 'files'> {
  files: FileMapping[];
}
export interface FileMapping extends Omit<z.infer<typeof file>, 'makes'> {
  makes: Make[];
}

/** Reads a mapping; refuses what is not understood, every problem named with its path. */
export function parseMapping(json: unknown): Mapping {
  const parsed = mapping.safeParse(json);
  if (!parsed.success) {
    throw new MappingError(parsed.error.issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}`));
  }
  const { files, ...rest } = parsed.data;
  return { ...rest, files: files.map((f) => ({ ...f, makes: f.makes.map(asMake) })) };
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'mapping';
}
