import { Arg, type ClassType, Ctx, ID, Int, Mutation } from 'type-graphql';
import type { Context } from '../context.ts';
import { addRecord } from './add-record.ts';
import { amendable, amendRecord, endRecord, type OnRow } from './change-record.ts';
import type { Input } from './check-input.ts';
import type { AnyRecord } from './define-record.ts';
import { inputType } from './graphql-fields.ts';
import { loadRelated } from './noun.ts';
import type { AnyVerb } from './record-verb.ts';
import type { Made } from './resolver-methods.ts';

const key = {
  type: () => String,
  nullable: false,
  description: 'idempotency key: the same key and input again do nothing more',
};
const id = { type: () => ID, nullable: false, description: 'the row' };
const seen = (nullable: boolean) => ({
  type: () => Int,
  nullable,
  description: nullable ? 'the version you saw; left out: whichever it is at now' : 'the version you saw',
});
const externalId = { type: () => String, nullable: true, description: 'its id in another system' };

/** The mutations of the verbs a noun has beside those every record has. */
export function changeBy(made: Made, record: AnyRecord, verbs: readonly AnyVerb[]): void {
  for (const verb of verbs) {
    const input = inputType(`${capital(verb.name)}Input`, verb.input, {
      description: verb.description,
      adds: true,
      head: { key, id, version: seen(true) },
    });
    mutate(made, record, {
      name: verb.name,
      description: verb.description,
      input,
      run: (ctx, given) => verb.run(ctx, given),
    });
  }
}

/** The mutations of the verbs every record has, where it has them. */
export function changeWith(made: Made, record: AnyRecord): void {
  const { add, amend, end } = record.verbNames;
  const { name, fields } = record;
  if (add) {
    const description = `Adds: ${record.description}`;
    const input = inputType(`${capital(add)}Input`, fields, { description, adds: true, head: { key, externalId } });
    mutate(made, record, { name: add, description, input, run: (ctx, given) => addRecord(ctx, record, given) });
  }
  if (amend) {
    const description = 'What is to change: what is left out stays, null clears.';
    const input = inputType(`${capital(amend)}Input`, amendable(fields), {
      description,
      adds: false,
      head: { key, id, version: seen(false) },
    });
    mutate(made, record, {
      name: amend,
      description: `Amends a row of ${name}.`,
      input,
      run: (ctx, given) => amendRecord(ctx, record, given),
    });
  }
  if (end) {
    const description = 'It stays where it is named, and nothing new refers to it.';
    const input = inputType(
      `${capital(end)}Input`,
      {},
      { description, adds: false, head: { key, id, version: seen(true) } },
    );
    mutate(made, record, {
      name: end,
      description: `Ends a row of ${name}.`,
      input,
      run: (ctx, given) => endRecord(ctx, record, given),
    });
  }
}

interface Mutating {
  name: string;
  description: string;
  input: ClassType<object>;
  run: (ctx: Context, input: Input & OnRow) => Promise<string>;
}

function mutate({ prototype, add }: Made, record: AnyRecord, { name, description, input, run }: Mutating): void {
  add(
    name,
    async (given: Input & OnRow, ctx: Context) => loadRelated(ctx, record, await run(ctx, given)),
    (property) => {
      Arg('input', () => input)(prototype, name, 0);
      Ctx()(prototype, name, 1);
      Mutation(() => record.type, { description })(prototype, name, property);
    },
  );
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
