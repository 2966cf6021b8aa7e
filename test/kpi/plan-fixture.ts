import fc from 'fast-check';
import type { Database } from '../../server/src/database/database.ts';
import { sql } from '../../server/src/lib/sql.ts';
import type { PlansByHand } from './brute-force.ts';
import type { LevelsByHand } from './by-hand.ts';

/** One month of a plan. Who it is for: the whole house when nobody is named. */
export interface PlanRow extends LevelsByHand {
  kpi: string;
  month: string;
  department: number | null;
  team: number | null;
  employee: number | null;
}

/** Who stands where: the fourth employee in no team, the third team in the second department, the fourth in none. */
const teamOf: Record<number, number | null> = { 1: 1, 2: 1, 3: 2, 4: null };
const departmentOf: Record<number, number | null> = { 1: 1, 2: 1, 3: 2, 4: null };

/** Plans of some months for some of the house. */
export const plansOfHouse: fc.Arbitrary<PlanRow[]> = fc.uniqueArray(
  fc
    .record({
      kpi: fc.constantFrom('revenue', 'revenue', 'wonDeals', 'winRate', 'pipelineDeals'),
      month: fc.integer({ min: 0, max: 6 }).map((n) => new Date(Date.UTC(2025, 9 + n, 1)).toISOString().slice(0, 10)),
      who: fc.constantFrom('employee', 'employee', 'team', 'department', 'house'),
      id: fc.integer({ min: 1, max: 4 }),
      minimum: fc.option(fc.integer({ min: 0, max: 3 })),
      optimal: fc.integer({ min: 3, max: 6 }),
      maximum: fc.option(fc.integer({ min: 6, max: 9 })),
    })
    .map(({ who, id, ...plan }) => ({
      ...plan,
      department: who === 'department' ? id : null,
      team: who === 'team' ? id : null,
      employee: who === 'employee' ? id : null,
    })),
  {
    minLength: 320,
    maxLength: 340,
    selector: ({ kpi, month, department, team, employee }) => `${kpi} ${month} ${department} ${team} ${employee}`,
  },
);

/** The settings, departments, teams and employees of the house, and its plans. */
export async function insertHouse({ owner }: Database, plans: readonly PlanRow[]): Promise<void> {
  const ids = [1, 2, 3, 4];
  await owner.query(sql`/* fixture */ insert into setting (department_name, time_zone, currency)
    values ('Отдел', 'Europe/Moscow', 'RUB')`);
  await owner.query(
    sql`/* fixture */ insert into department (id, name) select n, 'D' || n from generate_series(1, 4) n`,
  );
  await owner.query(sql`/* fixture */ insert into team (id, name, department_id)
    select id, 'T' || id, department from unnest(${ids}::bigint[], ${ids.map((id) => departmentOf[id])}::bigint[]) t (id, department)`);
  await owner.query(sql`/* fixture */ insert into employee (id, name, team_id)
    select id, 'E' || id, team from unnest(${ids}::bigint[], ${ids.map((id) => teamOf[id])}::bigint[]) e (id, team)`);
  const rows = plans.map(({ department, team, employee, ...plan }) => ({
    ...{ ...plan, grain: 'MONTH', fixed: true, version: 1, stamps: {} },
    ...{ department_id: department, team_id: team, employee_id: employee },
  }));
  // ended ones, and quarters, are no plans to compare with
  const ended = rows.map((row) => ({ ...row, optimal: row.optimal + 100, maximum: null, ended_at: '2026-01-01' }));
  const quarters = [{ ...rows[0], month: '2026-01-01', grain: 'QUARTER', optimal: 1_000_000, maximum: null }];
  await owner.query(sql`/* fixture */ insert into plan
    (kpi, grain, month, department_id, team_id, employee_id, minimum, optimal, maximum, fixed, ended_at)
    select kpi, grain, month, department_id, team_id, employee_id, minimum, optimal, maximum, fixed, ended_at
    from jsonb_populate_recordset(null::plan, ${JSON.stringify([...rows, ...ended, ...quarters])}::jsonb)`);
}

/** The plan of a figure by looking through all of them. */
export function plansByHand(plans: readonly PlanRow[], planned: readonly string[]): PlansByHand {
  return {
    planned,
    candidates: [1, 2, 3, 4, null],
    of: (kpi, keys, { where }, { from, to }) => {
      if (!from.endsWith('-01') || !to.endsWith('-01')) return null;
      const months = new Set<string>();
      for (let year = 2025; year <= 2026; year += 1)
        for (let month = 1; month <= 12; month += 1) months.add(`${year}-${String(month).padStart(2, '0')}-01`);
      const covered = [...months].filter((month) => month >= from && month < to);
      const adds = kpi === 'revenue' || kpi === 'wonDeals';
      if (covered.length === 0 || (!adds && covered.length > 1)) return null;
      const filters = { EMPLOYEE: where?.employee, TEAM: where?.team, DEPARTMENT: where?.department };
      const names = ['EMPLOYEE', 'TEAM', 'DEPARTMENT'] as const;
      const level = names.find((name) => name in keys || filters[name]);
      const standing = (id: number | null) => {
        const team = level === 'EMPLOYEE' ? (teamOf[id ?? 0] ?? null) : level === 'TEAM' ? id : null;
        const department = level === 'DEPARTMENT' ? id : team === null ? null : (departmentOf[team] ?? null);
        return { EMPLOYEE: level === 'EMPLOYEE' ? id : null, TEAM: team, DEPARTMENT: department };
      };
      let ids: (number | null)[] = [null];
      if (level && level in keys) ids = [keys[level] ?? null];
      else if (level && Object.keys(keys).length > 0) return null;
      else if (level) ids = (filters[level] ?? []).map((id) => (id === null ? null : Number(id)));
      if (level && ids.includes(null)) return null;
      if (!adds && ids.length > 1) return null;
      const found: PlanRow[] = [];
      for (const id of ids) {
        const at = standing(id);
        for (const name of names) {
          if (name in keys && keys[name] !== at[name]) return null;
          const own = at[name] === null ? null : String(at[name]);
          if (filters[name] && !filters[name].includes(own)) return null;
        }
        for (const month of covered) {
          const plan = plans.find(
            (p) =>
              p.kpi === kpi &&
              p.month === month &&
              p.employee === (level === 'EMPLOYEE' ? id : null) &&
              p.team === (level === 'TEAM' ? id : null) &&
              p.department === (level === 'DEPARTMENT' ? id : null),
          );
          if (!plan) return null;
          found.push(plan);
        }
      }
      const total = (values: (number | null)[]) =>
        values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
      return {
        minimum: total(found.map((p) => p.minimum)),
        optimal: found.reduce((sum, p) => sum + p.optimal, 0),
        maximum: total(found.map((p) => p.maximum)),
      };
    },
  };
}
