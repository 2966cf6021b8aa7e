import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');
export const folder = join(repository, '../shared/data/maven');
export const present = existsSync(join(folder, 'sales_pipeline.csv'));
if (!present)
  console.warn(`SKIPPED: the Maven import, because its data is not at ../shared/data/maven beside the project`);

/** A file's rows by column, for the brute force: naive on purpose, and none of the importer's code. */
function table(name: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(join(folder, name), 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i] ?? '', cell])));
}

/** What is compared of every group. */
export interface Figures {
  won: number;
  lost: number;
  open: number;
  revenue: number;
  cycleDays: number;
}

/** One deal as the files tell it. */
export interface Told extends Record<string, string> {
  agent: string;
  manager: string;
  region: string;
  product: string;
  series: string;
  sector: string;
}

/** All deals as the files tell them, with what agents, products and accounts add. */
export function told(): Told[] {
  const teams = new Map(table('sales_teams.csv').map((row) => [row.sales_agent, row]));
  const sectors = new Map(
    table('accounts.csv').map((row) => [row.account, row.sector === 'technolgy' ? 'technology' : row.sector]),
  );
  const series = new Map(table('products.csv').map((row) => [row.product, row.series]));
  return table('sales_pipeline.csv').map((row) => {
    const product = row.product === 'GTXPro' ? 'GTX Pro' : (row.product ?? '');
    return {
      ...row,
      agent: row.sales_agent ?? '',
      manager: teams.get(row.sales_agent)?.manager ?? '',
      region: teams.get(row.sales_agent)?.regional_office ?? '',
      product,
      series: series.get(product) ?? '',
      sector: sectors.get(row.account) ?? '',
    };
  });
}

/** The figures of every group, by looking at every row. */
export function bruteForce(rows: Told[], key: (row: Told) => string): Record<string, Figures> {
  const groups: Record<string, Figures> = {};
  for (const row of rows) {
    const group = (groups[key(row)] ??= { won: 0, lost: 0, open: 0, revenue: 0, cycleDays: 0 });
    if (row.deal_stage === 'Won') {
      group.won += 1;
      group.revenue += Number(row.close_value);
      group.cycleDays += (Date.parse(row.close_date ?? '') - Date.parse(row.engage_date ?? '')) / 86_400_000;
    } else if (row.deal_stage === 'Lost') group.lost += 1;
    else group.open += 1;
  }
  return groups;
}
