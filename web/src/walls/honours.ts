import { type Day, dayAt } from '../i18n/dates.ts';

/** An award or thanks as the server tells it. */
export interface Given {
  kind: 'award' | 'thanks';
  id: string;
  at: string;
  words: string;
  employee: { id: string; name: string } | null;
}

export interface Honour extends Given {
  /** Ids are of one noun only. */
  key: string;
}

/** Those of a day's month in the department's time zone, the latest first. */
export function ofMonth(given: readonly Given[], today: Day, timeZone: string): Honour[] {
  const month = today.slice(0, 7);
  return given
    .filter(({ at }) => dayAt(Date.parse(at), timeZone).startsWith(month))
    .map((honour) => ({ ...honour, key: `${honour.kind}:${honour.id}` }))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.key < b.key ? -1 : 1));
}
