import { type Fragment, join, raw, sql } from '../../lib/sql.ts';
import { laidOut } from '../read-sums.ts';
import type { Slot } from '../slot.ts';
import { keyNames, partsOf } from '../statement.ts';
import type { Keys, TermQuestion, TermValues } from './reader.ts';

/** so many clients are the largest ones */
const largest = 10;

/**
 * The revenue of the largest clients of each group and slot, each slot having largest ones of its own. What was sold to nobody knows whom counts to
 * none of them, and whose purchases were all taken back is none. One statement, whatever the number of groups.
 */
export async function readTopClients({ asking, question, groups, slots }: TermQuestion): Promise<TermValues> {
  const keys = keyNames.slice(0, question.by.length);
  const { reading } = laidOut(asking.mark, {
    ...question,
    by: [...question.by, 'CLIENT'],
    measures: ['revenue'],
  });
  const client = keyNames[question.by.length] as string;
  const within = cellsOf(slots);
  const grouping = ['cell', ...keys, client].join(', ');
  const ofGroups =
    keys.length === 0 ? raw('') : sql`\nunion all ${topOf(keys, sql`clients where ${among(groups, keys)} and`)}`;
  const everything = sql`(select slot, client, sum(revenue) as revenue from clients group by slot, client
  having sum(revenue) <> 0) everyone where`;
  const statement = sql`/* kpi-top-clients */ with cells as (
  select ${raw(grouping)}, sum(revenue) as revenue from (
    ${join(partsOf(reading), '\n    union all ')}
  ) parts group by ${raw(grouping)}
), clients as (
  select slot, ${raw(keys.map((key) => `${key}, `).join(''))}${raw(client)} as client, sum(revenue) as revenue
  from cells join unnest(${within.cells}::int[], ${within.slots}::int[]) slots (cell, slot) using (cell)
  group by ${raw(['slot', ...keys, client].join(', '))} having sum(revenue) <> 0
)
${topOf([], everything, keys.length)}${ofGroups}`.build();
  const rows = await asking.db.query<Row>(statement);
  const found = new Map(
    rows.map((row) => [placeOf(row.slot, row.whole ? [] : keys.map((key) => row[key] ?? null)), Number(row.revenue)]),
  );
  return {
    // whoever sold nothing has clients who bought for nothing
    of: (group, _, slot) => found.get(placeOf(within.slotOf(slot), group)) ?? 0,
    statements: [statement],
  };
}

interface Row extends Partial<Record<(typeof keyNames)[number], string | null>> {
  slot: number;
  whole: boolean;
  revenue: string;
}

/** The largest clients of each slot and group, added up; `empty`: so many keys are not told. */
function topOf(keys: readonly string[], from: Fragment, empty = 0): Fragment {
  const told =
    empty > 0 ? keyNames.slice(0, empty).map((key) => `null::bigint as ${key}, `) : keys.map((k) => `${k}, `);
  const grouping = raw(['slot', ...keys].join(', '));
  return sql`select slot, ${raw(told.join(''))}${raw(String(keys.length === 0))} as whole, sum(revenue) as revenue from (
  select *, row_number() over (partition by ${grouping} order by revenue desc, client) as place
  from ${from} client is not null
) ranked where place <= ${largest} group by ${grouping}`;
}

/** Which cells of the timeline each slot is made of; slots with the same window are one. */
function cellsOf(slots: readonly Slot[]) {
  const places = new Map<string, number>();
  const within = { cells: [] as number[], slots: [] as number[] };
  for (const { window } of slots) {
    const key = `${window.from}:${window.to}`;
    if (places.has(key)) continue;
    places.set(key, places.size);
    for (let cell = window.from + 1; cell <= window.to; cell += 1) {
      within.cells.push(cell);
      within.slots.push(places.size - 1);
    }
  }
  return { ...within, slotOf: ({ window }: Slot) => places.get(`${window.from}:${window.to}`) };
}

/** Only the groups of the page. No id is negative: such a one stands for the unknown, which equals nothing in SQL. */
function among(groups: TermQuestion['groups'], keys: readonly string[]): Fragment {
  const columns = keys.map((_, i) => sql`${groups.map((group) => group.keys[i] ?? '-1')}::bigint[]`);
  const told = raw(keys.map((key) => `coalesce(${key}, -1)`).join(', '));
  return sql`(${told}) in (select * from unnest(${join(columns)}))`;
}

function placeOf(slot: number | undefined, keys: Keys): string {
  return `${slot} ${JSON.stringify(keys)}`;
}
