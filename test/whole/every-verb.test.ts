import {
  type GraphQLInputObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { findings } from '../department/house.ts';
import { AnsweredWithErrors } from '../world/graphql-client.ts';
import { startWorld, type World } from '../world/world.ts';
import { type Done, doneTwice, entriesOf, type Witness } from './done-twice.ts';
import { liveFiveWeeks } from './figures-walks.ts';

let world: World;
let witness: Witness;
beforeAll(async () => {
  world = await startWorld();
  witness = doneTwice(world);
  await liveFiveWeeks(witness.world, 31, 25);
}, 120_000);
afterAll(() => world.close());

const verbs = buildVoronkaSchema().getMutationType()?.getFields() ?? {};

test('most verbs there are were done, and once only although they were sent twice', async () => {
  expect(witness.differed).toEqual([]);
  expect(witness.firsts.size).toBeGreaterThan(70);
  expect(await findings(world)).toEqual([]);
});

/** What cannot be meant for an input of some type, whatever the verb; null: anything could be. */
function nonsenseFor(type: unknown): unknown {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return null;
  const named = getNamedType(bare as never);
  if (isEnumType(named)) return 'NO_SUCH_THING';
  if (!isScalarType(named)) return null;
  const by: Record<string, unknown> = {
    ID: 'abc',
    Int: 1.5,
    Float: 'many',
    Date: '2026-02-30',
    DateTime: 'yesterday',
    Boolean: 'maybe',
    String: '\u0000',
  };
  return by[named.name] ?? null;
}

/** Inputs of a verb that can be told nonsense. */
function spoilt({ verb, input }: Done): { name: string; input: Record<string, unknown> }[] {
  const type = getNamedType(verbs[verb]?.args[0]?.type as never) as unknown as GraphQLInputObjectType;
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const nonsense = nonsenseFor(field.type);
    return nonsense === null || field.name === 'key'
      ? []
      : [{ name: field.name, input: { ...input, key: `bad ${field.name}`, [field.name]: nonsense } }];
  });
}

describe('whatever verb is told nonsense', () => {
  test('it refuses, names the field, and nothing is written', async () => {
    const before = await entriesOf(world);
    const wrong: string[] = [];
    let [tried, overtaken] = [0, 0];
    for (const done of witness.firsts.values()) {
      for (const { name, input } of spoilt(done)) {
        tried += 1;
        const told = await world.ask(done.document, { input }).then(
          () => 'was done',
          (error: unknown) => {
            if (!(error instanceof AnsweredWithErrors)) throw error;
            const { code, field } = error.extensions;
            if (code === 'BAD_USER_INPUT' && field === `input.${name}`) return null;
            // what has gone on since is looked at first: the row is at another version, or what was meant is done
            if (code === 'REFUSED' || (code === 'CONFLICT' && field === 'input.version')) overtaken += 1;
            else return `${code} ${String(field)}`;
            return null;
          },
        );
        if (told) wrong.push(`${done.verb} input.${name} ${JSON.stringify(input[name])}: ${told}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(tried - overtaken).toBeGreaterThan(250);
    expect(await entriesOf(world)).toBe(before);
  }, 90_000);

  test('who may only look does none of them', async () => {
    const screen = await world.enters('screen');
    for (const { document, input, verb } of witness.firsts.values()) {
      expect(await screen.refused(document, { input: { ...input, key: 'as a screen' } }), verb).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  }, 60_000);
});
