import { randomUUID } from 'node:crypto';
import type { Data } from '../world/graphql-client.ts';
import { type Case, type MakeCases, oneOfEachSort } from './matrix-verbs.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { Eyes } from './oracle.ts';
import type { Belonging, RawClient, RawDeal } from './oracle-rows.ts';
import { making, onDeal } from './oracle-verbs.ts';

/** What the verbs on a deal need besides it, and how its status must be. */
const dealVerbs: Record<string, { won?: true; input: (matrix: MatrixWorld) => Data }> = {
  moveDeal: { input: ({ pipeline }) => ({ stageId: pipeline.stages[1]?.id }) },
  advanceDeal: { input: () => ({}) },
  setNextStep: { input: () => ({ text: 'Позвонить' }) },
  amendDeal: { input: () => ({ title: 'Иначе' }) },
  winDeal: { input: () => ({}) },
  loseDeal: { input: () => ({ reason: 'нет' }) },
  reopenDeal: { won: true, input: () => ({}) },
  reassignDeal: { input: ({ colleagues }) => ({ ownerId: colleagues.first.id }) },
};

/** A deal like another, of the same owner and department. */
async function freshDeal({ world }: MatrixWorld, like: RawDeal, won = false): Promise<Data> {
  const open = 'mutation Open($input: OpenDealInput!) { openDeal(input: $input) { id version } }';
  const input = { key: randomUUID(), clientId: like.client, ownerId: like.owner };
  const { openDeal } = await world.ask<{ openDeal: { id: string; version: number } }>(open, { input });
  const { id: dealId, version } = openDeal;
  if (!won) return { dealId, version };
  const win = 'mutation Win($input: WinDealInput!) { winDeal(input: $input) { version } }';
  const { winDeal } = await world.ask<{ winDeal: { version: number } }>(win, {
    input: { key: randomUUID(), dealId, version },
  });
  return { dealId, version: winDeal.version };
}

/** Every verb on an existing deal, with a deal of every sort, and with none. */
export const onDeals: MakeCases = (matrix, { eyes }) =>
  Object.entries(dealVerbs).flatMap(([verb, { won, input }]) => {
    const rows = oneOfEachSort(matrix.deals, eyes).filter(({ owner }) => owner !== matrix.colleagues.first.id);
    const cases = rows.map((deal): Case => {
      const verdict = onDeal(eyes, verb, deal);
      const given = { dealId: deal.id, version: deal.version };
      return {
        ...{ verb, verdict, what: `deal ${deal.id} of ${deal.owner} in ${deal.department}` },
        input: async () => ({ ...(verdict === 'done' ? await freshDeal(matrix, deal, won) : given), ...input(matrix) }),
      };
    });
    const missing = { dealId: '999999999', version: 1, ...input(matrix) };
    return [...cases, { verb, verdict: onDeal(eyes, verb, null), what: 'no deal', input: () => missing }];
  });

/** Opening deals: with clients of every sort, for oneself, for people of both departments. */
export const openings: MakeCases = (matrix, { eyes }) => {
  const clients = oneOfEachSort(matrix.clients, eyes, ({ dealers }) =>
    dealers.some((dealer) => dealer === eyes.employee),
  );
  return [...clients, null].flatMap((client) =>
    forWhom(matrix, eyes, client).map(
      ([ownerId, belonging]): Case => ({
        verb: 'openDeal',
        verdict: making(eyes, 'openDeal', belonging, client),
        what: `client ${client?.id} of ${client?.owner}, for ${ownerId ?? 'who it falls to'}`,
        input: () => ({ clientId: client?.id ?? '999999999', ownerId }),
      }),
    ),
  );
};

/** Adding clients: for oneself, for people of both departments, for nobody. */
export const additions: MakeCases = (matrix, { eyes }) =>
  [...forWhom(matrix, eyes, null), [null, { owner: null, department: null }] as const].map(
    ([ownerId, belonging]): Case => ({
      verb: 'addClient',
      verdict: making(eyes, 'addClient', belonging),
      what: `for ${ownerId}`,
      input: () => ({ name: 'Новый', ownerId }),
    }),
  );

/** Whom something new is for: who it falls to when nobody is named, and colleagues. */
function forWhom(matrix: MatrixWorld, eyes: Eyes, client: RawClient | null): [string | undefined, Belonging][] {
  const { first, second } = matrix.colleagues;
  const place = (id: string): string | null => matrix.clients.find(({ owner }) => owner === id)?.department ?? null;
  const mine = { owner: eyes.employee, department: eyes.department };
  return [
    [undefined, eyes.employee === null && client ? client : mine],
    [first.id, { owner: first.id, department: place(first.id) }],
    [second.id, { owner: second.id, department: place(second.id) }],
  ];
}
