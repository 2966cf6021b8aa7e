import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { type Client, clientOf, countOf, does, refused } from './client-desk.ts';

const checks = [
  ...ledgerChecks,
  ...[dealsEqualTheirFacts, clientsEqualTheirPurchases],
  recordsEqualTheirRows(registered.map(({ record }) => record)),
];

let world: World;
let olga: Person;

beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  const sales = await world.department('Продажи');
  const team = await world.team('Первая', { department: sales });
  olga = await world.manager('Ольга', { team });
});
afterAll(() => world.close());

const mutate = async (verb: string, input: object): Promise<{ id: string }> => {
  const name = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
  const answer = await world.ask<Record<string, { id: string }>>(
    `mutation ($input: ${name}!) { ${verb}(input: $input) { id } }`,
    { input: { key: randomUUID(), ...input } },
  );
  return answer[verb] as { id: string };
};

const merging = (survivor: Client, merged: Client) => ({
  ...{ survivorId: survivor.id, survivorVersion: survivor.version, mergedId: merged.id, mergedVersion: merged.version },
});

const at = (text: string) => `${text}T10:00:00+03:00`;

async function buys(client: Named, on: string, amount: number): Promise<void> {
  await olga.wins(await olga.opens({ client, amount, at: at(on) }), { at: at(on) });
}

/** Every measure the department has, summed over all entries and over those of one client. */
async function sums(client?: string): Promise<Record<string, number>> {
  const rows = await world.database.owner.query<Record<string, string | null>>({
    text: 'select * from ledger',
    values: [],
  });
  const measures = [
    'opened',
    'won',
    'lost',
    'revenue',
    'in_stage',
    'pipeline',
    'calls_out',
    'tasks_due',
    'new_clients',
    'active',
  ];
  const now = world.clock.now();
  const known = rows.filter(
    (row) => new Date(row.effective_at ?? '') <= now && (client === undefined || row.client_id === client),
  );
  return Object.fromEntries(measures.map((m) => [m, known.reduce((sum, row) => sum + Number(row[m] ?? 0), 0)]));
}

describe('two clients that are one', () => {
  test('become one: everything moves, at its own instants, and no total of deals or work changes', async () => {
    const [opt, retail] = [await world.segment('Опт'), await world.segment('Розница')];
    const survivor = await does(world, 'addClient', { name: 'Ромашка', segmentId: opt.id, ownerId: olga.id });
    const merged = await does(world, 'addClient', {
      ...{
        name: 'ООО «Ромашка»',
        segmentId: retail.id,
        inn: '7707083893',
        phone: '+79161234567',
        note: 'Платит в срок',
      },
    });
    const branch = await does(world, 'addClient', { name: 'Филиал', parentId: merged.id });
    await buys(survivor, '2025-10-01', 100);
    await buys(merged, '2025-08-01', 40);
    await buys(merged, '2025-12-01', 60);
    const open = await olga.opens({ client: merged, amount: 7, at: at('2026-02-01') });
    const lost = await olga.loses(await olga.opens({ client: merged, amount: 9, at: at('2026-02-01') }), 'дорого');
    const call = await mutate('logActivity', {
      kind: 'CALL_OUT',
      clientId: merged.id,
      employeeId: olga.id,
      at: at('2026-01-15'),
    });
    const task = await mutate('addTask', {
      ...{
        title: 'Позвонить',
        dueAt: at('2026-03-01'),
        clientId: merged.id,
        assigneeId: olga.id,
        kind: 'CALL',
        priority: 'NORMAL',
      },
    });
    const contact = await mutate('addContact', { clientId: merged.id, name: 'Иван' });
    const before = await sums();
    const apart = [await sums(survivor.id), await sums(merged.id)];

    const key = 'merge';
    const whole = await does(world, 'mergeClients', { ...merging(survivor, merged), key });
    expect(whole).toMatchObject({
      ...{
        id: survivor.id,
        name: 'Ромашка',
        inn: '7707083893',
        note: 'Платит в срок',
        segment: opt,
        owner: { name: 'Ольга' },
      },
      ...{
        firstPurchaseAt: new Date(at('2025-08-01')).toISOString(),
        lastPurchaseAt: new Date(at('2025-12-01')).toISOString(),
      },
      ...{ lastContactAt: new Date(at('2026-01-15')).toISOString(), status: 'ACTIVE' },
    });
    expect(await does(world, 'mergeClients', { ...merging(survivor, merged), key })).toEqual(whole);
    expect(await clientOf(world, merged.id)).toMatchObject({
      ...{ mergedInto: { id: survivor.id }, endedAt: world.clock.now().toISOString(), status: 'NEW' },
    });
    expect((await clientOf(world, branch.id)).parent?.id).toBe(survivor.id);

    const after = await sums();
    // two that were new are one that was
    expect(after).toEqual({ ...before, new_clients: (before.new_clients ?? 0) - 1, active: (before.active ?? 0) - 1 });
    const together = Object.fromEntries(
      Object.keys(before).map((m) => [m, (apart[0]?.[m] ?? 0) + (apart[1]?.[m] ?? 0)]),
    );
    expect(await sums(survivor.id)).toEqual({ ...together, new_clients: 1, active: 1 });
    expect(Object.values(await sums(merged.id)).every((sum) => sum === 0)).toBe(true);
    // what was bought second is repeated, whichever of the two had bought it
    expect(await countOf(world, '2025-01-01', '2026-03-19', { client: [survivor.id] })).toEqual({
      ...{ active: 1, fresh: 1, churned: 0, repeat: 160 },
    });
    expect((await countOf(world, '2025-08-01', '2025-08-02', { client: [survivor.id] })).fresh).toBe(1);

    const names = await world.ask<Record<string, { client: Named }>>(`{ activity(id: "${call.id}") { client { id } }
      task(id: "${task.id}") { client { id } } open: deal(id: "${open.id}") { client { id } } lost: deal(id: "${lost.id}") { client { id } } }`);
    expect(Object.values(names).map(({ client }) => client.id)).toEqual(Array(4).fill(survivor.id));
    const { client } = await world.ask<{ client: { contacts: { id: string }[] } }>(
      `{ client(id: "${survivor.id}") { contacts { id } } }`,
    );
    expect(client.contacts).toEqual([{ id: contact.id }]);
    // an open deal stands in the pipeline of the group of its client
    const standing = await world.database.owner.query({
      text: 'select segment_id, sum(in_stage)::int as deals from ledger where client_id = $1 group by segment_id having sum(in_stage) <> 0',
      values: [survivor.id],
    });
    expect(standing).toEqual([{ segment_id: opt.id, deals: 1 }]);
    const line = await world.ask<{ clientTimeline: { nodes: { kind: string; nounId: string | null }[] } }>(
      `{ clientTimeline(clientId: "${survivor.id}", first: 500) { nodes { kind nounId } } }`,
    );
    const told = line.clientTimeline.nodes.map(({ kind, nounId }) => `${kind} ${nounId}`);
    for (const event of [
      `CLIENT_ADDED ${merged.id}`,
      `CLIENT_MERGED ${merged.id}`,
      `DEAL_LOST ${lost.id}`,
      `RECORD_ADDED ${call.id}`,
    ]) {
      expect(told).toContain(event);
    }
    expect(await verify(world.database.owner, checks)).toEqual([]);
  });

  test('go on being one: what was merged is nothing to work with, and what it was merged into can be merged on', async () => {
    const [a, b, c] = await Promise.all(
      ['А', 'Б', 'В'].map((name) => does(world, 'addClient', { name: `Цепь ${name}` })),
    );
    if (!a || !b || !c) throw new Error('no clients');
    await buys(a, '2025-05-01', 1);
    await buys(b, '2025-06-01', 2);
    const second = await does(world, 'mergeClients', merging(b, a));
    expect(await refused(world, 'mergeClients', merging(c, { ...a, version: a.version + 1 }))).toMatchObject({
      ...{ refusal: 'ENDED', field: 'input.mergedId', mergedInto: b.id },
    });
    const third = await does(world, 'mergeClients', merging(c, second));
    expect((await clientOf(world, a.id)).mergedInto?.id).toBe(c.id);
    expect(third.firstPurchaseAt).toBe(new Date(at('2025-05-01')).toISOString());
    expect(await countOf(world, '2025-01-01', '2026-03-19', { client: [c.id] })).toEqual({
      ...{ active: 1, fresh: 1, churned: 0, repeat: 2 },
    });
  });
});

test('whatever refers to a client is known to the merge', async () => {
  const tables = await world.database.owner.query<{ name: string; column: string }>({
    text: `select c.conrelid::regclass::text as name, a.attname as column from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'f' and c.confrelid = 'client'::regclass`,
    values: [],
  });
  // these the verb looks after by itself
  const own = new Set(['client', 'deal', 'contact', 'client_place', 'client_to_settle']);
  const records = new Map(registered.map(({ record }) => [record.table, record]));
  const unknown = tables.filter(({ name, column }) => {
    const fields = Object.entries(records.get(name)?.fields ?? {}) as [string, { kind: string; column?: string }][];
    const columns = fields.map(([field, { kind, column: named }]) => named ?? (kind === 'ref' ? `${field}_id` : field));
    return !own.has(name) && !columns.includes(column);
  });
  expect(unknown).toEqual([]);
  expect(tables.length).toBeGreaterThan(6);
});
