import { randomUUID } from 'node:crypto';
import { measureNames } from '../../server/src/ledger/measures.ts';
import { raw, sql } from '../../server/src/lib/sql.ts';
import type { Data, Refused } from '../world/graphql-client.ts';
import type { Visitor, World } from '../world/world.ts';

/** A row as a verb answers it: its id, its version, and what else was asked for. */
export type Row = Data & { id: string; version: number };

/** Does a verb as somebody, with a key of its own unless told; what it answers of the fields. */
export async function does(who: Visitor, verb: string, input: Data, fields = 'id version'): Promise<Row> {
  const answer = await who.ask<Record<string, Row>>(told(verb, fields), { input: { key: randomUUID(), ...input } });
  const row = answer[verb];
  if (!row) throw new Error(`${verb} answered nothing`);
  return row;
}

/** Does what must be refused; what the refusal says. */
export function refusedTo(who: Visitor, verb: string, input: Data): Promise<Refused> {
  return who.refused(told(verb, 'id'), { input: { key: randomUUID(), ...input } });
}

function told(verb: string, fields: string): string {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${verb}(input: $input) { ${fields} } }`;
}

/** An entry of the ledger as a test sees it: when, what it touches, and what it adds. */
export interface Told {
  at: string;
  employee: string | null;
  adds: Record<string, number>;
}

/** What the entries of a row add up to, instant by instant and employee by employee: zeros left out, in order. */
export async function standsFor(world: World, noun: string, id: string): Promise<Told[]> {
  const sums = raw(measureNames.map((m) => `coalesce(sum(${m}), 0)::float as ${m}`).join(', '));
  const rows = await world.database.owner.query<Record<string, unknown> & { at: Date; employee: string | null }>(
    sql`/* stands-for */ select effective_at as at, employee_id::text as employee, ${sums} from ledger
      where noun = ${noun} and noun_id = ${id} group by 1, 2 order by 1, 2`,
  );
  return rows
    .map((row) => ({ at: row.at.toISOString(), employee: row.employee, adds: nonZero(row) }))
    .filter(({ adds }) => Object.keys(adds).length > 0);
}

/** What all entries of a noun add up to. */
export async function totals(world: World, noun: string): Promise<Record<string, number>> {
  const sums = raw(measureNames.map((m) => `coalesce(sum(${m}), 0)::float as ${m}`).join(', '));
  const [row] = await world.database.owner.query<Record<string, unknown>>(
    sql`/* totals */ select ${sums} from ledger where noun = ${noun}`,
  );
  return nonZero(row ?? {});
}

/** How many entries the ledger holds: what is refused, or sent again, adds none. */
export async function entries(world: World): Promise<number> {
  const [row] = await world.database.owner.query<{ n: string }>(sql`/* entries */ select count(*) as n from ledger`);
  return Number(row?.n);
}

function nonZero(row: Record<string, unknown>): Record<string, number> {
  const amounts = measureNames.map((name): [string, number] => [name, Number(row[name] ?? 0)]);
  return Object.fromEntries(amounts.filter(([, amount]) => amount !== 0));
}

/** An instant in Moscow as the API tells it. */
export function moscow(local: string): string {
  return new Date(`${local}:00+03:00`).toISOString();
}
