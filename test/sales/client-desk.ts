import { randomUUID } from 'node:crypto';
import type { Refused } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import type { Visitor, World } from '../world/world.ts';

type Asker = Pick<Visitor, 'ask' | 'refused'>;
type Given = Record<string, unknown>;

/** A client as those who answer for it see it. */
export interface Client {
  id: string;
  version: number;
  name: string;
  kind: 'COMPANY' | 'PERSON';
  inn: string | null;
  phone: string | null;
  email: string | null;
  site: string | null;
  note: string | null;
  status: 'NEW' | 'ACTIVE' | 'SLEEPING' | 'LOST';
  firstPurchaseAt: string | null;
  lastPurchaseAt: string | null;
  activeUntil: string | null;
  lostFrom: string | null;
  lastContactAt: string | null;
  endedAt: string | null;
  segment: Named | null;
  territory: Named | null;
  source: Named | null;
  owner: Named | null;
  parent: Named | null;
  mergedInto: Named | null;
}

export const clientFields = `id version name kind inn phone email site note status firstPurchaseAt lastPurchaseAt activeUntil lostFrom
  lastContactAt endedAt segment { id name } territory { id name } source { id name } owner { id name } parent { id name }
  mergedInto { id name }`;

function mutation(verb: string): string {
  const input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  return `mutation ${verb}($input: ${input}) { ${verb}(input: $input) { ${clientFields} } }`;
}

/** Does something to a client; with a key of its own unless one is given. */
export async function does(asker: Asker, verb: string, given: Given): Promise<Client> {
  const answer = await asker.ask<Record<string, Client>>(mutation(verb), { input: { key: randomUUID(), ...given } });
  return answer[verb] as Client;
}

/** Tries what must be refused; what the refusal says. */
export function refused(asker: Asker, verb: string, given: Given): Promise<Refused> {
  return asker.refused(mutation(verb), { input: { key: randomUUID(), ...given } });
}

/** A client as it is now. */
export async function clientOf(asker: Asker, id: string): Promise<Client> {
  const { client } = await asker.ask<{ client: Client }>(`query ($id: ID!) { client(id: $id) { ${clientFields} } }`, {
    id,
  });
  return client;
}

/** What clients were counted as in a period: at its end, or within it. */
export interface Counted {
  active: number;
  fresh: number;
  churned: number;
  repeat: number | null;
}

const counted = `activeClients { value } newClients { value } churnedClients { value } repeatRevenueShare { numerator }`;
interface Figures {
  activeClients: { value: number };
  newClients: { value: number };
  churnedClients: { value: number };
  repeatRevenueShare: { numerator: number | null };
}

export function asCounted(row: Figures): Counted {
  return {
    ...{ active: row.activeClients.value, fresh: row.newClients.value, churned: row.churnedClients.value },
    ...{ repeat: row.repeatRevenueShare.numerator },
  };
}

/** What some clients (all, without any named) counted as on a day, or from one day to before another. */
export async function countOf(world: World, from: string, to: string, where: object = {}): Promise<Counted> {
  const { kpis } = await world.ask<{ kpis: { total: Figures } }>(
    `query ($period: PeriodInput!, $where: KpiFilter) { kpis(period: $period, where: $where) { total { ${counted} } } }`,
    { period: { from, to }, where },
  );
  return asCounted(kpis.total);
}

/** The same day by day and group by group: by `day/segment id`. */
export async function countByDay(world: World, from: string, to: string): Promise<Map<string, Counted>> {
  const { kpis } = await world.ask<{
    kpis: { rows: (Figures & { period: { from: string }; segment: Named | null })[] };
  }>(
    `query ($period: PeriodInput!) { kpis(period: $period, grain: DAY, by: [SEGMENT]) {
      rows { period { from } segment { id } ${counted} } } }`,
    { period: { from, to } },
  );
  return new Map(kpis.rows.map((row) => [`${row.period.from}/${row.segment?.id ?? ''}`, asCounted(row)]));
}

/** How many clients nobody was in touch with for too long, at the end of each day: by `day/employee id`. */
export async function neglectedByDay(world: World, from: string, to: string): Promise<Map<string, number>> {
  const { kpis } = await world.ask<{
    kpis: { rows: { period: { from: string }; employee: Named | null; neglectedClients: { value: number } }[] };
  }>(
    `query ($period: PeriodInput!) { kpis(period: $period, grain: DAY, by: [EMPLOYEE]) {
      rows { period { from } employee { id } neglectedClients { value } } } }`,
    { period: { from, to } },
  );
  const rows = kpis.rows.filter(({ neglectedClients }) => neglectedClients.value !== 0);
  return new Map(
    rows.map(({ period, employee, neglectedClients }) => [
      `${period.from}/${employee?.id ?? ''}`,
      neglectedClients.value,
    ]),
  );
}
