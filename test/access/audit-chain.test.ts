import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audit } from '../../server/src/access/audit.ts';
import { chainAudit, chainHead } from '../../server/src/access/audit-chain.ts';
import { auditChainHolds, chainLeadsFrom } from '../../server/src/access/audit-verify.ts';
import { startChainer } from '../../server/src/access/audit-worker.ts';
import { systemViewer } from '../../server/src/access/viewer.ts';
import type { Queryable } from '../../server/src/database/database.ts';
import { verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

let own: TestDatabase;
const open: TestDatabase[] = [];
const fresh = async () => {
  const database = await startDatabase();
  open.push(database);
  return database;
};
beforeAll(async () => void (own = await fresh()));
afterAll(() => Promise.all(open.map((database) => database.close())));

const actor = { ...systemViewer('test', 'system'), from: '10.0.0.1' };
const write = (db: Queryable, action: string, more: object = {}) => audit(db, actor, new Date(), { action, ...more });
const holds = ({ database }: TestDatabase) => verify(database.owner, [auditChainHolds]);

/** What is in the log and not in the chain, and the other way round. */
async function missing({ database }: TestDatabase): Promise<unknown[]> {
  return database.owner.query(sql`select e.id, c.position from audit_entry e full join audit_chain c on c.entry_id = e.id
    where e.id is null or c.entry_id is null`);
}

describe('the chain', () => {
  test('holds every entry once, whatever order they were committed in', async () => {
    const { app, owner } = own.database;
    const chainer = startChainer({ owner, log: pino({ level: 'silent' }), interval: 1 });
    const twin = startChainer({ owner, log: pino({ level: 'silent' }), interval: 1 });
    const writer = async (n: number) => {
      for (let i = 0; i < 25; i += 1) {
        await app
          .transaction(async (tx) => {
            await write(tx, `w${n}`, { details: { i, odd: 'é"\\', none: null, yes: true } });
            await sleep((n * 7 + i) % 5);
            if (i % 5 === 0) throw new Error('taken back');
            await write(tx, `w${n}`, { subject: 'Deal', subjectId: String(i), alert: i % 2 === 0 });
          })
          .catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, n) => writer(n)));
    await Promise.all([chainer.stop(), twin.stop()]);
    await chainAudit(owner);
    expect(await missing(own)).toEqual([]);
    expect(await holds(own)).toEqual([]);
    expect((await chainHead(owner))?.position).toBe(String(6 * 20 * 2));
  });

  test('waits for nobody: what a long transaction wrote comes later, what others wrote now', async () => {
    const { app, owner } = own.database;
    let finish: () => void = () => undefined;
    let wrote: () => void = () => undefined;
    const written = new Promise<void>((resolve) => (wrote = resolve));
    const long = app.transaction(async (tx) => {
      await write(tx, 'long');
      wrote();
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await written;
    for (let i = 0; i < 3; i += 1) {
      await write(app, 'short');
      expect(await chainAudit(owner)).toBe(1);
    }
    finish();
    await long;
    expect(await chainAudit(owner)).toBe(1);
    expect(await missing(own)).toEqual([]);
    expect(await holds(own)).toEqual([]);
  });

  test('goes on in batches, and writes nothing when there is nothing to chain', async () => {
    const { app, owner } = own.database;
    for (let i = 0; i < 23; i += 1) await write(app, 'many');
    expect(await chainAudit(owner, 5)).toBe(23);
    const at = async () =>
      (await owner.query<{ xid: string }>(sql`select pg_snapshot_xmax(pg_current_snapshot())::text as xid`))[0]?.xid;
    const before = await at();
    for (let i = 0; i < 5; i += 1) expect(await chainAudit(owner)).toBe(0);
    expect(await at()).toBe(before);
    expect(await holds(own)).toEqual([]);
  });

  test('is nothing that requests could write, and nothing anybody changes by mistake', async () => {
    const { app, owner } = own.database;
    for (const text of ['delete from audit_chain', "update audit_chain set hash = ''", 'truncate audit_chain']) {
      await expect(app.query({ text, values: [] })).rejects.toThrow('permission denied');
      await expect(owner.query({ text, values: [] })).rejects.toThrow('append-only');
    }
    await expect(app.query(sql`insert into audit_chain values (999, 999, sha256(''))`)).rejects.toThrow(
      'permission denied',
    );
    await expect(app.query(sql`update audit_mark set mark = '0'`)).rejects.toThrow('permission denied');
  });

  test('has hashes that can be computed anywhere from what the entries say', async () => {
    const database = await fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((s) => !s.includes('\0') && s.isWellFormed()),
        async (text) => {
          await write(database.database.app, 'x', { details: { text } });
        },
      ),
      { numRuns: 30 },
    );
    await chainAudit(database.database.owner);
    expect(await holds(database)).toEqual([]);
  });
});

describe('whoever may do everything is found out', () => {
  let database: TestDatabase;
  let head: { position: string; hash: string } | null;
  beforeEach(async () => {
    database = await fresh();
    for (let i = 0; i < 10; i += 1) await write(database.database.app, 'work', { subjectId: String(i) });
    await chainAudit(database.database.owner);
    head = await chainHead(database.database.owner);
    expect(await holds(database)).toEqual([]);
  });
  const tamper = async (...texts: string[]) => {
    const off = ['alter table audit_entry disable trigger all', 'alter table audit_chain disable trigger all'];
    for (const text of [...off, ...texts]) await database.database.owner.query({ text, values: [] });
    return holds(database);
  };

  test.each([
    ['who did it', "update audit_entry set principal = 'cli' where id = 4"],
    ['when', "update audit_entry set at = at + interval '1 microsecond' where id = 4"],
    ['what', "update audit_entry set action = 'play' where id = 4"],
    ['to what', 'update audit_entry set subject_id = 77 where id = 4'],
    ['from where', "update audit_entry set address = '10.0.0.2' where id = 4"],
    ['the alarm', 'update audit_entry set alert = not alert where id = 4'],
    ['the details', `update audit_entry set details = '{"a": 1}' where id = 4`],
    ['the hash', "update audit_chain set hash = sha256('x') where position = 10"],
  ])('when they alter %s', async (_what, text) => expect(await tamper(text)).toHaveLength(1));

  test('when they remove an entry', async () => {
    expect(await tamper('delete from audit_entry where id = 4')).toMatchObject([
      { where: 'position 4, entry 4', found: 'none' },
    ]);
  });

  test('when they remove an entry and its link', async () => {
    expect(
      await tamper('delete from audit_entry where id = 4', 'delete from audit_chain where position = 4'),
    ).toMatchObject([{ expected: 'position 4', found: 'position 5' }]);
  });

  test('when they close the gap', async () => {
    const gone = ['delete from audit_entry where id = 4', 'delete from audit_chain where position = 4'];
    const close = Array.from(
      { length: 6 },
      (_, i) => `update audit_chain set position = ${i + 4} where position = ${i + 5}`,
    );
    expect((await tamper(...gone, ...close)).length).toBeGreaterThan(0);
  });

  test('when they swap two', async () => {
    const swap = [
      'update audit_chain set entry_id = -1 where position = 3',
      'update audit_chain set entry_id = 3 where position = 4',
    ];
    expect(await tamper(...swap, 'update audit_chain set entry_id = 4 where position = 3')).toHaveLength(2);
  });

  test('when they slip one in later', async () => {
    const slipped = `insert into audit_entry (xid, at, principal, action) values ('3', now() - interval '1 day', 'account:1', 'work')`;
    expect(await tamper(slipped)).toMatchObject([{ expected: 'a link of the chain', found: 'none' }]);
  });

  test('when they take the end off, by whoever kept where it was', async () => {
    const cut = ['delete from audit_entry where id > 8', 'delete from audit_chain where position > 8'];
    expect(await tamper(...cut), 'the rest fits').toEqual([]);
    if (!head) throw new Error('there was a head');
    const { owner } = database.database;
    expect(await verify(owner, [chainLeadsFrom(head)])).toMatchObject([{ expected: head.hash, found: 'none' }]);
    for (let i = 0; i < 5; i += 1) await write(database.database.app, 'cover');
    await chainAudit(owner);
    expect(await verify(owner, [chainLeadsFrom(head)]), 'and by what came in its place').toHaveLength(1);
  });

  test('by somebody who kept the head, and nobody else, is believed', async () => {
    for (let i = 0; i < 5; i += 1) await write(database.database.app, 'more');
    await chainAudit(database.database.owner);
    if (!head) throw new Error('there was a head');
    expect(await verify(database.database.owner, [auditChainHolds, chainLeadsFrom(head)])).toEqual([]);
  });
});

test('in another cluster, where transaction ids are others, nothing is lost either', async () => {
  const database = await fresh();
  const { app, owner } = database.database;
  for (let i = 0; i < 5; i += 1) await write(app, 'there');
  await chainAudit(owner);
  await write(app, 'there, not chained yet');
  // as a dump from a cluster that had counted much further looks here
  await owner.query({ text: 'alter table audit_entry disable trigger all', values: [] });
  await owner.query(sql`update audit_entry set xid = '900000000'::xid8`);
  await owner.query({ text: 'alter table audit_entry enable always trigger audit_no_change', values: [] });
  await owner.query({ text: 'alter table audit_entry enable always trigger audit_no_truncate', values: [] });
  await owner.query(sql`update audit_mark set mark = '900000001'::xid8, system_identifier = 1`);
  await write(app, 'here');
  expect(await chainAudit(owner)).toBe(2);
  await write(app, 'here, later');
  expect(await chainAudit(owner)).toBe(1);
  expect(await missing(database)).toEqual([]);
  expect(await holds(database)).toEqual([]);
  await expect(owner.query({ text: 'delete from audit_entry', values: [] }), 'guarded again').rejects.toThrow(
    'append-only',
  );
});
