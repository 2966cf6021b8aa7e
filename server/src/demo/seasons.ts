import { type Day, daysBetween } from '../lib/zone.ts';

/** How many deals a month brings against the mean of the year: shops open in spring and autumn, budgets are spent in December. */
const demand = [0.7, 0.92, 1.08, 1.1, 0.9, 0.96, 0.88, 0.86, 1.1, 1.17, 1.18, 1.15];
/** How long things take against the mean: everybody hurries before New Year, nobody in January, May and August. */
const patience = [1.25, 1.05, 1, 0.95, 1.15, 1, 1.05, 1.12, 1, 0.95, 0.9, 0.75];

/** Two years of growth, and then the same: a demo that hangs on a wall for a year should not outgrow its department. */
const growthDays = 730;
const growthTotal = 1.55;

/** Which month a day lies in, with the neighbour it leans to, so that nothing jumps on the first. */
function ofMonth(table: readonly number[], day: Day): number {
  const month = Number(day.slice(5, 7)) - 1;
  const lean = (Number(day.slice(8, 10)) - 15.5) / 30;
  const here = table[month] ?? 1;
  const there = table[(month + (lean < 0 ? 11 : 1)) % 12] ?? 1;
  return here + Math.abs(lean) * (there - here);
}

/** How much is asked for on a day: season times growth since the story began. */
export function demandOn(day: Day, start: Day): number {
  const grown = Math.min(Math.max(daysBetween(start, day) / growthDays, 0), 1);
  return ofMonth(demand, day) * growthTotal ** grown;
}

/** What a stay in a stage is multiplied by. */
export function patienceOn(day: Day): number {
  return ofMonth(patience, day);
}

/** Prices follow the market: some percent a year, in steps each January and July. */
export function priceLevelOn(day: Day, start: Day): number {
  const half = (d: Day) => Number(d.slice(0, 4)) * 2 + (d.slice(5, 7) >= '07' ? 1 : 0);
  return 1.03 ** Math.min(Math.max(half(day) - half(start), 0), 4);
}
