import { randomUUID } from 'node:crypto';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { invoicesEqualPayments } from '../../server/src/sales/documents/verify-invoices.ts';
import type { Refused } from '../world/graphql-client.ts';
import type { Visitor, World } from '../world/world.ts';

type Asker = Pick<Visitor, 'ask' | 'refused'>;

function mutation(verb: string, fields: string): string {
  return `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { ${fields} } }`;
}

/** Does a verb; what it answers. */
export async function does<Answer = { id: string; version: number }>(
  who: Asker,
  verb: string,
  input: object,
  fields = 'id version',
): Promise<Answer> {
  const answer = await who.ask<Record<string, Answer>>(mutation(verb, fields), {
    input: { key: randomUUID(), ...input },
  });
  return answer[verb] as Answer;
}

/** Tries a verb that must be refused; what the refusal says. */
export function refusedTo(who: Asker, verb: string, input: object): Promise<Refused> {
  return who.refused(mutation(verb, 'id'), { input: { key: randomUUID(), ...input } });
}

/** What `voronka verify` finds wrong: nothing. */
export function findings({ database }: World): Promise<unknown[]> {
  const records = registered.map(({ record }) => record);
  return verify(database.owner, [
    ...ledgerChecks,
    dealsEqualTheirFacts,
    invoicesEqualPayments,
    clientsEqualTheirPurchases,
    recordsEqualTheirRows(records),
  ]);
}

/** Sums of measures over all entries that carry some dimensions, read from plain rows and added up here. */
export async function sums(world: World, measures: readonly string[], where: Readonly<Record<string, string>> = {}) {
  const rows = await world.database.owner.query<Record<string, string | null>>({
    text: '/* plain */ select * from ledger',
    values: [],
  });
  const now = world.clock.now();
  const total: Record<string, number> = Object.fromEntries(measures.map((measure) => [measure, 0]));
  for (const row of rows) {
    if (!Object.entries(where).every(([column, id]) => row[column] === id)) continue;
    if ((row.effective_at as unknown as Date) > now) continue;
    for (const measure of measures) total[measure] = (total[measure] ?? 0) + Number(row[measure] ?? 0);
  }
  return total;
}
