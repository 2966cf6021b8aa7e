import { z } from 'zod';
import {
  type AnyValue,
  choice,
  date,
  note,
  number,
  origin,
  phone,
  reference,
  type TextValue,
  text,
  type When,
  when,
} from './mapping-values.ts';
import { type FieldType, type NounName, nounNames, specOf } from './nouns.ts';
import { type RecordSpec, recordSpecs, toldAs } from './record-nouns.ts';
import { recordValue } from './record-values.ts';

/** How the values of a field are written in a mapping. */
function valueFor(type: FieldType) {
  if (typeof type === 'object') return reference;
  switch (type) {
    case 'day':
      return date;
    case 'text':
    case 'email':
    case 'inn':
    case 'site':
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
    return [toldAs(key), isNeeded ? schema : schema.optional()] as const;
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

/** What a row makes: told apart by `noun`. */
export const makes = z.discriminatedUnion(
  'noun',
  [deal, ...nounNames.map(nounShape), ...recordSpecs.map(recordShape)],
  {
    error: `expected "noun" to be one of ${[...nounNames, 'deal', ...recordSpecs.map(({ noun }) => noun)].join(', ')}`,
  },
);

/** A part of a mapping as the import works with it. */
export function asMake(given: z.infer<typeof makes>): Make {
  if (given.noun === 'deal') return given as DealMake;
  const { noun, note: _, when: condition, externalId, ...rest } = given as Told;
  const record = recordSpecs.find((spec) => spec.noun === noun);
  if (record) {
    const { remarks, ...fields } = rest;
    return { noun, record, when: condition, externalId, fields: present({ ...fields, note: remarks }) };
  }
  const { name, match: likenesses, ...fields } = rest;
  const [called, matched] = [name as TextValue, likenesses as Likeness[] | undefined];
  return { noun: noun as NounName, when: condition, name: called, externalId, match: matched, fields: present(fields) };
}

/** What the parts of a mapping that are no deals have alike. */
interface Told extends Record<string, unknown> {
  noun: string;
  when?: When;
  externalId?: TextValue;
}

function present(fields: Record<string, unknown>): NounMake['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as NounMake['fields'];
}
