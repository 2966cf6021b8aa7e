import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Answered, Asker } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import { documentFor, nouns, touchesOf, type Way, waysTo } from './matrix-schema.ts';
import type { Onlooker } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';

/** Every type and field for one onlooker: a document with all fields names exactly the hidden ones, one without them is answered. */
export async function compareFields(
  { name, eyes, place }: Onlooker,
  asker: Asker,
  schema: GraphQLSchema,
  { overHttp, cases }: { overHttp: boolean; cases: Comparison },
): Promise<void> {
  const ways = waysTo(schema);
  for (const type of nouns(schema)) {
    const way = ways.get(type.name);
    // what only a verb gives back is compared with the verbs; subscriptions are not served over HTTP
    if (!way || (overHttp && way.operation === 'subscription')) continue;
    const names = Object.keys(type.getFields());
    const touched = touchesOf(way, type, names);
    const told = touched.map(({ type: of, field }) => (field ? `${of}.${field}` : of));
    const hidden = touched
      .filter(({ type: of, field }) => !maySee(eyes, of, field))
      .map(({ type: of, field }) => (field ? `${of}.${field}` : of));
    cases.sets(`${name}, hidden`, hiddenIn(await asker.ask(documentFor(way, type, names))), hidden, told);
    // what is open is open wherever one stands
    if (place !== 'second' && place !== 'teamless')
      await compareOpen({ who: name, way, type, names: names.filter((field) => maySee(eyes, type.name, field)) });
  }

  /** What may be seen is answered, if the way there may be gone. */
  async function compareOpen({
    who,
    way,
    type,
    names,
  }: {
    who: string;
    way: Way;
    type: GraphQLObjectType;
    names: string[];
  }) {
    const open = names.filter((field) => touchesOf(way, type, [field]).every((at) => maySee(eyes, at.type, at.field)));
    if (open.length === 0) return;
    const { data, errors } = await asker.ask(documentFor(way, type, open));
    cases.is(
      `${who}, ${type.name} { ${open.join(' ')} }`,
      errors.map(({ message }) => message),
      [],
    );
    cases.is(`${who}, ${type.name} is answered`, data !== null, true);
  }
}

/** What a refusal says is hidden. */
function hiddenIn({ errors }: Answered): string[] {
  return errors.flatMap(({ message, extensions }) => {
    if (extensions?.code !== 'FORBIDDEN') return [`unexpected: ${message}`];
    return (extensions.hidden as string[] | undefined) ?? [`nothing named: ${message}`];
  });
}
