export interface RankingRow {
  id: string;
  name: string | undefined;
  value: number;
  previous: number | null;
}

export interface RankedRow extends RankingRow {
  place: number;
  /** Places gained since then, negative when lost; null when the person did not stand in that ranking. */
  moved: number | null;
  /** Length of the bar and place of the then-mark, as shares of the longest. */
  share: number;
  thenShare: number | null;
}

/** Rows in order of value with what their bars need; rows that have and had nothing are left out. */
export function rankRows(rows: readonly RankingRow[]): RankedRow[] {
  const shown = rows.filter(({ value, previous }) => value !== 0 || (previous ?? 0) !== 0);
  const now = [...shown].sort((a, b) => b.value - a.value || byId(a, b));
  const then = shown
    .filter(({ previous }) => previous !== null && previous > 0)
    .sort((a, b) => (b.previous ?? 0) - (a.previous ?? 0) || byId(a, b));
  const longest = Math.max(...shown.map(({ value, previous }) => Math.max(value, previous ?? 0)), 0) || 1;
  return now.map((row, index) => {
    const before = then.indexOf(row);
    return {
      ...row,
      place: index + 1,
      moved: before < 0 ? null : before - index,
      share: Math.max(0, row.value / longest),
      thenShare: row.previous === null || row.previous <= 0 ? null : row.previous / longest,
    };
  });
}

function byId(a: RankingRow, b: RankingRow): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}
