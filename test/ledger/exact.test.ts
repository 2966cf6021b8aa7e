import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roll } from '../../server/src/ledger/roll.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { servedAgainstBruteForce } from './brute-force.ts';
import { anyVerb, type Department, furnish, seeded } from './random-department.ts';

const checks = [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases];

describe('the ledger stays exact', () => {
  let own: TestDatabase;
  let department: Department;

  beforeAll(async () => {
    own = await startDatabase();
    department = await furnish(own.database);
  });
  afterAll(() => own.close());

  test('under interleaved verbs of several writers while rollers roll, at every moment', async () => {
    const seed = 20_261_121;
    let left = 800;
    let writing = true;
    const done = { done: 0, refused: 0 };
    const writer = async (n: number) => {
      const random = seeded(seed + n);
      while (left > 0) {
        left -= 1;
        done[await anyVerb(department, random, `w${n}-${left}`)] += 1;
      }
    };
    const rolling = async () => {
      let merged = 0;
      while (writing) merged += await roll(own.database.owner);
      return merged;
    };
    const looks: string[] = [];
    const looking = async () => {
      while (writing) looks.push(...(await servedAgainstBruteForce(own.database)));
    };
    const others = [rolling(), rolling(), looking()];
    await Promise.all([1, 2, 3, 4, 5].map(writer));
    writing = false;
    const [mergedByOne, mergedByOther] = (await Promise.all(others)) as [number, number, undefined];

    expect(done.done, 'most verbs should do something').toBeGreaterThan(300);
    expect(mergedByOne + mergedByOther, 'the rollers should have had work while verbs ran').toBeGreaterThan(0);
    expect(looks).toEqual([]);
    expect(await verify(own.database.owner, checks)).toEqual([]);
    await roll(own.database.owner);
    expect(await servedAgainstBruteForce(own.database)).toEqual([]);
    expect(await verify(own.database.owner, checks)).toEqual([]);
  }, 120_000);

  test('verify finds a planted kopeck, whether in an entry, a rollup, a deal or a day', async () => {
    const plant = async (...statements: string[]) => {
      for (const text of statements) await own.database.owner.query({ text, values: [] });
      return (await verify(own.database.owner, checks)).map((finding) => finding.check);
    };
    const unlocked = (text: string) => [
      'alter table ledger disable trigger ledger_no_change',
      text,
      'alter table ledger enable always trigger ledger_no_change',
    ];
    const row = '(select ctid from rollup_people order by day, employee_id, team_id, stage_id limit 1)';
    const some = '(select min(id) from ledger where revenue is not null)';
    expect(await plant(`update rollup_people set revenue = revenue + 1 where ctid = ${row}`)).toContain(
      'rollup_people',
    );
    expect(await plant(`update rollup_people set revenue = revenue - 1 where ctid = ${row}`)).toEqual([]);
    expect(await plant(...unlocked(`update ledger set revenue = revenue + 1 where id = ${some}`))).toContain(
      'deal entries',
    );
    expect(await plant(...unlocked(`update ledger set revenue = revenue - 1 where id = ${some}`))).toEqual([]);
    expect(await plant(...unlocked(`update ledger set day = day + 1 where id = ${some}`))).toContain('day');
    expect(await plant(...unlocked(`update ledger set day = day - 1 where id = ${some}`))).toEqual([]);
    expect(
      await plant(`update deal set amount = amount + 1 where id = (select min(id) from deal where amount is not null)`),
    ).toContain('deal row');
  });
});

describe('the ledger is append-only', () => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await startDatabase();
    const department = await furnish(own.database);
    for (let i = 0; i < 5; i += 1) await anyVerb(department, seeded(i), `k${i}`);
  });
  afterAll(() => own.close());

  const run = (pool: 'app' | 'owner', text: string) => own.database[pool].query({ text, values: [] });

  test.each(['update ledger set revenue = 0', 'delete from ledger', 'truncate ledger'])(
    '%s is refused to its owner too',
    async (text) => {
      await expect(run('owner', text)).rejects.toThrow('append-only');
      await expect(run('owner', `set session_replication_role = replica; ${text}`)).rejects.toThrow('append-only');
    },
  );

  test('requests have no right to change it, nor the rollups', async () => {
    await expect(run('app', 'update ledger set revenue = 0')).rejects.toThrow('permission denied');
    await expect(run('app', 'delete from rollup_people')).rejects.toThrow('permission denied');
  });

  test('time zone and currency are fixed once entries exist', async () => {
    await expect(run('owner', "update setting set time_zone = 'UTC'")).rejects.toThrow('fixed');
  });
});
