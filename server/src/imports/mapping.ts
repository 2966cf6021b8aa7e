import { z } from 'zod';
import { isCurrency } from '../lib/money.ts';
import { isTimeZone } from '../lib/zone.ts';
import { type FieldType, type NounName, nounNames, specOf } from './nouns.ts';
import { compileFormat } from './parse-date.ts';

/** Thrown when the mapping, or the folder it is meant for, cannot be understood; the message names every problem at once. */
export class MappingError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The mapping has ${problems.length} problem(s):\n${problems.map((p) => `  ${p}`).join('\n')}`);
    this.name = 'MappingError';
    this.problems = problems;
  }
}

const note = z.string().optional();
const constant = z.union([z.string(), z.number()]).transform(String);
const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Europe/Moscow');
const formats = z
  .array(
    z
      .string()
      .refine((f) => compileFormat(f) !== null, 'expected a date format such as yyyy-MM-dd or dd.MM.yyyy HH:mm'),
  )
  .min(1);
const decimal = z.enum(['point', 'comma']);

const blank = z.union(
  [z.enum(['null', 'refuse']), z.strictObject({ constant }), z.strictObject({ column: z.string().min(1) })],
  'expected "null", "refuse", {"constant": …} or {"column": …}',
);

/** Where a value comes from and what is done to it before it is understood. */
const origin = {
  column: z.string().min(1).optional(),
  constant: constant.optional(),
  template: z.string().min(1).optional(),
  aliases: z.record(z.string(), z.string()).optional(),
  ignoreCase: z.boolean().optional(),
  blank: blank.optional(),
  blankValues: z.array(z.string()).optional(),
  note,
};

/** A value of a mapping; a plain string is short for `{"column": …}`. */
function value<Shape extends z.ZodRawShape>(more: Shape) {
  return z.preprocess(
    (given) => (typeof given === 'string' ? { column: given } : given),
    z
      .strictObject({ ...origin, ...more })
      .refine(
        (v) =>
          ['column', 'constant', 'template'].filter((key) => (v as Record<string, unknown>)[key] !== undefined)
            .length === 1,
        'expected exactly one of "column", "constant" and "template"',
      ),
  );
}

const text = value({});
const date = value({ formats: formats.optional(), timeZone: timeZone.optional() });
const number = value({ decimal: decimal.optional(), round: z.boolean().optional() });
const reference = value({ by: z.enum(['name', 'externalId']).optional(), create: z.boolean().optional() });

export type TextValue = z.infer<typeof text>;
export type DateValue = z.infer<typeof date>;
export type NumberValue = z.infer<typeof number>;
export type ReferenceValue = z.infer<typeof reference>;

const when = z.strictObject({
  column: z.string().min(1),
  is: z.array(z.string()).min(1).optional(),
  isNot: z.array(z.string()).min(1).optional(),
});

/** How the values of a field are written in a mapping. */
function valueFor(type: FieldType) {
  if (typeof type === 'object') return reference;
  if (type === 'day') return date;
  return type === 'text' ? text : number;
}

function nounShape(noun: NounName) {
  const fields = Object.entries(specOf(noun).fields).map(([key, { type, required }]) => {
    const schema: z.ZodType = valueFor(type);
    return [key, required ? schema : schema.optional()] as const;
  });
  return z.strictObject({
    noun: z.literal(noun),
    note,
    when: when.optional(),
    name: text,
    externalId: text.optional(),
    ...Object.fromEntries(fields),
  });
}

const status = z.strictObject({
  ...origin,
  values: z.record(
    z.string(),
    z.strictObject({ status: z.enum(['open', 'won', 'lost']), stage: z.string().min(1).optional() }),
  ),
});

const line = z.strictObject({
  note,
  product: reference,
  quantity: number.optional(),
  price: number.optional(),
  cost: number.optional(),
  discount: number.optional(),
  amount: number.optional(),
});

const deal = z
  .strictObject({
    noun: z.literal('deal'),
    note,
    when: when.optional(),
    externalId: text,
    title: text.optional(),
    client: reference.optional(),
    owner: reference.optional(),
    channel: reference.optional(),
    source: reference.optional(),
    campaign: reference.optional(),
    pipeline: reference.optional(),
    openedAt: date.optional(),
    openingStage: z.string().min(1).optional(),
    stages: z
      .array(z.strictObject({ stage: z.string().min(1), at: date }))
      .min(1)
      .optional(),
    status: status.optional(),
    closedAt: date.optional(),
    expectedCloseAt: date.optional(),
    lossReason: text.optional(),
    amount: number.optional(),
    amountKnown: z.enum(['opening', 'closing']).optional(),
    lines: z.array(line).min(1).optional(),
    grouped: z.boolean().optional(),
  })
  .refine((d) => d.openedAt || d.stages, {
    path: ['openedAt'],
    message: 'needed, unless "stages" tell when a deal began',
  });

export type DealMake = z.infer<typeof deal>;
export type LineMake = z.infer<typeof line>;
export type StatusValue = z.infer<typeof status>;

/** What a row makes of one noun. Fields beyond these are the noun's own. */
export interface NounMake {
  noun: NounName;
  when?: z.infer<typeof when>;
  name: TextValue;
  externalId?: TextValue;
  fields: Record<string, TextValue | DateValue | NumberValue | ReferenceValue>;
}

export type Make = NounMake | DealMake;
export type When = z.infer<typeof when>;

const makes = z.discriminatedUnion('noun', [deal, ...nounNames.map(nounShape)], {
  error: `expected "noun" to be one of ${[...nounNames, 'deal'].join(', ')}`,
});

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
    .strictObject({ formats: formats.optional(), timeZone: timeZone.optional(), decimal: decimal.optional() })
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

function asMake(given: z.infer<typeof makes>): Make {
  if (given.noun === 'deal') return given as DealMake;
  const { noun, note: _, when: condition, name, externalId, ...fields } = given;
  return { noun, when: condition, name, externalId, fields: present(fields) };
}

function present(fields: Record<string, unknown>): NounMake['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as NounMake['fields'];
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'mapping';
}
