import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { type Answered, type Asker, codesOf } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import { dummy } from './matrix-schema.ts';
import type { Onlooker } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';
import { mayEver } from './oracle-verbs.ts';

/** Every verb there is, on nothing: forbidden to whom it is not for at all, else refused for another reason, or done. */
export async function compareEveryVerb(
  { name, eyes, place }: Onlooker,
  asker: Asker,
  schema: GraphQLSchema,
  cases: Comparison,
): Promise<void> {
  const given = new Set<string>();
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const answer = await asker.ask(...onNothing(field, `${name} ${field.name}`));
    const allowed = mayEver(eyes, field.name);
    cases.is(`${name}, ${field.name} on nothing is heard`, !refusedOutright(answer), allowed);
    if (!allowed) continue;
    const broken = codesOf(answer).filter((code) =>
      ['INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'NONE'].includes(code),
    );
    cases.is(`${name}, ${field.name} on nothing breaks`, broken, []);
    const type = getNamedType(field.type);
    // fields are the same wherever one stands
    if (!isObjectType(type) || given.has(type.name) || place === 'second' || place === 'teamless') continue;
    given.add(type.name);
    await compareGiven({ name, eyes }, field, type, { asker, cases });
  }
}

/** Refused without a look at what it was to be done with. */
function refusedOutright({ errors }: Answered): boolean {
  return errors.some(
    ({ extensions }) => extensions?.code === 'FORBIDDEN' && !/^input\./.test(String(extensions.field)),
  );
}

function onNothing(
  field: GraphQLField<unknown, unknown>,
  key: string,
  selection = '{ __typename }',
): [string, Record<string, unknown>] {
  const [input] = field.args;
  const given = isObjectType(getNamedType(field.type)) ? selection : '';
  const query = `mutation Verb($input: ${input?.type}) { ${field.name}(input: $input) ${given} }`;
  return [query, { input: input && dummy(input.type, key) }];
}

/** Every field of what a verb gives back: asked for all of them, it names the hidden ones; asked for the others, it is heard. */
async function compareGiven(
  { name, eyes }: Pick<Onlooker, 'name' | 'eyes'>,
  field: GraphQLField<unknown, unknown>,
  type: GraphQLObjectType,
  { asker, cases }: { asker: Asker; cases: Comparison },
): Promise<void> {
  const fields = Object.values(type.getFields()).map((inner) => {
    const result = getNamedType(inner.type);
    const of = isObjectType(result) ? result.name.replace(/Connection$/, '') : null;
    const touched = [`${type.name}.${inner.name}`, ...(of === null ? [] : [of])];
    const hidden = [
      ...(maySee(eyes, type.name, inner.name) ? [] : touched.slice(0, 1)),
      ...(of === null || maySee(eyes, of) ? [] : [of]),
    ];
    return { asked: of === null ? inner.name : `${inner.name} { __typename }`, touched, hidden };
  });
  const what = `${name}, ${field.name} gives`;
  const select = (some: typeof fields): string => `{ __typename ${some.map(({ asked }) => asked).join(' ')} }`;
  const hidden = fields.flatMap((one) => one.hidden);
  const all = await asker.ask(...onNothing(field, `${name} ${field.name}`, select(fields)));
  cases.sets(
    what,
    all.errors.flatMap(({ extensions }) => (extensions?.hidden as string[] | undefined) ?? []),
    hidden,
    fields.flatMap(({ touched }) => touched),
  );
  if (hidden.length === 0) return;
  const open = fields.filter((one) => one.hidden.length === 0);
  const answer = await asker.ask(...onNothing(field, `${name} ${field.name}`, select(open)));
  cases.is(`${what} what is open`, refusedOutright(answer), false);
}
