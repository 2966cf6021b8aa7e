import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { servedAgainstBruteForce } from '../ledger/brute-force.ts';
import type { Named } from '../world/nouns.ts';
import type { World } from '../world/world.ts';
import { adds, type Office, openOffice } from './contacts-office.ts';
import { dismisses, giveAccount } from './dismissal-desk.ts';

let office: Office;
let world: World;
beforeAll(async () => {
  office = await openOffice();
  ({ world } = office);
  await world.pipeline(['Новая', 'Переговоры', 'Договор']);
});
afterAll(() => office?.close());

const figures = `{ kpis(period: { named: ALL }, by: [EMPLOYEE]) { rows { employee { id } revenue { value } wonDeals { value } openedDeals { value } } } }`;
interface Figures {
  kpis: { rows: { employee: { id: string } | null }[] };
}
const earned = async (by: Named): Promise<object | undefined> =>
  (await world.ask<Figures>(figures)).kpis.rows.find(({ employee }) => employee?.id === by.id);

describe('dismissing somebody', () => {
  test('hands hundreds of deals over and leaves the past as it was', async () => {
    const team = await world.team('Большая', { department: office.north });
    const [goes, stays] = [await world.employee('Уходит', { team }), await world.employee('Остаётся', { team })];
    const clients: Named[] = [];
    for (let i = 0; i < 12; i += 1) clients.push(await world.client(`К ${i}`, { owner: goes }));
    const input = (i: number) => ({
      key: randomUUID(),
      clientId: clients[i % 12]?.id,
      ownerId: goes.id,
      amount: 100 + i,
    });
    const openDeal = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id version } }';
    const deals: { id: string; version: number }[] = [];
    for (let i = 0; i < 240; i += 1)
      deals.push(
        (await world.ask<{ openDeal: { id: string; version: number } }>(openDeal, { input: input(i) })).openDeal,
      );
    for (const { id, version } of deals.slice(0, 20))
      await world.ask('mutation ($input: WinDealInput!) { winDeal(input: $input) { id } }', {
        input: { key: randomUUID(), dealId: id, version },
      });
    const before = await earned(goes);
    const token = await world.enters('manager', { employee: goes });
    world.clock.advance({ hours: 1 });

    const key = randomUUID();
    expect(await dismisses(world, goes, stays, { key })).toEqual({
      employee: { id: goes.id },
      deals: 220,
      clients: 12,
      credentials: 1,
    });
    expect(await dismisses(world, goes, stays, { key }), 'again').toMatchObject({
      deals: 220,
      clients: 12,
      credentials: 1,
    });

    expect(await earned(goes)).toEqual(before);
    const [left] = await world.database.owner.query<Record<string, number>>(sql`select
      (select count(*)::int from deal where owner_id = ${goes.id} and status = 'open') as open,
      (select count(*)::int from deal where owner_id = ${goes.id} and status = 'won') as won,
      (select count(*)::int from deal where owner_id = ${stays.id}) as handed,
      (select count(*)::int from client where owner_id = ${goes.id}) as clients`);
    expect(left).toEqual({ open: 0, won: 20, handed: 220, clients: 0 });
    expect(await servedAgainstBruteForce(world.database)).toEqual([]);
    expect(
      await verify(world.database.owner, [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases]),
    ).toEqual([]);
    expect(await token.refused('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('ends their account, and every session, token and invitation with it', async () => {
    const [goes, stays] = [await world.employee('Уходит 2'), await world.employee('Остаётся 2')];
    const id = await giveAccount(world, 'manager', goes);
    for (const kind of ['session', 'invitation'])
      await world.database.owner.query(sql`insert into credential (kind, secret_hash, account_id, created_at)
        values (${kind}, sha256(${`${kind} of ${id}`}::bytea), ${id}, now())`);
    await world.enters('manager', { employee: goes });
    expect(await dismisses(world, goes, stays)).toMatchObject({ credentials: 3 });
    const [found] = await world.database.owner.query<
      Record<string, unknown>
    >(sql`select a.ended_at is not null as ended, e.left_on,
      e.ended_at is not null as gone, (select count(*)::int from credential where revoked_at is null and (account_id = a.id or employee_id = e.id)) as held
      from account a join employee e on e.id = a.employee_id where a.id = ${id}`);
    expect(found).toMatchObject({
      ended: true,
      gone: true,
      left_on: world.clock.now().toISOString().slice(0, 10),
      held: 0,
    });
  });

  test('closes their sockets within five seconds', async () => {
    const [goes, stays] = [await world.employee('Уходит 3'), await world.employee('Остаётся 3')];
    const visitor = await world.enters('manager', { employee: goes });
    const subscriber = visitor.subscribe(
      'subscription { kpis(period: { named: TODAY }) { total { wonDeals { value } } } }',
    );
    await subscriber.next();
    const begun = Date.now();
    await dismisses(world, goes, stays);
    await expect(subscriber.next(() => false, 5_000)).rejects.toThrow(/4403|Forbidden|revoked/i);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  test('takes the contacts out of their sight and shows them to their successor', async () => {
    const [goes, stays] = [await world.employee('Уходит 4'), await world.employee('Остаётся 4')];
    const client = await world.client('Ценный', { owner: goes });
    await adds(world, client);
    const successor = await world.enters('manager', { employee: stays });
    await dismisses(world, goes, stays);
    const seen = await successor.ask<{ client: { contacts: unknown[] } }>(
      `{ client(id: "${client.id}") { contacts { name } } }`,
    );
    expect(seen.client.contacts).toHaveLength(1);
  });

  test('is in the audit log by numbers', async () => {
    const [entry] = await world.database.owner.query<{
      details: object;
      row: string;
    }>(sql`select details, to_jsonb(e)::text as row
      from audit_entry e where action = 'dismissEmployee' order by id limit 1`);
    expect(entry?.details).toMatchObject({ deals: 220, clients: 12 });
    expect(entry?.row).not.toContain('Уходит');
  });
});
