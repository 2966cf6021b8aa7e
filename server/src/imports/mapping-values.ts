import { z } from 'zod';
import { isTimeZone } from '../lib/zone.ts';
import { compileFormat } from './parse-date.ts';

const constant = z.union([z.string(), z.number()]).transform(String);
export const note = z.string().optional();
export const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Europe/Moscow');
export const formats = z
  .array(
    z
      .string()
      .refine((f) => compileFormat(f) !== null, 'expected a date format such as yyyy-MM-dd or dd.MM.yyyy HH:mm'),
  )
  .min(1);
export const decimal = z.enum(['point', 'comma']);
export const country = z.string().regex(/^[1-9]\d{0,2}$/, 'expected the digits of a country code such as "7"');

const blank = z.union(
  [z.enum(['null', 'refuse']), z.strictObject({ constant }), z.strictObject({ column: z.string().min(1) })],
  'expected "null", "refuse", {"constant": …} or {"column": …}',
);

export const when = z.strictObject({
  column: z.string().min(1),
  is: z.array(z.string()).min(1).optional(),
  isNot: z.array(z.string()).min(1).optional(),
});

/** Where a value comes from and what is done to it before it is understood. */
export const origin = {
  column: z.string().min(1).optional(),
  constant: constant.optional(),
  template: z.string().min(1).optional(),
  when: when.optional(),
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

export const text = value({});
export const date = value({ formats: formats.optional(), timeZone: timeZone.optional() });
export const number = value({
  decimal: decimal.optional(),
  round: z.boolean().optional(),
  duration: z.boolean().optional(),
});
export const reference = value({ by: z.enum(['name', 'externalId']).optional(), create: z.boolean().optional() });
/** one of a few, or yes and no: what the file calls each of them */
export const choice = value({
  values: z.record(z.string(), z.union([z.string(), z.boolean()]).transform(String)).optional(),
});
export const phone = value({ country: country.optional() });
export const list = value({ separator: z.string().min(1).optional() });

export type TextValue = z.infer<typeof text>;
export type DateValue = z.infer<typeof date>;
export type NumberValue = z.infer<typeof number>;
export type ReferenceValue = z.infer<typeof reference>;
export type ChoiceValue = z.infer<typeof choice>;
export type PhoneValue = z.infer<typeof phone>;
export type ListValue = z.infer<typeof list>;
/** A value of whatever kind: what is read of it depends on the field. */
export type AnyValue = TextValue | DateValue | NumberValue | ReferenceValue | ChoiceValue | PhoneValue | ListValue;
export type When = z.infer<typeof when>;
