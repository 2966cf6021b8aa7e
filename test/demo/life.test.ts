import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../server/src/kpi/catalogue.ts';
import type { KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import { readKpis } from '../../server/src/kpi/read-kpis.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { type DemoDepartment, startDemoDepartment } from './department.ts';

let department: DemoDepartment;
beforeAll(async () => {
  department = await startDemoDepartment('2026-03-18T12:00:00+03:00');
  console.log(`told in ${Math.round(department.seedMs)} ms`);
  console.log(
    await department.database.owner.query(sql`select coalesce(noun, 'deal') as noun, count(*)::int as n, count(*) filter (where event)::int as news
      from ledger group by 1 order by 2 desc`),
  );
});
afterAll(() => department.close());

test('every noun of the house has rows', async () => {
  const empty: string[] = [];
  for (const { record } of registered) {
    const [row] = await department.database.owner.query<{ any: boolean }>({
      text: `select exists (select from ${record.table}) as any`,
      values: [],
    });
    if (!row?.any) empty.push(record.table);
  }
  expect(empty).toEqual([]);
});

test('verify finds nothing', async () => {
  const checks = [
    ...ledgerChecks,
    dealsEqualTheirFacts,
    clientsEqualTheirPurchases,
    recordsEqualTheirRows(registered.map(({ record }) => record)),
  ];
  expect(await verify(department.database.owner, checks)).toEqual([]);
}, 60_000);

const hour = 3600;
/** What a figure of a month may be in a department of this size: money in roubles, times in seconds. */
const plausible: Record<string, [least: number, most: number]> = {
  ...{ winRate: [0.15, 0.6], profitability: [0.08, 0.4], averageDeal: [100_000, 700_000], planAttainment: [0.6, 1.4] },
  ...{
    kpiCoefficient: [0, 1.5],
    contactConversion: [0.02, 0.3],
    leadConversion: [0.15, 0.7],
    qualificationRate: [0.3, 0.85],
  },
  ...{
    responseTime: [5 * 60, 9.5 * hour],
    resolutionTime: [4 * hour, 12 * 24 * hour],
    conversionTime: [hour, 10 * 24 * hour],
  },
  ...{ dealCycle: [10 * 24 * hour, 90 * 24 * hour], averageTalkTime: [60, 600], taskCompletion: [0.6, 1] },
  ...{ onTimeDocuments: [0.7, 1], retentionRate: [0.4, 1], churnRate: [0, 0.15], repeatRevenueShare: [0.5, 1] },
  ...{
    satisfaction: [3.5, 5],
    satisfiedShare: [0.5, 1],
    nps: [-20, 90],
    cac: [5000, 300_000],
    costPerLead: [100, 8000],
  },
  ...{
    budgetExecution: [0.4, 1.5],
    trainingCompletion: [0.5, 1],
    procedureAdherence: [0.6, 1],
    topClientShare: [0.2, 0.85],
  },
  ...{ calls: [300, 1500], meetings: [20, 300], leads: [60, 500], newClients: [1, 20], activeClients: [80, 240] },
  ...{ neglectedClients: [1, 90], complaints: [1, 30], requests: [5, 100], lateAnswers: [1, 40] },
};

describe('last month every figure of the catalogue is known and plausible', () => {
  /** By figure: its value for the house, or for a department. */
  const figures = async (ids: string[], where?: KpisArgs['where']) => {
    const asked = { period: { named: 'LAST_MONTH' as const }, ...(where && { where }) };
    const table = await readKpis(department.makeContext(), asked, { kpis: ids, sql: false });
    const row = table.total as unknown as Record<string, { value: number | null }>;
    return new Map(ids.map((id) => [id, row[id]?.value ?? null]));
  };

  test('for the house and for the sales department', async () => {
    const { id } = await department.one<{ id: string }>(
      sql`select id from department where external_id = 'demo:sales'`,
    );
    const all = [...catalogue.values()];
    const house = await figures(all.map((kpi) => kpi.id));
    const byDepartment = all.filter((kpi) => kpi.breakdowns.includes('DEPARTMENT')).map((kpi) => kpi.id);
    const sales = await figures(byDepartment, { department: [id] });
    expect([...house].filter(([, value]) => value === null)).toEqual([]);
    expect([...sales].filter(([, value]) => value === null)).toEqual([]);
    for (const [kpi, [least, most]] of Object.entries(plausible)) {
      for (const value of [house.get(kpi), ...(sales.has(kpi) ? [sales.get(kpi)] : [])]) {
        expect(value, kpi).toBeGreaterThanOrEqual(least);
        expect(value, kpi).toBeLessThanOrEqual(most);
      }
    }
  });
});
