import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { refusal } from '../world/graphql-client.ts';
import type { Visitor } from '../world/world.ts';
import {
  adds,
  type ContactTold,
  does,
  type Office,
  openOffice,
  type RevealedTold,
  revealed,
} from './contacts-office.ts';

let office: Office;
let olga: Visitor;
let contacts: ContactTold[];
beforeAll(async () => {
  office = await openOffice();
  olga = await office.world.enters('manager', { employee: office.olga });
  contacts = [];
  for (let i = 0; i < 25; i += 1)
    contacts.push(
      await adds(office.world, office.clients.olgas, { phone: `+7916000${1000 + i}`, email: `k${i}@firm.ru` }),
    );
});
afterAll(() => office?.close());
/** every test on a day of its own */
beforeEach(() => office.world.clock.advance({ days: 1 }));

interface Logged {
  action: string;
  subject_id: string | null;
  alert: boolean;
  details: Record<string, unknown>;
  row: string;
}

async function logged(from = office.world.clock.now()): Promise<Logged[]> {
  return office.world.database.owner.query<Logged>(sql`select action, subject_id, alert, details, to_jsonb(e)::text as row
    from audit_entry e where at >= ${from} and action like 'reveal%' order by id`);
}

const reveals = (visitor: Visitor, i: number, more: object = {}): Promise<RevealedTold> =>
  does(visitor, 'revealContact', { contactId: contacts[i % contacts.length]?.id, ...more }, revealed);

async function atMost(perDay: number): Promise<void> {
  await office.world.database.owner.query(sql`update setting set reveals_per_day = ${perDay}`);
}

describe('revealing a contact', () => {
  test('shows it in full, and is in the audit log by number only', async () => {
    const told = await reveals(olga, 3, { reason: 'CALL' });
    expect(told).toMatchObject({ phone: '+79160001003', email: 'k3@firm.ru', leftToday: 59 });
    expect(told).toMatchObject({ contact: { id: contacts[3]?.id, phone: '+7 ••• •••-10-03' } });
    const [entry, ...more] = await logged();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: 'revealContact',
      subject_id: contacts[3]?.id,
      details: { reason: 'call', left: 59 },
    });
    for (const text of ['9160001003', 'k3@', 'Семён']) expect(entry?.row).not.toContain(text);
  });

  test('with the same key again does not count, and is in the log all the same', async () => {
    const first = await reveals(olga, 1, { key: 'again' });
    expect(await reveals(olga, 1, { key: 'again' })).toEqual(first);
    expect((await logged()).map(({ details }) => details.again ?? false)).toEqual([false, true]);
    const other = reveals(olga, 2, { key: 'again' });
    expect(await refusal(other)).toMatchObject({ refusal: 'KEY_REUSED' });
  });

  test('with the same key shows nothing once the client is somebody else’s', async () => {
    const { database } = office.world;
    await reveals(olga, 4, { key: 'mine' });
    await database.owner.query(
      sql`update client set owner_id = ${office.pavel.id} where id = ${office.clients.olgas.id}`,
    );
    expect(await refusal(reveals(olga, 4, { key: 'mine' }))).toMatchObject({ code: 'NOT_FOUND' });
    await database.owner.query(
      sql`update client set owner_id = ${office.olga.id} where id = ${office.clients.olgas.id}`,
    );
  });

  test('is not for a credential that only reads', async () => {
    const reader = await office.world.enters('director', { readOnly: true });
    expect(await refusal(reveals(reader, 1))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await logged()).toEqual([]);
  });
});

describe('how many a day', () => {
  test('is limited, and begins anew at the department’s midnight', async () => {
    await atMost(3);
    const { clock } = office.world;
    clock.set('2026-05-10T23:50:00+03:00');
    expect([
      (await reveals(olga, 1)).leftToday,
      (await reveals(olga, 2)).leftToday,
      (await reveals(olga, 3)).leftToday,
    ]).toEqual([2, 1, 0]);
    const refused = await refusal(reveals(olga, 4));
    expect(refused).toMatchObject({ code: 'REFUSED', refusal: 'REVEAL_LIMIT', leftToday: 0 });
    await refusal(reveals(olga, 5));
    expect(
      (await logged(new Date('2026-05-10T20:49:00Z'))).filter(({ alert }) => alert).map(({ action }) => action),
    ).toEqual(['revealLimit']);
    clock.set('2026-05-11T00:01:00+03:00');
    expect((await reveals(olga, 4)).leftToday).toBe(2);
    await atMost(60);
  });

  test('counts a person, by whichever token they come', async () => {
    await atMost(3);
    const other = await office.world.enters('manager', { employee: office.olga });
    await reveals(olga, 1);
    expect((await reveals(other, 2)).leftToday).toBe(1);
    expect((await reveals(office.world, 3)).leftToday, 'somebody else').toBe(2);
    await atMost(60);
  });

  test('cannot be passed side by side', async () => {
    await atMost(5);
    const asked = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => reveals(olga, i)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect((await logged()).filter(({ action }) => action === 'revealContact')).toHaveLength(5);
    await atMost(60);
  });

  test('is not used up by what is refused', async () => {
    const foreign = await adds(office.world, office.clients.pavels);
    await refusal(does(olga, 'revealContact', { contactId: foreign.id }, revealed));
    expect((await reveals(olga, 1)).leftToday).toBe(59);
  });
});

describe('an unusual pace', () => {
  test('is an alarm, once a burst', async () => {
    const { clock } = office.world;
    for (let i = 0; i < 20; i += 1) {
      clock.advance({ seconds: 20 });
      await reveals(olga, i);
    }
    const alarms = async () => (await logged(new Date(clock.now().getTime() - 3_600_000))).filter(({ alert }) => alert);
    expect(await alarms()).toHaveLength(1);
    clock.advance({ minutes: 30 });
    await reveals(olga, 1);
    for (let i = 0; i < 16; i += 1) await reveals(olga, i);
    expect(await alarms()).toHaveLength(2);
    expect((await alarms())[0]).toMatchObject({ details: { recent: 16 } });
  });

  test('is none when it is slow', async () => {
    for (let i = 0; i < 30; i += 1) {
      office.world.clock.advance({ seconds: 41 });
      await reveals(olga, i);
    }
    expect((await logged(new Date(office.world.clock.now().getTime() - 3_600_000))).some(({ alert }) => alert)).toBe(
      false,
    );
  });

  test('is told by the metrics', async () => {
    const headers = { authorization: `Bearer ${await tokenOf('administrator')}` };
    const metrics = await (await fetch(new URL('/metrics', office.world.url), { headers })).text();
    expect(metrics).toMatch(/voronka_audit_alerts [1-9]/);
    expect(metrics).toMatch(/voronka_audit_unchained \d/);
  });
});

async function tokenOf(role: 'administrator'): Promise<string> {
  return (await office.world.enters(role)).token;
}
