import { randomUUID } from 'node:crypto';
import { type Finding, ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import type { Refused } from '../world/graphql-client.ts';
import type { Visitor, World } from '../world/world.ts';

type Input = Record<string, unknown>;
export type Row = { id: string; version: number } & Record<string, unknown>;

/** Does a verb through the API as somebody, with a key of its own unless the input brings one; what it answers, by these fields. */
export async function does(who: Visitor, verb: string, input: Input, fields = 'id version'): Promise<Row> {
  const answer = await who.ask<Record<string, Row>>(mutation(verb, fields), { input: { key: randomUUID(), ...input } });
  return answer[verb] as Row;
}

/** The same for what must be refused; what the refusal says. */
export function refused(who: Visitor, verb: string, input: Input): Promise<Refused> {
  return who.refused(mutation(verb, 'id'), { input: { key: randomUUID(), ...input } });
}

function mutation(verb: string, fields: string): string {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!`;
  return `mutation ${verb}($input: ${type}) { ${verb}(input: $input) { ${fields} } }`;
}

/** Amends at the version a row is at now. */
export async function amends(who: Visitor, noun: string, id: string, input: Input, fields?: string): Promise<Row> {
  const one = `${noun.charAt(0).toLowerCase()}${noun.slice(1)}`;
  const { [one]: row } = await who.ask<Record<string, Row>>(`{ ${one}(id: "${id}") { version } }`);
  return does(who, `amend${noun}`, { id, version: row?.version, ...input }, fields);
}

/** What `voronka verify` finds wrong. */
export function findings(world: World): Promise<Finding[]> {
  const records = recordsEqualTheirRows(registered.map(({ record }) => record));
  return verify(world.database.owner, [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases, records]);
}
