import { type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import type { Data } from '../world/graphql-client.ts';
import { type Asker, codesOf } from './matrix-askers.ts';
import type { OwnedRow } from './matrix-record-rows.ts';
import type { Comparison } from './matrix-report.ts';
import { dummy } from './matrix-schema.ts';
import { call, oneOfEachSort } from './matrix-verbs.ts';
import type { Onlooker } from './matrix-world.ts';
import type { Eyes } from './oracle.ts';
import { maySee } from './oracle-fields.ts';
import { seesRow } from './oracle-record-rows.ts';
import { ownedVerbs } from './oracle-record-verbs.ts';
import { mayEver, reaches } from './oracle-verbs.ts';

/** Rows by record, and the schema that says how they are asked for. */
export interface Owned {
  rows: ReadonlyMap<string, readonly OwnedRow[]>;
  schema: GraphQLSchema;
}

interface Page {
  totalCount: number;
  nodes: { id: string }[];
}

/** so many questions are asked in one document */
const together = 40;

/** Lists of what is late, beside the list of everything: all rows are. */
const late: Readonly<Record<string, string>> = {
  ...{ Lead: 'overdueLeads', Ticket: 'overdueTickets', Document: 'overdueInvoices' },
};

/** How a record is asked for: one by id, and a page of all. */
function rootsOf(schema: GraphQLSchema, noun: string): { one: string; many: string[] } {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  const takes = (name: string, args: readonly { name: string }[]) => args.some((argument) => argument.name === name);
  const named = (type: string, argument: string): string => {
    const found = fields.find((field) => getNamedType(field.type).name === type && takes(argument, field.args));
    if (!found) throw new Error(`${type} is asked for by no question with ${argument}`);
    return found.name;
  };
  return { one: named(noun, 'id'), many: [named(`${noun}Connection`, 'where'), late[noun] ?? []].flat() };
}

function seen(eyes: Eyes, noun: string, rows: readonly OwnedRow[]): string[] {
  return rows.filter((row) => seesRow(eyes, noun, row)).map(({ id }) => id);
}

/** Every row of every record that belongs to somebody, for one onlooker: as a list, and one by one. */
export async function compareOwned({ rows, schema }: Owned, onlooker: Onlooker, asker: Asker, cases: Comparison) {
  const { name, eyes } = onlooker;
  const asked: { what: string; field: string; check: (answer: unknown) => void }[] = [];
  for (const [noun, all] of rows) {
    const { one, many } = rootsOf(schema, noun);
    if (!maySee(eyes, noun)) {
      const refused = await asker.ask(`{ ${many.map((list) => `${list} { totalCount }`)} ${one}(id: "1") { id } }`);
      cases.is(`${name}, ${noun}`, codesOf(refused), ['FORBIDDEN']);
      continue;
    }
    const expected = seen(eyes, noun, all);
    for (const list of many) {
      const check = (answer: unknown): void => {
        const { totalCount, nodes } = answer as Page;
        const whole = all.map(({ id }) => id);
        cases.sets(
          `${name}, ${list}`,
          nodes.map(({ id }) => id),
          expected,
          whole,
        );
        cases.is(`${name}, ${list}, totalCount`, totalCount, expected.length);
      };
      asked.push({ what: list, field: `${list}(first: 500) { totalCount nodes { id } }`, check });
    }
    for (const { id } of [...all, { id: '999999999' }]) {
      const check = (answer: unknown): void =>
        cases.is(
          `${name}, ${one} ${id}`,
          (answer as { id: string } | null)?.id ?? null,
          expected.includes(id) ? id : null,
        );
      asked.push({ what: one, field: `${one}(id: "${id}") { id }`, check });
    }
  }
  for (let i = 0; i < asked.length; i += together) {
    const part = asked.slice(i, i + together);
    const { data, errors } = await asker.ask(`{ ${part.map(({ field }, n) => `a${n}: ${field}`).join(' ')} }`);
    cases.is(`${name}, refused of ${part[0]?.what} …`, errors, []);
    if (data) part.forEach(({ check }, n) => void check(data[`a${n}`]));
  }
}

/** How many leads wait: of those one may see; walls are told of all. */
export async function compareWaiting({ rows }: Owned, { name, eyes }: Onlooker, asker: Asker, cases: Comparison) {
  const answer = await asker.ask('{ leadsWaiting { waiting } }');
  const all = rows.get('Lead') ?? [];
  const waiting = maySee(eyes, 'LeadsWaiting') ? seen(eyes, 'LeadsWaiting', all).length : undefined;
  cases.is(`${name}, leads waiting`, (answer.data?.leadsWaiting as { waiting: number } | undefined)?.waiting, waiting);
}

/** no row has been changed so often */
const never = 99;

/**
 * Every verb on an existing row, with a row of every sort and with none: forbidden, not there, or heard. It is told a version nobody has
 * seen, so that what is heard is a conflict and nothing is changed.
 */
export async function compareOwnedVerbs({ rows, schema }: Owned, onlooker: Onlooker, asker: Asker, cases: Comparison) {
  const { name, eyes } = onlooker;
  for (const [verb, { noun }] of Object.entries(ownedVerbs)) {
    const given = inputOf(schema, verb);
    if (!given || !rows.has(noun)) continue;
    // to whom it is not for at all, whatever the row
    const sorts = oneOfEachSort(rows.get(noun) ?? [], eyes, ({ clientOwner }) => clientOwner === eyes.employee);
    for (const row of mayEver(eyes, verb) ? [...sorts, null] : sorts.slice(0, 1)) {
      const what = `${name}, ${verb} on ${noun} ${row?.id} of ${row?.owner} in ${row?.department}`;
      cases.is(what, await call(asker, verb, given(row?.id ?? '999999999')), verdict(eyes, verb, noun, row));
    }
  }
}

function verdict(eyes: Eyes, verb: string, noun: string, row: OwnedRow | null): string {
  if (!mayEver(eyes, verb)) return 'FORBIDDEN';
  if (!row) return 'NOT_FOUND';
  if (reaches(eyes, verb, row)) return 'CONFLICT';
  return maySee(eyes, noun) && seesRow(eyes, noun, row) ? 'FORBIDDEN' : 'NOT_FOUND';
}

/** What a verb on a row is told; null: it makes one. */
function inputOf(schema: GraphQLSchema, verb: string): ((id: string) => Data) | null {
  const argument = schema.getMutationType()?.getFields()[verb]?.args[0];
  const type = argument && getNamedType(argument.type);
  if (!isInputObjectType(type)) throw new Error(`${verb} takes no input`);
  const fields = Object.keys(type.getFields());
  const [id] = ['id', 'planId'].filter((field) => fields.includes(field));
  if (id === undefined) return null;
  const { key: _key, ...needed } = dummy(type, '') as Data;
  return (of) => ({ ...needed, [id]: of, version: never });
}
