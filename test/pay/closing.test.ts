import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { payAddsUp } from '../../server/src/pay/verify-pay.ts';
import type { Deal } from '../world/deals.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { brief, closes, does, paidBy, payOf, percentage, plans, refusedTo } from './desk.ts';

let world: World;
let north: Named;
let south: Named;
let olga: Person;
let pavel: Person;

beforeAll(async () => {
  world = await startWorld({ now: '2026-05-10T12:00:00+03:00' });
  await world.pipeline();
  [north, south] = [await world.department('Север'), await world.department('Юг')];
});
beforeEach(async () => {
  olga = await world.manager('Ольга', { team: await world.team('Первая', { department: north }) });
  pavel = await world.manager('Павел', { team: await world.team('Вторая', { department: south }) });
});
afterAll(async () => {
  const findings = world && (await verify(world.database.owner, [...ledgerChecks, payAddsUp]));
  await world?.close();
  expect(findings).toEqual([]);
});

async function wins(person: Person, amount: number, day: string): Promise<Deal> {
  const at = `${day}T12:00:00+03:00`;
  return person.wins(await person.opens({ amount, at }), { at });
}

const months = async (first = 20) =>
  (
    await world.ask<{
      payMonths: { nodes: { month: string; status: string; closings: { department: Named | null }[] }[] };
    }>(
      `{ payMonths(first: ${first}) { totalCount nodes { month status closings { closedAt department { name } closedBy { name } } } } }`,
    )
  ).payMonths.nodes;

describe('a department’s month, closed', () => {
  test('stays as it was; what is told of it later is corrected in the first open month', async () => {
    const deal = await wins(olga, 1000, '2026-03-05');
    await paidBy(world, percentage(10), [olga], '2026-03');
    const before = await payOf(world, olga, '2026-03');
    expect(await closes(world, '2026-03', north)).toEqual({ month: '2026-03-01', status: 'PARTLY_CLOSED' });
    const closed = await payOf(world, olga, '2026-03');
    expect(closed).toEqual({ ...before, closedAt: world.clock.now().toISOString() });

    const late = await wins(olga, 500, '2026-03-20');
    await olga.amends(deal, { amount: 1200 });
    expect(await payOf(world, olga, '2026-03')).toEqual(closed);
    const april = await payOf(world, olga, '2026-04');
    expect(april).toMatchObject({ total: 70, lines: [{ kind: 'CORRECTION', amount: 70, aboutMonth: '2026-03-01' }] });
    expect(april.lines[0]).toMatchObject({ correction: { was: 100, now: 170 }, formula: '170 − 100' });
    // the late deal; and of the other what stood, taken back, and what stands instead
    expect(april.lines[0]?.entries.totalCount).toBe(3);
    expect(april.lines[0]?.deals.nodes.map(({ dealId, base }) => [dealId, base])).toEqual([
      [deal.id, 200],
      [late.id, 500],
    ]);
    expect((await payOf(world, olga, '2026-05')).lines).toEqual([]);

    await closes(world, '2026-04', north);
    expect(await payOf(world, olga, '2026-04')).toMatchObject({ total: 70, lines: [{ entries: { totalCount: 3 } }] });
    expect((await payOf(world, olga, '2026-05')).lines).toEqual([]);
    await wins(olga, 10, '2026-03-21');
    await wins(olga, 20, '2026-04-21');
    expect(brief(await payOf(world, olga, '2026-05'))).toEqual([
      ['CORRECTION', null, null, 1],
      ['CORRECTION', null, null, 2],
    ]);
  });

  test('is corrected as well when a figure of it moves', async () => {
    await wins(olga, 1000, '2026-03-05');
    const coefficient = { of: 'VARIABLE', kpis: [{ kpi: 'calls', weight: 1 }] };
    await paidBy(world, { ...percentage(10), coefficient }, [olga], '2026-03');
    await plans(world, olga, '2026-03', { kpi: 'calls', minimum: 1, optimal: 2 });
    const calls = (day: string) =>
      does(world, 'logActivity', { kind: 'CALL_OUT', at: `${day}T12:00:00+03:00`, employeeId: olga.id });
    await calls('2026-03-06');
    expect(await payOf(world, olga, '2026-03')).toMatchObject({ total: 50 });
    await closes(world, '2026-03', north);
    await calls('2026-03-07');
    const april = await payOf(world, olga, '2026-04');
    // the coefficient of a month in which there is no plan yet is 1
    expect(brief(april)).toEqual([
      ['COEFFICIENT', 0, 100, 0],
      ['CORRECTION', null, null, 50],
    ]);
    expect(april.lines.at(-1)?.entries.totalCount).toBe(1);
    // plans are as they were when the month was closed
    await plans(world, olga, '2026-03', { kpi: 'calls', minimum: 10, optimal: 20 });
    expect(await payOf(world, olga, '2026-04')).toMatchObject({ total: 50 });
  });

  test('twice is once; those who have come since are closed by closing again', async () => {
    await paidBy(world, { salary: 100 }, [olga], '2026-03');
    const key = randomUUID();
    const input = { key, month: '2026-03-01', departmentId: north.id };
    expect(await does(world, 'closePayMonth', input)).toEqual(await does(world, 'closePayMonth', input));
    await closes(world, '2026-03', north);
    expect(await refusedTo(world, 'closePayMonth', { ...input, month: '2026-02-01' })).toMatchObject({
      ...{ code: 'REFUSED', refusal: 'KEY_REUSED' },
    });
    const vera = await world.employee('Вера', { team: await world.team('Третья', { department: north }) });
    await paidBy(world, { salary: 70 }, [vera], '2026-03');
    expect(await payOf(world, vera, '2026-03')).toMatchObject({ total: 70, closedAt: null });
    expect(await refusedTo(world, 'closePayMonth', { month: '2026-04-01', departmentId: north.id })).toMatchObject({
      ...{ code: 'REFUSED', refusal: 'EARLIER_PAY_MONTH_OPEN', field: 'input.month', earlier: '2026-03-01' },
    });
    await closes(world, '2026-03', north);
    expect((await payOf(world, vera, '2026-03')).closedAt).not.toBeNull();
    expect((await months()).find(({ month }) => month === '2026-03-01')).toMatchObject({
      ...{ status: 'PARTLY_CLOSED', closings: [{ department: { name: 'Север' }, closedBy: null }] },
    });
  });

  test('by many at once is closed once', async () => {
    await paidBy(world, { salary: 100 }, [pavel], '2026-03');
    await Promise.all(Array.from({ length: 6 }, () => closes(world, '2026-03', south)));
    expect(await payOf(world, pavel, '2026-03')).toMatchObject({ total: 100, lines: [{ kind: 'SALARY' }] });
  });
});

test('while deals go on being won loses none of them', async () => {
  await paidBy(world, percentage(10), [olga], '2026-03');
  const all = Array.from({ length: 12 }, (_, i) => wins(olga, 100 + i, '2026-03-10'));
  await Promise.all([...all.slice(0, 6), closes(world, '2026-03', north), ...all.slice(6)]);
  const [march, april] = [await payOf(world, olga, '2026-03'), await payOf(world, olga, '2026-04')];
  expect(march.closedAt).not.toBeNull();
  expect(march.total + april.total).toBeCloseTo(126.6, 6);
});

describe('refused', () => {
  test('a month that is not over, none at all, and one before an open one', async () => {
    const bad = (input: object) => refusedTo(world, 'closePayMonth', { ...input });
    const field = 'input.month';
    expect(await bad({ month: '2026-05-01' })).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await bad({ month: '2026-03-02' })).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await bad({ month: '1889-01-01' })).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await bad({ month: '2026-03-01', departmentId: '987654' })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.departmentId',
    });
    await paidBy(world, { salary: 100 }, [pavel], '2026-01');
    expect(await bad({ month: '2026-02-01', departmentId: south.id })).toMatchObject({
      ...{ code: 'REFUSED', refusal: 'EARLIER_PAY_MONTH_OPEN', field, earlier: '2026-01-01' },
    });
  });

  test('to decide anew about what is closed', async () => {
    const schemeId = await paidBy(world, { salary: 100 }, [olga], '2026-03');
    await closes(world, '2026-03', north);
    const refusal = { code: 'REFUSED', refusal: 'PAY_MONTH_CLOSED', field: 'input.from', closed: '2026-03-01' };
    const from = '2026-03-01';
    expect(await refusedTo(world, 'assignPayScheme', { employeeId: olga.id, schemeId, from })).toMatchObject(refusal);
    const amended = { id: schemeId, from, terms: { salary: 5 } };
    expect(await refusedTo(world, 'amendPayScheme', amended)).toMatchObject(refusal);
    await does(world, 'amendPayScheme', { ...amended, from: '2026-04-01' });
    expect(await payOf(world, olga, '2026-04')).toMatchObject({ total: 5 });
    expect(await payOf(world, olga, '2026-03')).toMatchObject({ total: 100 });
    await does(world, 'assignPayScheme', { employeeId: olga.id, schemeId: null, from: '2026-05-01' });
    expect(await payOf(world, olga, '2026-05')).toMatchObject({ total: 0, scheme: null });
  });
});

test('whoever leaves or is erased keeps what was paid', async () => {
  await wins(olga, 1000, '2026-03-05');
  await paidBy(world, { ...percentage(10), salary: 100 }, [olga], '2026-03');
  await closes(world, '2026-03', north);
  const before = await payOf(world, olga, '2026-03');
  await does(world, 'dismissEmployee', { employeeId: olga.id, successorId: pavel.id }, 'employee { id }');
  const kept = await payOf(world, olga, '2026-03');
  expect(kept).toEqual(before);
  // the 10th of May is a Sunday: of the 19 working days of the month five have been, from the 4th to the 8th
  expect((await payOf(world, olga, '2026-05')).lines).toMatchObject([
    { kind: 'SALARY', amount: 26.32, salary: { monthly: 100, workedDays: 5, workingDays: 19 } },
  ]);
  await does(world, 'eraseEmployee', { id: olga.id }, 'subjectId');
  expect({ ...(await payOf(world, olga, '2026-03')), employee: null }).toEqual({ ...before, employee: null });
});
