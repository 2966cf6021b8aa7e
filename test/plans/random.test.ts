import { expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { startWorld } from '../world/world.ts';
import { livePlans } from './random-plans.ts';

/** Numbers that look random and are the same every time. */
function rolling(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * sides);
  };
}

interface Kept {
  id: string;
  kpi: string;
  grain: string;
  month: string;
  whose: string;
  part_of_id: string | null;
  spread: string | null;
  fixed: boolean;
  minimum: string | null;
  optimal: string;
  maximum: string | null;
  version: number;
  versions: string;
}

test('whatever is planned and spent at random, plans stay in order and the ledger stands for the rows', async () => {
  const world = await startWorld();
  await livePlans(world, rolling(20_260_318), 150);
  const records = registered.map(({ record }) => record);
  expect(await verify(world.database.owner, [...ledgerChecks, recordsEqualTheirRows(records)])).toEqual([]);
  const plans = await world.database.owner.query<Kept>({
    text: `/* all-plans */ select p.id, kpi, grain, month, part_of_id, spread, fixed, minimum, optimal, maximum, version,
        concat_ws('/', 'd' || department_id, 't' || team_id, 'e' || employee_id) as whose,
        (select count(*) from plan_version v where v.plan_id = p.id) as versions
      from plan p where ended_at is null`,
    values: [],
  });
  expect(plans.length).toBeGreaterThan(50);
  const cells = new Set(plans.map(({ kpi, grain, month, whose }) => `${kpi} ${grain} ${month} ${whose}`));
  expect(cells.size).toBe(plans.length);
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  for (const plan of plans) {
    expect(Number(plan.versions)).toBe(plan.version);
    const set = [plan.minimum, plan.optimal, plan.maximum].filter((level) => level !== null).map(Number);
    expect(set).toEqual(set.toSorted((a, b) => a - b));
    const whole = plan.part_of_id === null ? null : byId.get(plan.part_of_id);
    if (!whole) continue;
    // a part is of the same figure and owner, and within the time of its whole
    expect([plan.kpi, plan.whose]).toEqual([whole.kpi, whole.whose]);
    expect(whole.grain).not.toBe('MONTH');
    expect(plan.month >= whole.month && plan.month.slice(0, 4) === whole.month.slice(0, 4)).toBe(true);
  }
  await world.close();
}, 60_000);
