import { sql } from '../../server/src/lib/sql.ts';
import type { Data } from '../world/graphql-client.ts';
import type { Visitor, World } from '../world/world.ts';

/** A verb as somebody did it, with what it was told. */
export interface Done {
  verb: string;
  input: Data;
  document: string;
  who: Visitor;
}

/** What went on while everybody did everything twice. */
export interface Witness {
  world: World;
  /** the first time each verb was done */
  firsts: Map<string, Done>;
  /** verbs that did something else, or something more, the second time */
  differed: string[];
}

const named = /^\s*mutation\b[^{]*\{\s*(\w+)\s*\(/;

/** How many entries the ledger holds. */
export async function entriesOf({ database }: Pick<World, 'database'>): Promise<number> {
  const [row] = await database.owner.query<{ n: string }>(sql`/* entries */ select count(*) as n from ledger`);
  return Number(row?.n);
}

/** The same world, in which whoever does a verb does it twice, with the same key and input: the second time must do nothing and answer the same row. */
export function doneTwice(world: World): Witness {
  const witness: Witness = { world, firsts: new Map(), differed: [] };
  const twice = <V extends Visitor>(who: V): V => {
    const ask = async <Answer = Data>(document: string, variables?: Data): Promise<Answer> => {
      const answer = await who.ask<Answer>(document, variables);
      const verb = named.exec(document)?.[1];
      const input = variables?.input as Data | undefined;
      if (verb === undefined || typeof input?.key !== 'string') return answer;
      if (!witness.firsts.has(verb)) witness.firsts.set(verb, { verb, input, document, who });
      const before = await entriesOf(world);
      const again = await who.ask<Answer>(document, variables);
      const id = (given: unknown) => (given as Record<string, { id?: string } | null>)[verb]?.id;
      if (id(again) !== id(answer)) witness.differed.push(`${verb} answered ${id(again)} instead of ${id(answer)}`);
      if ((await entriesOf(world)) !== before) witness.differed.push(`${verb} posted again`);
      return answer;
    };
    return new Proxy(who, { get: (of, name) => (name === 'ask' ? ask : Reflect.get(of, name)) });
  };
  const enters: World['enters'] = async (role, options) => twice(await world.enters(role, options));
  witness.world = new Proxy(twice(world), { get: (of, name) => (name === 'enters' ? enters : Reflect.get(of, name)) });
  return witness;
}
