import type { Known } from './known.ts';
import type { Likeness } from './mapping-makes.ts';

/** Clients by what they are recognised by, each by the first one that has it. */
export class Likenesses {
  readonly #clients = new Map<string, Known>();

  add(client: Known): void {
    for (const by of ['inn', 'phone', 'email', 'name'] as const) {
      const mark = markOf(by, client.values[by]);
      if (mark !== null && !this.#clients.has(mark)) this.#clients.set(mark, client);
    }
  }

  /** The client that shares one of these with what is told, the surest first as the mapping says. */
  find(by: readonly Likeness[], told: Known['values']): Known | undefined {
    for (const each of by) {
      const mark = markOf(each, told[each]);
      const found = mark === null ? undefined : this.#clients.get(mark);
      if (found) return found;
    }
    return undefined;
  }
}

function markOf(by: Likeness, value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  const key = by === 'name' ? nameKey(value) : value;
  return key === '' ? null : `${by} ${key}`;
}

const forms = new Set('ооо оао зао пао нао ао ип чп тоо гк тд llc ltd inc gmbh corp co'.split(' '));
const longForms =
  /общество с ограниченной ответственностью|(публичное |непубличное |закрытое |открытое )?акционерное общество|индивидуальный предприниматель|торговый дом|группа компаний/g;

/** What names are compared by when duplicates are looked for: as `client_name_key` of the database has it (a test compares the two). */
export function nameKey(name: string): string {
  const plain = name
    .replaceAll('Ё', 'Е')
    .replaceAll('ё', 'е')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  const words = plain
    .replaceAll(longForms, ' ')
    .split(' ')
    .filter((word) => word !== '' && !forms.has(word));
  return words.length > 0 ? words.toSorted().join(' ') : plain.trim();
}
