import { readdir } from 'node:fs/promises';
import type { Kpi } from './define-kpi.ts';
import { dimensions } from './dimension.ts';

/** fields that every row has beside its figures */
const reserved = new Set<string>(['id', 'period', ...Object.values(dimensions).map(({ field }) => field)]);

/**
 * Reads a folder of figures, one a file; runs from sources and from the build alike. Refuses a file without a figure,
 * a name that differs from its file, and a figure defined twice.
 */
export async function readCatalogue(folder: URL): Promise<Kpi[]> {
  const files = (await readdir(folder)).filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts')).toSorted();
  const kpis: Kpi[] = [];
  for (const file of files) {
    const name = file.replace(/\.[jt]s$/, '');
    const { default: kpi } = (await import(new URL(file, folder).href)) as { default?: Kpi };
    if (!kpi?.id) throw new Error(`kpi/catalogue/${file} exports no figure: export default defineKpi({ … })`);
    if (kpis.some((other) => other.id === kpi.id))
      throw new Error(`kpi/catalogue/${file}: ${kpi.id} is defined already`);
    if (kpi.id !== name)
      throw new Error(`kpi/catalogue/${file} defines ${kpi.id}: the file must carry the figure's name`);
    if (reserved.has(kpi.id)) throw new Error(`kpi/catalogue/${file}: rows have a field of that name already`);
    if (!/^[a-z][a-zA-Z]*$/.test(kpi.id)) throw new Error(`kpi/catalogue/${file}: a figure's id is camelCase letters`);
    kpis.push(kpi);
  }
  return kpis;
}

/** Every figure there is, by id, in the order of their names. */
export const catalogue: ReadonlyMap<string, Kpi> = new Map(
  (await readCatalogue(new URL('./catalogue/', import.meta.url))).map((kpi) => [kpi.id, kpi]),
);

/** A figure that is known to exist. */
export function kpiOf(id: string): Kpi {
  const kpi = catalogue.get(id);
  if (!kpi) throw new Error(`no figure ${id}`);
  return kpi;
}
