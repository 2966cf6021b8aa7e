import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { type AnsweredWithErrors, refusal } from '../world/graphql-client.ts';
import { Person } from '../world/person.ts';
import type { World } from '../world/world.ts';
import { type Office, openOffice } from './contacts-office.ts';
import { dismisses, giveAccount } from './dismissal-desk.ts';

let office: Office;
let world: World;
beforeAll(async () => {
  office = await openOffice();
  ({ world } = office);
  await world.pipeline();
});
afterAll(() => office?.close());

describe('dismissing is refused', () => {
  test('when the successor is the same, has left, or is nobody', async () => {
    const [a, b] = [await world.employee('А'), await world.employee('Б')];
    expect(await refusal(dismisses(world, a, a))).toMatchObject({
      refusal: 'SUCCESSOR_IS_THE_SAME',
      field: 'input.successorId',
    });
    await dismisses(world, b, a);
    expect(await refusal(dismisses(world, a, b))).toMatchObject({
      refusal: 'EMPLOYEE_LEFT',
      field: 'input.successorId',
    });
    expect(await refusal(dismisses(world, b, a))).toMatchObject({
      refusal: 'EMPLOYEE_LEFT',
      field: 'input.employeeId',
    });
    expect(await refusal(dismisses(world, a, { id: '999999' }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.successorId',
    });
    expect(await refusal(dismisses(world, { id: '999999' }, a))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.employeeId',
    });
    const [still] = await world.database.owner.query<{ works: boolean }>(
      sql`select ended_at is null as works from employee where id = ${a.id}`,
    );
    expect(still).toEqual({ works: true });
  });

  test('when nobody would be left who decides who is let in', async () => {
    const [chief, other, stays] = [
      await world.employee('Шеф'),
      await world.employee('Второй'),
      await world.employee('В'),
    ];
    await giveAccount(world, 'director', chief);
    expect(await refusal(dismisses(world, chief, stays))).toMatchObject({
      refusal: 'LAST_KEYHOLDER',
      field: 'input.employeeId',
    });
    await giveAccount(world, 'administrator', other);
    const both = await Promise.allSettled([dismisses(world, chief, stays), dismisses(world, other, stays)]);
    expect(both.map(({ status }) => status).toSorted(), 'each the other’s last').toEqual(['fulfilled', 'rejected']);
    const refusals = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as AnsweredWithErrors] : []));
    expect(refusals.map(({ extensions }) => extensions.refusal)).toEqual(['LAST_KEYHOLDER']);
  });

  test('outside one’s own department, and of whoever stands beside or above', async () => {
    const team = await world.team('Третья', { department: office.north });
    const head = await world.enters('head_of_sales', { employee: office.boss });
    const [mine, deputy] = [await world.employee('Мой', { team }), await world.employee('Зам', { team })];
    await giveAccount(world, 'deputy', deputy);
    const above = await giveAccount(world, 'director', await world.employee('Над', { team }));
    expect(above).not.toBe('');
    expect(await refusal(dismisses(head, office.pavel, office.olga))).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.employeeId',
    });
    expect(await refusal(dismisses(head, mine, office.pavel))).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.successorId',
    });
    expect(await refusal(dismisses(head, deputy, office.olga))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await dismisses(head, mine, office.olga)).toMatchObject({ deals: 0 });
  });

  test('to everybody else', async () => {
    const nobody = await world.employee('Никто');
    for (const role of [
      'manager',
      'representative',
      'assistant',
      'analyst',
      'marketer',
      'service_agent',
      'integration',
      'screen',
    ] as const) {
      const visitor = await world.enters(role, { employee: office.olga });
      expect(await refusal(dismisses(visitor, nobody, office.olga)), role).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

test('a deal opened at the same moment is handed over or finds that its owner has left', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [goes, stays] = [await world.employee(`Г ${round}`), await world.employee(`Д ${round}`)];
    const client = await world.client(`К ${round}`, { owner: goes });
    const people = { ask: world.ask, stageOf: () => Promise.reject(new Error('none')), anyClient: async () => client };
    const opens = Array.from({ length: 6 }, () => new Person(goes, people).opens({ amount: 5 }));
    const all = await Promise.allSettled([...opens.slice(0, 3), dismisses(world, goes, stays), ...opens.slice(3)]);
    for (const one of all)
      if (one.status === 'rejected')
        expect((one.reason as AnsweredWithErrors).extensions).toMatchObject({ refusal: 'EMPLOYEE_LEFT' });
    const [left] = await world.database.owner.query(
      sql`select 1 from deal where owner_id = ${goes.id} and status = 'open'`,
    );
    expect(left, `round ${round}`).toBeUndefined();
  }
  expect(await verify(world.database.owner, [...ledgerChecks, dealsEqualTheirFacts])).toEqual([]);
});

test('a deal handed over at the same moment does not end with somebody who has left', async () => {
  for (let round = 0; round < 12; round += 1) {
    const [goes, stays] = [await world.employee(`Е ${round}`), await world.employee(`Ж ${round}`)];
    const client = await world.client(`Н ${round}`, { owner: stays });
    const person = new Person(stays, {
      ask: world.ask,
      stageOf: () => Promise.reject(new Error('none')),
      anyClient: async () => client,
    });
    const deals = [];
    for (let i = 0; i < 6; i += 1) deals.push(await person.opens({ amount: 5 }));
    const gives = deals.map((deal) => person.gives(deal, goes));
    const all = await Promise.allSettled([...gives.slice(0, 3), dismisses(world, goes, stays), ...gives.slice(3)]);
    for (const one of all)
      if (one.status === 'rejected')
        expect((one.reason as AnsweredWithErrors).extensions).toMatchObject({ refusal: 'EMPLOYEE_LEFT' });
    const [left] = await world.database.owner.query(
      sql`select 1 from deal where owner_id = ${goes.id} and status = 'open'`,
    );
    expect(left, `round ${round}`).toBeUndefined();
  }
});
