import type { GraphQLSchema } from 'graphql';
import type { Answered, Asker } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import { type Asking, asDocuments, documentOf, nouns, touchesOf, waysTo } from './matrix-schema.ts';
import type { Onlooker } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';

/** Every type and field for one onlooker: documents with all fields name exactly the hidden ones, those without them are answered. */
export async function compareFields(
  { name, eyes, place }: Onlooker,
  asker: Asker,
  schema: GraphQLSchema,
  { overHttp, cases }: { overHttp: boolean; cases: Comparison },
): Promise<void> {
  const ways = waysTo(schema);
  // what only a verb gives back is compared with the verbs; subscriptions are not served over HTTP
  const all = nouns(schema).flatMap((type): Asking[] => {
    const way = ways.get(type.name);
    if (!way || (overHttp && way.operation === 'subscription')) return [];
    return [{ way, type, names: Object.keys(type.getFields()) }];
  });
  for (const asked of asDocuments(all)) {
    const touched = asked.flatMap(touchesOf);
    const hidden = touched.filter(({ type, field }) => !maySee(eyes, type, field));
    cases.sets(`${name}, hidden`, hiddenIn(await asker.ask(documentOf(asked))), hidden.map(told), touched.map(told));
  }
  // what is open is open wherever one stands
  if (place === 'second' || place === 'teamless') return;
  for (const asked of asDocuments(all.map(openOf).filter(({ names }) => names.length > 0))) {
    const { data, errors } = await asker.ask(documentOf(asked));
    const what = `what is open of ${asked.map(({ type }) => type.name).join(', ')}`;
    const refusals = errors.map(({ message, path }) => `${path?.join('.')} ${message}`);
    cases.is(`${name}, ${what}`, refusals, []);
    cases.is(`${name}, ${what} is answered`, data !== null, true);
  }

  /** What of it may be seen, if the way there may be gone. */
  function openOf(asking: Asking): Asking {
    const seen = (field: string): boolean =>
      touchesOf({ ...asking, names: [field] }).every((at) => maySee(eyes, at.type, at.field));
    return { ...asking, names: asking.names.filter(seen) };
  }
}

function told({ type, field }: { type: string; field?: string }): string {
  return field ? `${type}.${field}` : type;
}

/** What a refusal says is hidden. */
function hiddenIn({ errors }: Answered): string[] {
  return errors.flatMap(({ message, extensions }) => {
    if (extensions?.code !== 'FORBIDDEN') return [`unexpected: ${message}`];
    return (extensions.hidden as string[] | undefined) ?? [`nothing named: ${message}`];
  });
}
