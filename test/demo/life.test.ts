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
    console.log(all.map((kpi) => `${kpi.id} ${house.get(kpi.id)} ${sales.get(kpi.id)}`).join('\n'));
  });
});
