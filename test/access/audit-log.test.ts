import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../server/src/access/roles.ts';
import { sql } from '../../server/src/lib/sql.ts';
import type { Visitor, World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

interface Entry {
  id: string;
  at: string;
  actor: string;
  kind: string;
  action: string;
  subject: string | null;
  subjectId: string | null;
  from: string | null;
  details: string;
  chained: boolean;
  alert: boolean;
}
interface Answer {
  audit: { totalCount: number; nodes: Entry[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

let world: World;
let account: string;
const base = Date.UTC(2026, 0, 1);
beforeAll(async () => {
  world = await startWorld();
  const { owner } = world.database;
  const [made] = await owner.query<{ id: string }>(
    sql`insert into account (name, role, created_at) values ('Ольга 100%', 'manager', now()) returning id`,
  );
  account = made?.id ?? '';
  for (let i = 0; i < 30; i += 1)
    await owner.query(sql`insert into audit_entry (at, principal, account_id, action, subject, subject_id, address, alert, details)
      values (${new Date(base + Math.floor(i / 3) * 60_000)}, ${`account:${account}`}, ${account}, ${i % 2 ? 'revealContact' : 'signIn'},
        ${i % 2 ? 'Contact' : null}, ${i % 2 ? i : null}, '10.0.0.9', ${i % 10 === 0}, ${JSON.stringify({ i })})`);
});
afterAll(() => world?.close());

const question = `query ($where: AuditFilter, $first: Int, $after: String) { audit(where: $where, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { id at actor kind action subject subjectId from details chained alert } } }`;
const ask = (variables: object = {}, who: Pick<Visitor, 'ask'> = world) =>
  who.ask<Answer>(question, variables as Record<string, unknown>).then(({ audit }) => audit);
const old = { to: new Date(base + 3_600_000).toISOString() };

describe('the audit log', () => {
  test('is read newest first, page by page, nothing twice and nothing left out', async () => {
    const seen: Entry[] = [];
    for (let after: string | null = null; ; ) {
      const page: Answer['audit'] = await ask({ where: old, first: 7, after });
      expect(page.totalCount).toBe(30);
      seen.push(...page.nodes);
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(30);
    const order = seen.map(({ at, id }) => `${at} ${id.padStart(9, '0')}`);
    expect(order).toEqual(order.toSorted().toReversed());
    expect(seen.at(-1)).toMatchObject({
      actor: 'Ольга 100%',
      kind: 'account',
      from: '10.0.0.9',
      details: '{"i": 0}',
      alert: true,
    });
  });

  test.each<[string, object, number]>([
    ['actions', { actions: ['signIn'] }, 15],
    ['no action', { actions: [] }, 0],
    ['an actor by name, in any case', { actor: 'ОЛЬГА' }, 30],
    ['an actor by a part of the name', { actor: '100%' }, 30],
    ['no wildcards', { actor: '1%0' }, 0],
    ['nobody', { actor: "'; drop table audit_entry; --" }, 0],
    ['a subject', { subject: 'Contact' }, 15],
    ['one of them', { subject: 'Contact', subjectId: '7' }, 1],
    ['a time', { from: new Date(base + 60_000).toISOString() }, 27],
    ['alarms', { alerts: true }, 3],
  ])('is narrowed by %s', async (_what, where, count) => {
    const page = await ask({ where: { ...old, ...where }, first: 500 });
    expect([page.totalCount, page.nodes.length]).toEqual([count, count]);
  });

  test('finds an actor by principal, and calls them as they are called today', async () => {
    await world.database.owner.query(sql`update account set name = 'Сотрудник №1' where id = ${account}`);
    const page = await ask({ where: { ...old, actor: `account:${account}` }, first: 1 });
    expect([page.totalCount, page.nodes[0]?.actor]).toEqual([30, 'Сотрудник №1']);
  });

  test('is itself in the log when it is read, and gets into the chain', async () => {
    await ask({ where: { actor: 'Секрет' } });
    const mine = await ask({ where: { actions: ['readAudit'] }, first: 1 });
    expect(mine.nodes[0]).toMatchObject({
      actor: 'director',
      kind: 'token',
      details: '{"entries": 0, "filtered": true}',
    });
    for (let i = 0; i < 60; i += 1) {
      const { nodes } = await ask({ where: old, first: 1 });
      if (nodes[0]?.chained) return;
      await sleep(100);
    }
    throw new Error('not chained within six seconds');
  });

  test('is for directors and administrators only', async () => {
    for (const role of roles) {
      const visitor = await world.enters(role);
      const allowed = role === 'director' || role === 'administrator';
      if (allowed) expect((await ask({ where: old }, visitor)).totalCount).toBe(30);
      else expect(await visitor.refused('{ audit { totalCount } }'), role).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('refuses what makes no sense', async () => {
    for (const [variables, field] of [
      [{ first: 0 }, 'first'],
      [{ first: 501 }, 'first'],
      [{ after: 'x' }, 'after'],
      [{ where: { subjectId: 'x' } }, 'where.subjectId'],
      [{ where: { actions: Array.from({ length: 101 }, () => 'a') } }, 'where.actions'],
      [{ where: { actor: 'a\0' } }, 'where.actor'],
    ] as const)
      expect(await world.refused(question, variables)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
