import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../server/src/access/roles.ts';
import { type Fragment, sql } from '../../server/src/lib/sql.ts';
import { openSchemes } from '../../server/src/pay/open-pay.ts';
import { contextOf } from '../access/contacts-office.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { closes, does, paidBy, payOf, payQuery, percentage, refusedTo } from './desk.ts';

const staff = [
  'deputy',
  'head_of_sales',
  'manager',
  'representative',
  'assistant',
  'analyst',
  'marketer',
  'service_agent',
  'administrator',
] as const;

let world: World;
let sales: Named;
let olga: Named;
let pavel: Named;
let schemeId: string;
let otherId: string;

beforeAll(async () => {
  world = await startWorld({ now: '2026-05-10T12:00:00+03:00' });
  const pipeline = await world.pipeline();
  sales = await world.department();
  const team = await world.team('Первая', { department: sales });
  const seller = await world.manager('Ольга', { team });
  olga = seller;
  pavel = await world.employee('Павел', { team });
  const at = '2026-03-05T12:00:00+03:00';
  await seller.wins(await seller.opens({ pipeline, amount: 500, at }), { at });
  schemeId = await paidBy(world, { ...percentage(10), salary: 700 }, [olga], '2026-03', 'Менеджеры');
  otherId = await paidBy(world, { salary: 900 }, [pavel], '2026-03', 'Помощники');
  await closes(world, '2026-03');
});
afterAll(() => world?.close());

const enters = (role: Role, employee?: Named): Promise<Visitor> => world.enters(role, employee ? { employee } : {});
const lists = `{ paySchemes { totalCount nodes { id } } payAssignments { totalCount nodes { employee { id } salary } } pays(month: "2026-03-01") {
  totalCount nodes { employee { id } total } } }`;

interface Lists {
  paySchemes: { totalCount: number; nodes: { id: string }[] };
  payAssignments: { totalCount: number; nodes: { employee: Named }[] };
  pays: { totalCount: number; nodes: { employee: Named; total: number }[] };
}

describe('one’s own', () => {
  test.each(staff)('a %s sees their own pay and nobody else’s', async (role) => {
    const who = await enters(role, olga);
    expect(await payOf(who, null, '2026-03')).toMatchObject({ total: 750, employee: { name: 'Ольга' } });
    expect(await payOf(who, olga, '2026-04')).toMatchObject({ total: 700, closedAt: null });
    const theirs = { employeeId: pavel.id, month: '2026-03-01' };
    expect(await who.refused(payQuery, theirs)).toMatchObject({ code: 'FORBIDDEN', field: 'employeeId' });
    const seen = await who.ask<Lists>(lists);
    expect(seen.pays).toEqual({ totalCount: 1, nodes: [{ employee: { id: olga.id }, total: 750 }] });
    expect(seen.payAssignments).toMatchObject({ totalCount: 1, nodes: [{ employee: { id: olga.id } }] });
    const leads = role === 'deputy' || role === 'head_of_sales';
    expect(seen.paySchemes.nodes.map(({ id }) => id)).toEqual(leads ? [schemeId, otherId] : [schemeId]);
    expect((await who.ask<{ payScheme: unknown }>(`{ payScheme(id: ${otherId}) { id } }`)).payScheme === null).toBe(
      !leads,
    );
  });

  test('the director sees everybody’s, which is noted; nobody notes that one looks at one’s own', async () => {
    const director = await enters('director', olga);
    const seen = await director.ask<Lists>(lists);
    expect(seen.pays.nodes.map(({ total }) => total)).toEqual([750, 900]);
    expect(seen.paySchemes.totalCount).toBe(2);
    const noted = () =>
      world.database.owner.query<{ action: string; subject: string; subject_id: string | null; details: object }>(
        sql`select action, subject, subject_id, details from audit_entry where action in ('viewPay', 'simulatePay') order by id desc`,
      );
    expect((await noted())[0]).toMatchObject({
      action: 'viewPay',
      subject_id: pavel.id,
      details: { month: '2026-03-01', people: 1 },
    });
    await world.ask<Lists>(lists);
    expect((await noted())[0]).toMatchObject({
      subject: 'Pay',
      subject_id: null,
      details: { people: 2, employees: `${olga.id},${pavel.id}` },
    });
    const before = (await noted()).length;
    await payOf(director, olga, '2026-03');
    expect(await noted()).toHaveLength(before);
    await payOf(director, pavel, '2026-04');
    expect((await noted())[0]).toMatchObject({ subject_id: pavel.id, details: { month: '2026-04-01' } });
    await director.ask(simulation(pavel, 'terms: { salary: 1 }'));
    expect((await noted())[0]).toMatchObject({ action: 'simulatePay', subject_id: pavel.id });
  });

  test('those who lead see what schemes say, but the salaries in them', async () => {
    const salary = `{ paySchemes { nodes { versions { salary } } } }`;
    const percents = `{ paySchemes { nodes { name versions { month number sales { base on progressive tiers { from percent }
      lines { percent productLine { id } } } bonus { kpi } coefficient { of } } } } }`;
    for (const role of ['deputy', 'head_of_sales'] as const) {
      const who = await enters(role, olga);
      expect(await who.refused(salary)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await who.ask(percents)).toMatchObject({
        paySchemes: {
          nodes: [
            { name: 'Менеджеры', versions: [{ sales: { tiers: [{ percent: 10 }] } }] },
            { versions: [{ sales: null }] },
          ],
        },
      });
    }
    const manager = await enters('manager', olga);
    expect(await manager.ask(salary)).toEqual({ paySchemes: { nodes: [{ versions: [{ salary: 700 }] }] } });
  });
});

function simulation(employee: Named, under: string): string {
  return `{ simulatePay(employeeId: ${employee.id}, from: "2026-03-01", to: "2026-04-01", ${under}) { simulated } }`;
}

describe('nobody’s', () => {
  test.each(['integration', 'screen', 'manager'] as const)('a %s who is no employee sees nothing', async (role) => {
    const who = await enters(role);
    expect(await who.refused(payQuery, { employeeId: olga.id, month: '2026-03-01' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await who.refused(payQuery, { month: '2026-03-01' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await who.refused(lists)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each([...staff, 'integration', 'screen'] as const)(
    'a %s changes nothing and tries nothing out',
    async (role) => {
      const who = await enters(role, role === 'screen' || role === 'integration' ? undefined : olga);
      const input = { employeeId: olga.id, schemeId, from: '2026-05-01' };
      expect(await refusedTo(who, 'assignPayScheme', input)).toMatchObject({ code: 'FORBIDDEN' });
      expect(
        await refusedTo(who, 'addPayScheme', { name: 'x', from: '2026-05-01', terms: { salary: 1 } }),
      ).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusedTo(who, 'amendPayScheme', { id: schemeId, name: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusedTo(who, 'endPayScheme', { id: schemeId })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusedTo(who, 'closePayMonth', { month: '2026-04-01' })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await who.refused(simulation(olga, 'terms: { salary: 1 }'))).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  test('a director who may only look sees and changes nothing', async () => {
    const looks = await world.enters('director', { readOnly: true });
    expect(await payOf(looks, olga, '2026-03')).toMatchObject({ total: 750 });
    expect(await refusedTo(looks, 'closePayMonth', { month: '2026-04-01' })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the second fence', () => {
  const tables = ['pay_assignment', 'pay_sheet', 'pay_line', 'pay_line_entry', 'pay_scheme_version'];
  const count = sql`select (select count(*)::int from pay_assignment) as assignments, (select count(*)::int from pay_sheet) as sheets,
    (select count(*)::int from pay_line) as lines, (select count(*)::int from pay_line_entry) as entries,
    (select count(*)::int from pay_scheme_version) as versions`;

  test('lets nothing through without the door, in or out', async () => {
    const { app } = world.database;
    expect(await app.query(count)).toEqual([{ assignments: 0, sheets: 0, lines: 0, entries: 0, versions: 0 }]);
    const insert = sql`insert into pay_assignment (employee_id, month, made_at) values (${olga.id}, '2026-05-01', now())`;
    await expect(app.query(insert)).rejects.toThrow('row-level security');
    for (const table of tables) {
      await expect(app.query({ text: `delete from ${table}`, values: [] })).rejects.toThrow('permission denied');
      await expect(app.query({ text: `update ${table} set id = 1`, values: [] })).rejects.toThrow();
    }
  });

  test.each<[string, () => object, object]>([
    ['a director', () => ({ role: 'director' }), { assignments: 2, sheets: 2, lines: 3, entries: 1, versions: 2 }],
    [
      'one’s own',
      () => ({ role: 'manager', employeeId: olga.id }),
      { assignments: 1, sheets: 1, lines: 2, entries: 1, versions: 1 },
    ],
    [
      'a head of sales',
      () => ({ role: 'head_of_sales', employeeId: pavel.id }),
      { assignments: 1, sheets: 1, lines: 1, entries: 0, versions: 2 },
    ],
    [
      'an administrator',
      () => ({ role: 'administrator' }),
      { assignments: 0, sheets: 0, lines: 0, entries: 0, versions: 0 },
    ],
    ['a screen', () => ({ role: 'screen' }), { assignments: 0, sheets: 0, lines: 0, entries: 0, versions: 0 }],
  ])('shows %s what is theirs, whatever was asked', async (_who, standing, rows) => {
    const ctx = contextOf(world, standing());
    expect(await openSchemes(ctx.database.app, ctx, (tx) => tx.query<object>(count))).toEqual([rows]);
  });

  test('lets nobody write but by the verb whose right it is', async () => {
    const write = (standing: object, query: Fragment, verb?: 'assignPayScheme') => {
      const ctx = contextOf(world, standing);
      return openSchemes(ctx.database.app, ctx, (tx) => tx.query(query), verb);
    };
    const insert = sql`insert into pay_assignment (employee_id, month, made_at) values (${olga.id}, '2027-05-01', now())`;
    await expect(write({ role: 'manager', employeeId: olga.id }, insert, 'assignPayScheme')).rejects.toThrow(
      'row-level security',
    );
    await expect(write({ role: 'director' }, insert)).rejects.toThrow('row-level security');
  });
});

test('a key sent again by somebody else’s hands shows nothing', async () => {
  const input = { key: 'one', employeeId: pavel.id, schemeId: otherId, from: '2026-05-01' };
  const first = await does(world, 'assignPayScheme', input);
  expect(await does(world, 'assignPayScheme', input)).toEqual(first);
  const manager = await enters('manager', olga);
  expect(await refusedTo(manager, 'assignPayScheme', input)).toMatchObject({ code: 'FORBIDDEN' });
});
