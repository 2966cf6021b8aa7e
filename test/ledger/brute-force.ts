import type { Database } from '../../server/src/database/database.ts';
import { rollups } from '../../server/src/ledger/rollups.ts';

const measures = ['opened', 'won', 'lost', 'revenue', 'cost', 'costed', 'cycle', 'in_stage', 'pipeline', 'priced'];

type Sums = Map<string, Map<string, bigint>>;

/** Adds rows up, in plain code, by the columns of a rollup. Groups in which everything nets to zero are left out. */
function addUp(rows: Record<string, string | null>[], keys: string[]): Sums {
  const sums: Sums = new Map();
  for (const row of rows) {
    const key = keys.map((k) => row[k] ?? '–').join('|');
    const sum = sums.get(key) ?? new Map<string, bigint>();
    sums.set(key, sum);
    for (const m of measures) sum.set(m, (sum.get(m) ?? 0n) + BigInt(row[m] ?? 0));
  }
  for (const [key, sum] of sums) if ([...sum.values()].every((value) => value === 0n)) sums.delete(key);
  return sums;
}

/**
 * What is served (rollups + tail, read in one statement) against all entries added up one by one; both in one snapshot.
 * Returns the differences as text.
 */
export async function servedAgainstBruteForce(database: Database): Promise<string[]> {
  return database.owner.transaction(async (tx) => {
    await tx.query({ text: 'set transaction isolation level repeatable read', values: [] });
    const rowsOf = (text: string) => tx.query<Record<string, string | null>>({ text, values: [] });
    const all = await rowsOf('select * from ledger');
    const differences: string[] = [];
    for (const { table, grain, dimensions } of rollups) {
      const columns = [grain, ...dimensions, ...measures].join(', ');
      const served = await rowsOf(
        `select ${columns} from ${table} union all select ${columns} from ledger where xid >= (select mark from ledger_mark)`,
      );
      const expected = addUp(all, [grain, ...dimensions]);
      const found = addUp(served, [grain, ...dimensions]);
      for (const key of new Set([...expected.keys(), ...found.keys()])) {
        const [a, b] = [expected.get(key), found.get(key)].map((sum) =>
          JSON.stringify([...(sum ?? [])].map(([m, v]) => [m, String(v)])),
        );
        if (a !== b) differences.push(`${table} ${key}: entries ${a}, served ${b}`);
      }
    }
    return differences;
  });
}
