import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Access } from '../../server/src/access/access.ts';
import { fenced } from '../../server/src/access/fence.ts';
import { policyOf } from '../../server/src/access/policy.ts';
import { Pool, type Transaction } from '../../server/src/database/database.ts';
import { type Fragment, sql } from '../../server/src/lib/sql.ts';
import { contactFence, contactRules } from '../../server/src/sales/contacts/contact.rules.ts';
import { adds, contextOf, type Office, openOffice } from './contacts-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (const client of Object.values(office.clients)) await adds(office.world, client, { name: client.name });
});
afterAll(() => office?.close());

const all = ['ООО «Василёк»', 'ООО «Ромашка»', 'ООО «Сирень»'];
/** a question that has forgotten its filter */
const forgetful = sql`select name from contact order by name`;

async function namesBy(tx: Pick<Transaction, 'query'>, query: Fragment = forgetful): Promise<string[]> {
  return (await tx.query<{ name: string }>(query)).map(({ name }) => name);
}

describe('row-level security of contacts', () => {
  test('lets nothing through without the door', async () => {
    const { app } = office.world.database;
    expect(await namesBy(app)).toEqual([]);
    expect(await app.query(sql`update contact set name = 'x' returning 1`)).toEqual([]);
    const insert = sql`insert into contact (client_id, name) values (${office.clients.olgas.id}, 'x')`;
    await expect(app.query(insert)).rejects.toThrow('row-level security');
    await expect(app.query(sql`delete from contact`)).rejects.toThrow('permission denied');
    await expect(app.query(sql`truncate contact`)).rejects.toThrow('permission denied');
    await expect(app.query(sql`alter table contact disable row level security`)).rejects.toThrow('must be owner');
  });

  test.each<[string, () => Parameters<typeof contextOf>[1], string[]]>([
    ['a manager', () => ({ role: 'manager', employeeId: office.olga.id }), ['ООО «Ромашка»']],
    ['another manager', () => ({ role: 'manager', employeeId: office.pavel.id }), ['ООО «Василёк»']],
    ['a manager who is nobody', () => ({ role: 'manager' }), []],
    [
      'a head of sales',
      () => ({ role: 'head_of_sales', departmentId: office.north.id }),
      ['ООО «Ромашка»', 'ООО «Сирень»'],
    ],
    ['a director', () => ({ role: 'director' }), all],
    ['an analyst', () => ({ role: 'analyst' }), []],
    ['an assistant', () => ({ role: 'assistant', departmentId: office.north.id }), []],
    ['an administrator', () => ({ role: 'administrator' }), []],
    ['a screen', () => ({ role: 'screen' }), []],
    ['the department itself', () => ({}), all],
  ])('shows %s their own, whatever was asked', async (_who, standing, names) => {
    const ctx = contextOf(office.world, standing());
    expect(await fenced(ctx.database.app, ctx, { fence: contactFence }, (tx) => namesBy(tx))).toEqual(names);
    expect(await fenced(ctx.database.owner, ctx, { fence: contactFence }, (tx) => namesBy(tx)), 'as the owner').toEqual(
      names,
    );
  });

  test('lets nobody write where they may not', async () => {
    const ctx = contextOf(office.world, { role: 'manager', employeeId: office.olga.id });
    const write = (query: Fragment, verb: string | undefined = 'amendContact') =>
      fenced(ctx.database.app, ctx, { fence: contactFence, write: verb }, (tx) => tx.query(query));
    const theirs = office.clients.pavels.id;
    expect(await write(sql`update contact set position = 'y' returning 1`)).toHaveLength(1);
    expect(await write(sql`update contact set position = 'z' where client_id = ${theirs} returning 1`)).toEqual([]);
    await expect(write(sql`update contact set client_id = ${theirs}`)).rejects.toThrow('row-level security');
    await expect(write(sql`insert into contact (client_id, name) values (${theirs}, 'x')`)).rejects.toThrow(
      'row-level security',
    );
    const own = sql`insert into contact (client_id, name) values (${office.clients.olgas.id}, 'x')`;
    await expect(fenced(ctx.database.app, ctx, { fence: contactFence }, (tx) => tx.query(own))).rejects.toThrow(
      'row-level',
    );
  });

  test('lets nothing through for conditions it does not know', async () => {
    const odd = {
      subject: 'Contact',
      rows: contactRules.rows,
      rules: [{ who: ['manager'] as const, may: ['read'], which: () => ({ mood: 'good' }) }],
    };
    const access = new Access(policyOf([odd]), {
      role: 'manager',
      employeeId: '1',
      departmentId: null,
      accountId: null,
      readOnly: false,
    });
    expect(await fenced(office.world.database.app, { access }, { fence: contactFence }, (tx) => namesBy(tx))).toEqual(
      [],
    );
  });
});

describe('nothing survives', () => {
  const pools: Pool[] = [];
  const one = (role: string) => {
    const pool = new Pool(
      { connectionString: office.world.databaseUrl, max: 1, options: `-c role=${role}` },
      () => undefined,
    );
    pools.push(pool);
    return pool;
  };
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));
  const director = () => contextOf(office.world, { role: 'director' });
  const opening = { fence: contactFence, write: 'amendContact' };

  test('on a connection that is used again: after success, after an error of SQL, after one of ours', async () => {
    const pool = one('voronka_app');
    expect(await fenced(pool, director(), opening, (tx) => namesBy(tx))).toEqual(all);
    expect(await namesBy(pool)).toEqual([]);
    await expect(fenced(pool, director(), opening, (tx) => tx.query(sql`select 1 / 0`))).rejects.toThrow('division');
    expect(await namesBy(pool)).toEqual([]);
    const ours = fenced(pool, director(), opening, () => Promise.reject(new Error('ours')));
    await expect(ours).rejects.toThrow('ours');
    expect(await namesBy(pool)).toEqual([]);
  });

  test('in a transaction that goes on after the door is shut', async () => {
    const pool = one('voronka_app');
    const manager = contextOf(office.world, { role: 'manager', employeeId: office.olga.id });
    await pool.transaction(async (tx) => {
      expect(await fenced(tx, manager, opening, () => namesBy(tx))).toEqual(['ООО «Ромашка»']);
      expect(await namesBy(tx)).toEqual([]);
      await fenced(tx, director(), opening, () => Promise.reject(new Error('ours'))).catch(() => undefined);
      expect(await namesBy(tx), 'after an error that was caught').toEqual([]);
      await fenced(tx, manager, opening, async () => {
        expect(await fenced(tx, director(), opening, () => namesBy(tx))).toEqual(all);
        expect(await namesBy(tx), 'a door in a door').toEqual(['ООО «Ромашка»']);
      });
      expect(await namesBy(tx)).toEqual([]);
    });
  });

  test('of the role: the owner is the owner again', async () => {
    const { owner } = office.world.database;
    await owner.transaction(async (tx) => {
      const role = async () => (await tx.query<{ role: string }>(sql`select current_user as role`))[0]?.role;
      const before = await role();
      await fenced(tx, director(), opening, async () => expect(await role()).toBe('voronka_app'));
      expect(await role()).toBe(before);
    });
  });

  test('when a hundred ask side by side for different people', async () => {
    const { app } = office.world.database;
    const people = [office.olga, office.pavel].map(({ id }) =>
      contextOf(office.world, { role: 'manager', employeeId: id }),
    );
    const asked = Array.from({ length: 100 }, (_, i) =>
      fenced(app, people[i % 2] ?? director(), opening, (tx) => namesBy(tx)),
    );
    const answers = await Promise.all([...asked, ...Array.from({ length: 20 }, () => namesBy(app))]);
    for (const [i, names] of answers.entries())
      expect(names).toEqual(i >= 100 ? [] : [i % 2 === 0 ? 'ООО «Ромашка»' : 'ООО «Василёк»']);
  });
});
