import type { Context } from '../context.ts';
import { type Change, changeRecord, type OnRow } from './change-record.ts';
import type { Input } from './check-input.ts';
import type { RecordNoun, Step } from './define-record.ts';
import type { Fields, Values } from './field.ts';

/** What the file of a verb says: what it is told beside the row, and how it changes the row. */
export interface VerbSpec<F extends Fields, I extends Fields> {
  /** GraphQL mutation and the name in rules */
  name: string;
  description: string;
  input: I;
  /** changes `step.after`; refuses what makes no sense. `given` is the checked input: only what was given is there */
  act(step: Step<F>, given: Partial<Values<I>>): Promise<void> | void;
  ends?: boolean;
  ended?: 'may' | 'must';
}

/** A verb of a noun beside adding, amending and ending it. */
export interface RecordVerb<F extends Fields = Fields> {
  record: RecordNoun<F>;
  name: string;
  description: string;
  input: Fields;
  run: (ctx: Context, input: Input & OnRow) => Promise<string>;
  change: Change<F>;
}

/** Any of them, on whichever noun. */
export type AnyVerb = RecordVerb;

/** Makes a verb of what its file says. Its input is `key`, `id`, `version` (may be left out) and its own fields. */
export function defineVerb<F extends Fields, const I extends Fields>(
  record: RecordNoun<F>,
  spec: VerbSpec<F, I>,
): RecordVerb<F> {
  const change: Change<F> = {
    verb: spec.name,
    fields: spec.input,
    act: (step) => spec.act(step, step.input as Partial<Values<I>>),
    ...(spec.ends && { ends: spec.ends }),
    ...(spec.ended && { ended: spec.ended }),
  };
  return {
    record,
    name: spec.name,
    description: spec.description,
    input: spec.input,
    change,
    run: (ctx, input) => changeRecord(ctx, record, input, change),
  };
}
