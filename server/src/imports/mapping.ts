import { z } from 'zod';
import { isCurrency } from '../lib/money.ts';
import {
  type AnyValue,
  choice,
  country,
  date,
  decimal,
  formats,
  note,
  number,
  origin,
  phone,
  reference,
  type TextValue,
  text,
  timeZone,
  type When,
  when,
} from './mapping-values.ts';
import { type FieldType, type NounName, nounNames, specOf } from './nouns.ts';
import { type RecordSpec, recordSpecs } from './record-nouns.ts';
import { recordValue } from './record-values.ts';

/** Thrown when the mapping, or the folder it is meant for, cannot be understood; the message names every problem at once. */
export class MappingError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The mapping has ${problems.length} problem(s):\n${problems.map((p) => `  ${p}`).join('\n')}`);
    this.name = 'MappingError';
    this.problems = problems;
  }
}

/** How the values of a field are written in a mapping. */
function valueFor(type: FieldType) {
  if (typeof type === 'object') return reference;
  switch (type) {
    case 'day':
      return date;
    case 'text':
    case 'email':
    case 'inn':
      return text;
    case 'phone':
      return phone;
    case 'clientKind':
    case 'campaignKind':
      return choice;
    default:
      return number;
  }
}

const likeness = z.enum(['inn', 'phone', 'email', 'name']);
const match = z
  .union([likeness, z.array(likeness).min(1)], 'expected "inn", "phone", "email", "name", or a list of them')
  .transform((given) => (typeof given === 'string' ? [given] : given));

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
    ...(noun === 'client' && { match: match.optional() }),
    ...Object.fromEntries(fields),
  });
}

/** What a row tells of a record: the fields that a new one needs are needed here too. */
function recordShape({ noun, fields, life, isCoded }: RecordSpec) {
  const told = Object.entries({ ...fields, ...life }).map(([key, field]) => {
    const isNeeded = field.required && !field.filled && !(key in life);
    const schema: z.ZodType = recordValue(key, field);
    return [key, isNeeded ? schema : schema.optional()] as const;
  });
  return z.strictObject({
    noun: z.literal(noun),
    note,
    when: when.optional(),
    ...(isCoded && { externalId: text.optional() }),
    ...Object.fromEntries(told),
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
  /** by what a client that is there already is recognised, beside its external id */
  match?: Likeness[];
  fields: Record<string, AnyValue>;
}

/** What a row makes of a record: a lead, an activity, a ticket … */
export interface RecordMake {
  noun: string;
  record: RecordSpec;
  when?: When;
  externalId?: TextValue;
  fields: Record<string, AnyValue>;
}

export type Likeness = z.infer<typeof likeness>;
export type Make = NounMake | RecordMake | DealMake;

const makes = z.discriminatedUnion('noun', [deal, ...nounNames.map(nounShape), ...recordSpecs.map(recordShape)], {
  error: `expected "noun" to be one of ${[...nounNames, 'deal', ...recordSpecs.map(({ noun }) => noun)].join(', ')}`,
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
    .strictObject({ formats: formats.optional(), timeZone: timeZone.optional(), decimal: decimal.optional(), country: country.optional() })
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
  const { noun, note: _, when: condition, externalId, ...rest } = given;
  const record = recordSpecs.find((spec) => spec.noun === noun);
  if (record) return { noun, record, when: condition, externalId, fields: present(rest) };
  const { name, match: likenesses, ...fields } = rest as Record<string, unknown> & { name: TextValue };
  const matched = likenesses as Likeness[] | undefined;
  return { noun: noun as NounName, when: condition, name, externalId, match: matched, fields: present(fields) };
}

function present(fields: Record<string, unknown>): NounMake['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as NounMake['fields'];
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'mapping';
}
