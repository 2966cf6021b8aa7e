import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { payAddsUp } from '../../server/src/pay/verify-pay.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { contextOf } from '../access/contacts-office.ts';
import { startWorld, type World } from '../world/world.ts';
import { type ByHand, byHand } from './by-hand.ts';
import { cents, type PayTold, payOf } from './desk.ts';
import { livePay, monthOf, type PayWalk } from './random-pay.ts';

let world: World;
let walk: PayWalk;
let hand: ByHand;
let months: string[];
const told = new Map<string, PayTold>();

/** The same walk every time. */
function rolls(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

beforeAll(async () => {
  world = await startWorld({ now: '2026-05-20T12:00:00+03:00' });
  walk = await livePay(world, rolls(20_261), 150);
  hand = await byHand(world);
  months = [];
  for (let after = -12; after <= 0; after += 1)
    if (monthOf(world, after) >= walk.from) months.push(monthOf(world, after));
  for (const person of walk.people)
    for (const month of months) told.set(`${person.id} ${month}`, await payOf(world, person, month));
});
afterAll(() => world?.close());

const each = () =>
  walk.people.flatMap((person) =>
    months.map((month) => ({ person, month, pay: told.get(`${person.id} ${month}`) as PayTold })),
  );

describe('what people are paid after a random walk', () => {
  test('has something of everything in it', () => {
    const kinds = new Set(each().flatMap(({ pay }) => pay.lines.map(({ kind }) => kind)));
    expect([...kinds].toSorted()).toEqual(['BONUS', 'COEFFICIENT', 'CORRECTION', 'SALARY', 'SALES']);
    expect(each().filter(({ pay }) => pay.closedAt !== null).length).toBeGreaterThanOrEqual(3);
  });

  test('all months together are what all months reckoned from scratch are', () => {
    for (const person of walk.people) {
      const paid = months.reduce((sum, month) => sum + cents(told.get(`${person.id} ${month}`)?.total ?? 0), 0);
      const scratch = months.reduce((sum, month) => sum + hand.of(person.id, `${month}-01`), 0);
      expect(paid, person.name).toBe(scratch);
    }
  });

  test('an open month is what it is by hand, its corrections aside', () => {
    for (const { person, month, pay } of each().filter(({ pay: { closedAt } }) => closedAt === null)) {
      const own = pay.lines
        .filter(({ kind }) => kind !== 'CORRECTION')
        .reduce((sum, { amount }) => sum + cents(amount), 0);
      expect(own, `${person.name} ${month}`).toBe(hand.of(person.id, `${month}-01`));
    }
  });

  test('a total is the sum of its lines, a percentage that of its entries and of its deals', () => {
    for (const { pay } of each()) {
      expect(cents(pay.total)).toBe(pay.lines.reduce((sum, { amount }) => sum + cents(amount), 0));
      for (const line of pay.lines.filter(({ kind }) => kind === 'SALES')) {
        for (const parts of [line.entries.nodes, line.deals.nodes]) {
          const sum = (of: 'base' | 'amount') => parts.reduce((total, part) => total + cents(part[of] ?? 0), 0);
          expect([sum('base'), sum('amount')]).toEqual([cents(line.base ?? 0), cents(line.amount)]);
        }
      }
    }
  });

  test('the entries of an open month’s percentage are all of those it is taken of', async () => {
    let looked = 0;
    for (const { person, month, pay } of each().filter(({ pay: { closedAt } }) => closedAt === null)) {
      const base = hand.baseOf(person.id, `${month}-01`);
      if (base === null) continue;
      const counts = base === 'margin' ? sql`costed is not null or cost is not null` : sql`revenue is not null`;
      const rows = await world.database.owner.query<{ id: string }>(sql`/* credited */ select id from ledger
        where employee_id = ${person.id} and month = ${`${month}-01`} and (${counts})`);
      const sales = pay.lines.filter(({ kind }) => kind === 'SALES');
      const kept = new Set(sales.flatMap(({ entries }) => entries.nodes.map(({ entryId }) => entryId)));
      expect(kept, `${person.name} ${month}`).toEqual(new Set(rows.map(({ id }) => id)));
      looked += kept.size;
    }
    expect(looked).toBeGreaterThan(3);
  });

  test('a scheme tried on the months it was used in comes to the same; nothing is stored', async () => {
    const query = `query ($employeeId: ID!, $schemeId: ID!, $from: Date!, $to: Date!) {
      simulatePay(employeeId: $employeeId, schemeId: $schemeId, from: $from, to: $to) {
        people { months { month paid actual simulated } } } }`;
    const entries = async () =>
      (await world.database.owner.query(sql`/* all */ select id from ledger union all select id from pay_line`)).length;
    const before = await entries();
    for (const person of walk.people) {
      for (const schemeId of walk.schemes) {
        const answer = await world.ask<{
          simulatePay: { people: { months: { month: string; actual: number; simulated: number }[] }[] };
        }>(query, {
          ...{ employeeId: person.id, schemeId, from: `${walk.from}-01`, to: `${monthOf(world, 1)}-01` },
        });
        for (const { month, actual, simulated } of answer.simulatePay.people[0]?.months ?? []) {
          expect(cents(actual), month).toBe(hand.of(person.id, month));
          if (hand.schemeOf(person.id, month) === schemeId) expect(simulated).toBe(actual);
        }
      }
    }
    expect(await entries()).toBe(before);
  });

  test.each([
    ['a closed month', () => walk.from],
    ['an open month', () => monthOf(world, 0)],
  ])('%s of many takes as many statements as of one', async (_what, month) => {
    const source = `query ($first: Int) { pays(month: "${month()}-01", first: $first) { totalCount nodes { employee { name }
      scheme { name versions { month } } total lines { amount productLine { name } entries { totalCount nodes { deal { title } productLine { name } } }
      deals { nodes { deal { title } } } } } } }`;
    const statements = async (first: number): Promise<number> => {
      const contextValue = contextOf(world, { kind: 'token', role: 'director' });
      const before = world.database.app.statements;
      const answer = await graphql({ schema: buildVoronkaSchema(), source, contextValue, variableValues: { first } });
      expect(answer.errors).toBeUndefined();
      expect((answer.data as { pays: { nodes: object[] } }).pays.nodes).toHaveLength(first);
      return world.database.app.statements - before;
    };
    const two = await statements(2);
    expect(await statements(3)).toBe(two);
    expect(await statements(1)).toBeLessThanOrEqual(two);
  });

  test('leaves the ledger, and what was paid, verified', async () => {
    const records = registered.map(({ record }) => record);
    expect(
      await verify(world.database.owner, [
        ...ledgerChecks,
        payAddsUp,
        dealsEqualTheirFacts,
        recordsEqualTheirRows(records),
      ]),
    ).toEqual([]);
  });
});
