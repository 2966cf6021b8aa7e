import { sql } from '../../lib/sql.ts';
import { type Day, dayOf, monthOf, startOfDay } from '../../lib/zone.ts';
import { planNoun } from '../../plans/plan.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import { writeMany } from '../../records/write-many.ts';
import { monthAfter } from '../campaigns.ts';
import { type PersonKey, person, personKeys } from '../people.ts';
import { Random } from '../random.ts';
import { demandOn, priceLevelOn } from '../seasons.ts';
import type { DemoWorld } from '../world.ts';
import type { Outcomes, Whose } from './outcomes.ts';
import { earlier, later, type Telling } from './telling.ts';

/** A figure planned from what was reached before: rounded to `step`; `down`: less is better. */
interface Planned {
  kpi: PlannableKpi;
  step: number;
  down?: true;
  of: readonly (Whose | 'sellers' | 'teams')[];
}

/** money in kopecks */
const planned: readonly Planned[] = [
  { kpi: 'revenue', step: 5_000_000, of: ['sellers', 'teams', 'sales', 'house'] },
  { kpi: 'wonDeals', step: 1, of: ['sellers', 'sales'] },
  { kpi: 'calls', step: 5, of: ['sellers', 'sales'] },
  { kpi: 'meetings', step: 1, of: ['sellers', 'sales'] },
  { kpi: 'newClients', step: 1, of: ['sales'] },
  { kpi: 'leads', step: 5, of: ['house'] },
  { kpi: 'complaints', step: 1, down: true, of: ['service'] },
];

/** Figures that are the same every month: shares and scores in millionths, times in seconds. */
const steady: readonly { kpi: PlannableKpi; of: Whose; levels: readonly [number, number, number] }[] = [
  { kpi: 'winRate', of: 'sales', levels: [300_000, 360_000, 430_000] },
  { kpi: 'taskCompletion', of: 'sales', levels: [800_000, 880_000, 950_000] },
  { kpi: 'onTimeDocuments', of: 'sales', levels: [820_000, 900_000, 960_000] },
  { kpi: 'responseTime', of: 'sales', levels: [3600, 1800, 1200] },
  { kpi: 'satisfaction', of: 'service', levels: [4_000_000, 4_400_000, 4_700_000] },
  { kpi: 'nps', of: 'house', levels: [25_000_000, 40_000_000, 60_000_000] },
];

interface Cell {
  kpi: PlannableKpi;
  whose: Whose;
  month: Day;
  optimal: number;
  minimum: number;
  maximum: number;
}

/**
 * Writes the plans of every month to the end of the year in which the story ends: what the season asks for, leaning to what became of it,
 * for whoever planned knew their deals. Those of teams and of the department are the sums of their people's.
 */
export async function writePlans(telling: Telling, outcomes: Outcomes): Promise<void> {
  const { tx, ctx, world, after, until } = telling;
  const months = monthsOf(world, until);
  const cells = [...planned.flatMap((plan) => cellsOf(telling, plan, months, outcomes)), ...steadyCells(months)];
  const years = cells.length > 0 ? wholeYears(cells) : [];
  const decided = (month: Day) => {
    const at = startOfDay(`${monthAfter(month, -1).slice(0, 8)}22`, world.timeZone);
    return earlier(later(at, after), until);
  };
  const rowOf = ({ kpi, whose, month, minimum, optimal, maximum }: Cell) => ({
    ...{ kpi, month, minimum, optimal, maximum, ...ownerOf(telling, whose), fixed: true },
    recordedAt: decided(month),
  });
  const yearIds = await writeMany(
    tx,
    ctx,
    planNoun,
    years.map((year) => ({ ...rowOf(year), grain: 'YEAR' as const, spread: 'seasonality' as const })),
  );
  const wholeOf = new Map(
    years.map(({ kpi, whose, month }, i) => [`${kpi}/${whose}/${month.slice(0, 4)}`, yearIds[i]]),
  );
  const partOf = ({ kpi, whose, month }: Cell) => wholeOf.get(`${kpi}/${whose}/${month.slice(0, 4)}`) ?? null;
  await writeMany(
    tx,
    ctx,
    planNoun,
    cells.map((cell) => ({ ...rowOf(cell), grain: 'MONTH' as const, partOfId: partOf(cell) })),
  );
  // each as the verb keeps it
  await tx.query(sql`/* demo-plan-versions */ insert into plan_version (plan_id, number, changed_at, employee_id, verb, kpi, minimum, optimal, maximum)
    select p.id, 1, l.recorded_at, ${telling.nouns.of('employee', 'head').id}, 'setPlan', p.kpi, p.minimum, p.optimal, p.maximum
    from plan p join ledger l on l.noun = 'plan' and l.noun_id = p.id and l.event order by p.id`);
}

function monthsOf({ start, timeZone }: DemoWorld, until: Date): Day[] {
  const last = `${dayOf(until, timeZone).slice(0, 4)}-12-01`;
  const months: Day[] = [];
  for (let month = start; month <= last; month = monthAfter(month, 1)) months.push(month);
  return months;
}

const sellers = personKeys.filter((key) => person(key).group !== undefined);

/** The cells of a figure: of each seller, and the sums of these for those above; else of whoever is planned by themselves. */
function cellsOf(telling: Telling, plan: Planned, months: readonly Day[], outcomes: Outcomes): Cell[] {
  const levels = plan.down ? ([1.35, 1, 0.7] as const) : ([0.8, 1, 1.2] as const);
  const rounded = (value: number) => Math.max(plan.step, Math.round(value / plan.step) * plan.step);
  const cell = (whose: Whose, month: Day, optimal: number): Cell => ({
    ...{ kpi: plan.kpi, whose, month, optimal },
    ...{ minimum: rounded(optimal * levels[0]), maximum: rounded(optimal * levels[2]) },
  });
  const bySeller = plan.of.includes('sellers');
  const own = new Map(
    bySeller ? sellers.map((key) => [key as Whose, expected(telling, plan.kpi, key, months, outcomes)]) : [],
  );
  const planOf = (whose: Whose, month: Day): number => {
    const parts = membersOf(whose).map((key) => own.get(key)?.get(month) ?? 0);
    return bySeller ? parts.reduce((sum, part) => sum + rounded(part), 0) : 0;
  };
  return plan.of
    .flatMap((of): readonly Whose[] => (of === 'sellers' ? sellers : of === 'teams' ? ['hunters', 'care'] : [of]))
    .flatMap((whose) => {
      const alone = bySeller ? null : expected(telling, plan.kpi, whose, months, outcomes);
      return months.flatMap((month) => {
        const isSeller = own.has(whose);
        const value = alone?.get(month) ?? (isSeller ? own.get(whose)?.get(month) : planOf(whose, month));
        return value === undefined || value <= 0 ? [] : [cell(whose, month, rounded(value))];
      });
    });
}

function membersOf(whose: Whose): readonly PersonKey[] {
  if (whose === 'hunters' || whose === 'care') return sellers.filter((key) => person(key).team === whose);
  return sellers;
}

/** What somebody is expected to reach in each month in which they work. */
function expected(telling: Telling, kpi: PlannableKpi, whose: Whose, months: readonly Day[], outcomes: Outcomes) {
  const { world, until } = telling;
  const { seed, start, timeZone } = world;
  const current = monthOf(dayOf(until, timeZone));
  const worked = months.filter((month) => works(world, whose, month));
  const season = (month: Day) => {
    const middle = `${month.slice(0, 8)}15`;
    return demandOn(middle, start) * (kpi === 'revenue' ? priceLevelOn(middle, start) : 1);
  };
  const reached = (month: Day) => outcomes.of(kpi, whose, month);
  const past = worked.filter((month) => month < current);
  const usual =
    past.reduce((sum, month) => sum + reached(month), 0) /
    Math.max(
      past.reduce((sum, month) => sum + season(month), 0),
      1e-9,
    );
  return new Map(
    worked.map((month) => {
      const hoped = usual * season(month);
      const value = month < current ? hoped * 0.45 + reached(month) * 0.55 : hoped;
      return [month, value * new Random(seed, 'plan', kpi, whose, month).between(0.95, 1.08)] as const;
    }),
  );
}

/** Whether somebody works through a whole month. */
function works({ staff }: DemoWorld, whose: Whose, month: Day): boolean {
  if (whose === 'artem') return monthAfter(staff.newcomerDay, 1) <= month;
  return whose !== 'natalya' || monthAfter(month, 1) <= staff.leavingDay;
}

function steadyCells(months: readonly Day[]): Cell[] {
  return steady.flatMap(({ kpi, of, levels: [minimum, optimal, maximum] }) =>
    months.map((month): Cell => ({ kpi, whose: of, month, minimum, optimal, maximum })),
  );
}

/** The years of which every month is planned: the sums of the department's revenue. */
function wholeYears(cells: readonly Cell[]): Cell[] {
  const own = cells.filter(({ kpi, whose }) => kpi === 'revenue' && (whose === 'sales' || whose === 'house'));
  return [...Map.groupBy(own, ({ whose, month }) => `${whose}/${month.slice(0, 4)}`).values()].flatMap((year) => {
    const [first] = year;
    if (!first || year.length < 12) return [];
    const sum = (level: 'minimum' | 'optimal' | 'maximum') => year.reduce((total, cell) => total + cell[level], 0);
    const levels = { minimum: sum('minimum'), optimal: sum('optimal'), maximum: sum('maximum') };
    return [{ ...first, month: `${first.month.slice(0, 4)}-01-01`, ...levels }];
  });
}

function ownerOf({ nouns }: Telling, whose: Whose) {
  if (whose === 'house') return {};
  if (whose === 'sales' || whose === 'service') return { departmentId: nouns.of('department', whose).id };
  if (whose === 'hunters' || whose === 'care') return { teamId: nouns.of('team', whose).id };
  return { employeeId: nouns.of('employee', whose).id };
}
