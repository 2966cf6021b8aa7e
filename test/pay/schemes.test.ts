import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Data } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { brief, does, paidBy, payOf, percentage, refusedTo } from './desk.ts';

let world: World;
let olga: Named;
let line: Named;

beforeAll(async () => {
  world = await startWorld({ now: '2026-05-10T12:00:00+03:00' });
  olga = await world.employee('Ольга', { team: await world.team('Первая', { department: await world.department() }) });
  line = await world.productLine();
});
afterAll(() => world?.close());

const entries = async () => (await world.database.owner.query(sql`/* entries */ select id from ledger`)).length;
const sales = (more: Data): Data => ({ salary: 0, sales: { ...(percentage(5).sales as Data), ...more } });
const bonus = (more: Data): Data => ({ salary: 0, bonus: { kpi: 'revenue', ...more } });
const coefficient = (more: Data): Data => ({
  salary: 0,
  coefficient: { of: 'VARIABLE', kpis: [{ kpi: 'revenue', weight: 1 }], ...more },
});
const from = (...all: number[]) => ({ tiers: all.map((sum) => ({ from: sum, percent: 1 })) });
const points = (minimum: number, optimal: number, maximum: number) => ({ points: { minimum, optimal, maximum } });

describe('terms that make no sense are refused, naming the field', () => {
  test.each<[string, () => Data]>([
    ['salary', () => ({ salary: -1 })],
    ['salary', () => ({ salary: 0.001 })],
    ['sales.tiers', () => sales({ tiers: [] })],
    ['sales.tiers', () => sales(from(...Array.from({ length: 21 }, (_, i) => i)))],
    ['sales.tiers.0.from', () => sales(from(1))],
    ['sales.tiers.1.from', () => sales(from(0, 0))],
    ['sales.tiers.2.from', () => sales(from(0, 5, 4))],
    ['sales.tiers.0.percent', () => sales({ tiers: [{ from: 0, percent: 101 }] })],
    ['sales.tiers.0.percent', () => sales({ tiers: [{ from: 0, percent: 1.000_01 }] })],
    ['sales.lines.0.productLineId', () => sales({ lines: [{ productLineId: 'x', percent: 1 }] })],
    [
      'sales.lines.1.productLineId',
      () =>
        sales({
          lines: [
            { productLineId: line.id, percent: 1 },
            { productLineId: line.id, percent: 2 },
          ],
        }),
    ],
    ['sales.lines.0.percent', () => sales({ lines: [{ productLineId: line.id, percent: -1 }] })],
    ['sales.base', () => sales({ base: 'MARGIN', on: 'PAID' })],
    ['sales.lines', () => sales({ on: 'PAID', lines: [{ productLineId: line.id, percent: 1 }] })],
    ['bonus.reach', () => bonus({})],
    ['bonus.reach.amount', () => bonus({ reach: {} })],
    ['bonus.reach.amount', () => bonus({ reach: { amount: 1, percentOfSalary: 1 } })],
    ['bonus.reach.percentOfSalary', () => bonus({ reach: { percentOfSalary: 1001 } })],
    ['bonus.exceed.prize.amount', () => bonus({ exceed: { per: 'MAXIMUM', prize: { amount: -5 } } })],
    ['bonus.kpi', () => bonus({ kpi: 'cac', reach: { amount: 1 } })],
    ['coefficient.kpis', () => coefficient({ kpis: [] })],
    ['coefficient.kpis.0.weight', () => coefficient({ kpis: [{ kpi: 'revenue', weight: 0 }] })],
    [
      'coefficient.kpis.1.kpi',
      () =>
        coefficient({
          kpis: [
            { kpi: 'calls', weight: 1 },
            { kpi: 'calls', weight: 2 },
          ],
        }),
    ],
    ['coefficient.points.minimum', () => coefficient(points(2, 1, 3))],
    ['coefficient.points.maximum', () => coefficient(points(0, 1, 0.5))],
    ['coefficient.points.optimal', () => coefficient(points(0, 11, 12))],
  ])('%s', async (field, terms) => {
    const input = { name: randomUUID(), from: '2026-01-01', terms: terms() };
    const before = await entries();
    const expected = { code: 'BAD_USER_INPUT', field: `input.terms.${field}` };
    expect(await refusedTo(world, 'addPayScheme', input)).toMatchObject(expected);
    expect(await entries()).toBe(before);
  });

  test('a product line that is not there, a month that is none, a name that is taken or none', async () => {
    const good = { name: 'Одна', from: '2026-01-01', terms: { salary: 1 } };
    const missing = sales({ lines: [{ productLineId: '99999', percent: 1 }] });
    const field = 'input.terms.sales.lines.0.productLineId';
    expect(await refusedTo(world, 'addPayScheme', { ...good, terms: missing })).toMatchObject({
      code: 'NOT_FOUND',
      field,
    });
    expect(await refusedTo(world, 'addPayScheme', { ...good, from: '2026-01-02' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.from',
    });
    expect(await refusedTo(world, 'addPayScheme', { ...good, name: ' ' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.name',
    });
    const { id } = await does(world, 'addPayScheme', good);
    expect(await refusedTo(world, 'addPayScheme', { ...good, name: 'одна' })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.name',
    });
    expect(await refusedTo(world, 'amendPayScheme', { id, from: '2026-02-01' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.terms',
    });
    expect(await refusedTo(world, 'amendPayScheme', { id, terms: { salary: 2 } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.from',
    });
    expect(await refusedTo(world, 'amendPayScheme', { id: '99999', name: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.id',
    });
  });
});

describe('a scheme', () => {
  test('says what its latest version of the month says; versions are kept', async () => {
    const id = await paidBy(world, { salary: 1900 }, [olga]);
    const amend = (month: string, salary: number) =>
      does(world, 'amendPayScheme', { id, from: `${month}-01`, terms: { salary } });
    await amend('2026-04', 2200);
    await amend('2026-03', 2100);
    await amend('2026-04', 4400);
    const salaries = await Promise.all(
      ['02', '03', '04', '05'].map(async (m) => (await payOf(world, olga, `2026-${m}`)).total),
    );
    expect(salaries).toEqual([1900, 2100, 4400, 4400]);
    const { payScheme } = await world.ask<{ payScheme: Data }>(
      `{ payScheme(id: ${id}) { version versions { month number salary sales { base } } } }`,
    );
    expect(payScheme).toEqual({
      version: 4,
      versions: [
        { month: '2026-04-01', number: 4, salary: 4400, sales: null },
        { month: '2026-04-01', number: 2, salary: 2200, sales: null },
        { month: '2026-03-01', number: 3, salary: 2100, sales: null },
        { month: '2026-01-01', number: 1, salary: 1900, sales: null },
      ],
    });
    await does(world, 'assignPayScheme', { employeeId: olga.id, schemeId: id, from: '2026-05-01', salary: 50 });
    expect(await payOf(world, olga, '2026-05')).toMatchObject({ total: 50 });
    const stale = { id, version: 3, name: 'Другая' };
    expect(await refusedTo(world, 'amendPayScheme', stale)).toMatchObject({
      code: 'CONFLICT',
      refusal: 'VERSION_CONFLICT',
      field: 'input.version',
      version: 4,
    });
  });

  test('is added, amended, assigned and ended once per key', async () => {
    const twice = async (verb: string, input: Data) => {
      const keyed = { key: randomUUID(), ...input };
      const first = await does(world, verb, keyed);
      const before = await entries();
      expect(await does(world, verb, keyed), verb).toEqual(first);
      expect(await entries(), verb).toBe(before);
      return first.id;
    };
    const schemeId = await twice('addPayScheme', { name: 'Дважды', from: '2026-01-01', terms: { salary: 1 } });
    await twice('amendPayScheme', { id: schemeId, from: '2026-02-01', terms: { salary: 2 } });
    await twice('assignPayScheme', { employeeId: olga.id, schemeId, from: '2026-05-01' });
    await twice('endPayScheme', { id: schemeId });
    const ended = { code: 'REFUSED', refusal: 'ENDED' };
    expect(await refusedTo(world, 'endPayScheme', { id: schemeId })).toMatchObject({ ...ended, field: 'input.id' });
    expect(
      await refusedTo(world, 'assignPayScheme', { employeeId: olga.id, schemeId, from: '2026-05-01' }),
    ).toMatchObject({ ...ended, field: 'input.schemeId' });
    // whoever is paid by it goes on being paid so
    expect(await payOf(world, olga, '2026-05')).toMatchObject({ total: 2 });
  });

  test('is assigned to somebody there is, from a month it speaks of', async () => {
    const { id: schemeId } = await does(world, 'addPayScheme', {
      name: 'Поздняя',
      from: '2026-04-01',
      terms: { salary: 1 },
    });
    const bad = (input: Data) =>
      refusedTo(world, 'assignPayScheme', { employeeId: olga.id, schemeId, from: '2026-05-01', ...input });
    expect(await bad({ employeeId: '99999' })).toMatchObject({ code: 'NOT_FOUND', field: 'input.employeeId' });
    expect(await bad({ schemeId: '99999' })).toMatchObject({ code: 'NOT_FOUND', field: 'input.schemeId' });
    expect(await bad({ from: '2026-03-01' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.from' });
    expect(await bad({ from: '2026-05-02' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.from' });
    expect(await bad({ salary: -1 })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.salary' });
    expect(await bad({ schemeId: null, salary: 1 })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.salary' });
  });
});

describe('questions that make no sense', () => {
  const pay = (employeeId: string, month: string) =>
    `{ pay(employeeId: "${employeeId}", month: "${month}") { total } }`;
  const tries = (more: string) => `{ simulatePay(${more}) { simulated } }`;
  const period = 'from: "2026-01-01", to: "2026-02-01"';
  const terms = 'terms: { salary: 1 }';
  test.each<[string, string, () => string]>([
    ['a month to come', 'month', () => pay(olga.id, '2026-06-01')],
    ['no month', 'month', () => pay(olga.id, '2026-05-10')],
    ['nobody', 'employeeId', () => pay('99999', '2026-05-01')],
    ['an id that is none', 'employeeId', () => pay('x', '2026-05-01')],
    ['nobody to simulate', 'employeeId', () => tries(`${period}, ${terms}`)],
    ['two to simulate', 'employeeId', () => tries(`employeeId: ${olga.id}, departmentId: 1, ${period}, ${terms}`)],
    ['no department', 'departmentId', () => tries(`departmentId: 99999, ${period}, ${terms}`)],
    ['nothing to try', 'schemeId', () => tries(`employeeId: ${olga.id}, ${period}`)],
    ['a scheme that is not there', 'schemeId', () => tries(`employeeId: ${olga.id}, ${period}, schemeId: 99999`)],
    ['terms of nonsense', 'terms.salary', () => tries(`employeeId: ${olga.id}, ${period}, terms: { salary: -1 }`)],
    ['25 months', 'to', () => tries(`employeeId: ${olga.id}, from: "2024-01-01", to: "2026-02-01", ${terms}`)],
    ['months to come', 'to', () => tries(`employeeId: ${olga.id}, from: "2026-01-01", to: "2026-07-01", ${terms}`)],
    ['a period backwards', 'to', () => tries(`employeeId: ${olga.id}, from: "2026-02-01", to: "2026-02-01", ${terms}`)],
    ['a cursor that is none', 'after', () => '{ pays(month: "2026-05-01", after: "x") { totalCount } }'],
    ['a page of none', 'first', () => '{ paySchemes(first: 0) { totalCount } }'],
    ['a month’s cursor that is none', 'after', () => '{ payMonths(after: "2026-13-01") { totalCount } }'],
  ])('%s', async (_what, field, query) => {
    expect(await world.refused(query())).toMatchObject({ field });
  });
});

test('a department is simulated as a whole: those of it who are paid', async () => {
  const department = await world.department('Новый');
  const team = await world.team('Новая', { department });
  const people = [await world.employee('А', { team }), await world.employee('Б', { team })];
  await world.employee('Не на схеме', { team });
  await paidBy(world, { salary: 100 }, people, '2026-02');
  const query = `{ simulatePay(departmentId: ${department.id}, from: "2026-02-01", to: "2026-04-01", terms: { salary: 150 }) {
    actual simulated difference people { employee { name } actual simulated months { month paid actual simulated } } } }`;
  const month = (name: string) => ({ month: name, paid: null, actual: 100, simulated: 150 });
  const person = (name: string) => ({
    ...{ employee: { name }, actual: 200, simulated: 300 },
    months: [month('2026-02-01'), month('2026-03-01')],
  });
  expect(await world.ask(query)).toEqual({
    simulatePay: { actual: 400, simulated: 600, difference: 200, people: [person('А'), person('Б')] },
  });
  const list = await world.ask<{ payMonths: Data }>(
    '{ payMonths(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { month status } } }',
  );
  expect(list.payMonths).toEqual({
    ...{ totalCount: 5, pageInfo: { hasNextPage: true, endCursor: '2026-04-01' } },
    nodes: [
      { month: '2026-05-01', status: 'OPEN' },
      { month: '2026-04-01', status: 'OPEN' },
    ],
  });
  expect(brief(await payOf(world, people[0] ?? olga, '2026-02'))).toEqual([['SALARY', 100, null, 100]]);
});
