import type { Pool, Transaction } from '../database/database.ts';
import { dimensions } from './dimensions.ts';
import { measureNames } from './measures.ts';
import { rollups } from './rollups.ts';

/** Something that should be equal and is not. */
export interface Finding {
  check: string;
  /** what it is about: a deal, a row of a rollup, an entry */
  where: string;
  expected: unknown;
  found: unknown;
}

/** A check looks at one snapshot of the database and reports at most `limit` findings. */
export type Check = (tx: Transaction, limit: number) => Promise<Finding[]>;

/** Runs checks on one snapshot, so that a department at work does not look like an error. */
export async function verify(owner: Pool, checks: readonly Check[], limit = 100): Promise<Finding[]> {
  return owner.transaction(async (tx) => {
    await tx.query({ text: '/* verify */ set transaction isolation level repeatable read, read only', values: [] });
    const findings: Finding[] = [];
    for (const check of checks) findings.push(...(await check(tx, limit)));
    return findings;
  });
}

/** What the ledger can be asked about itself, whatever nouns post to it. */
export const ledgerChecks: Check[] = [
  rollupsEqualLedger,
  markCountsEntries,
  daysAreTheDepartments,
  reversalsCancel,
  nothingDangles,
];

/** Rollup + tail against a plain sum over all entries, row by row. */
async function rollupsEqualLedger(tx: Transaction, limit: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { table, grain, dimensions: columns } of rollups) {
    const keys = [grain, ...columns].join(', ');
    const zeros = measureNames.map((m) => `coalesce(sum(${m}), 0) as ${m}`).join(', ');
    const rows = await tx.query<{ key: unknown; expected: unknown; found: unknown }>({
      text: `/* verify-${table} */ with
        served as (select ${keys}, ${zeros} from (
            select ${keys}, ${measureNames.join(', ')} from ${table}
            union all select ${keys}, ${measureNames.join(', ')} from ledger where xid >= (select mark from ledger_mark)
          ) s group by ${keys} having ${measureNames.map((m) => `coalesce(sum(${m}), 0) <> 0`).join(' or ')}),
        plain as (select ${keys}, ${zeros} from ledger
          group by ${keys} having ${measureNames.map((m) => `coalesce(sum(${m}), 0) <> 0`).join(' or ')}),
        odd as ((table plain except table served) union all (table served except table plain))
        select jsonb_build_object(${[grain, ...columns].map((c) => `'${c}', o.${c}`).join(', ')}) as key,
          (select to_jsonb(p) from plain p where row(${columns.map((c) => `p.${c}`).join(', ')}, p.${grain})
            is not distinct from row(${columns.map((c) => `o.${c}`).join(', ')}, o.${grain})) as expected,
          to_jsonb(o) as found
        from odd o limit $1`,
      values: [limit],
    });
    findings.push(
      ...rows.map((row) => ({
        check: table,
        where: JSON.stringify(row.key),
        expected: row.expected,
        found: row.found,
      })),
    );
  }
  return findings;
}

/** The number of merged entries is the number of entries before the mark: the revision everybody sees rests on it. */
async function markCountsEntries(tx: Transaction): Promise<Finding[]> {
  const [row] = await tx.query<{ expected: string; found: string }>({
    text: `/* verify-mark */ select (select count(*) from ledger l where l.xid < m.mark) as expected, m.merged as found from ledger_mark m`,
    values: [],
  });
  return row && row.expected !== row.found ? [{ check: 'ledger_mark', where: 'merged', ...row }] : [];
}

/** Every entry lies on the day and month of its instant in the department's time zone. */
async function daysAreTheDepartments(tx: Transaction, limit: number): Promise<Finding[]> {
  return tx.query<Finding>({
    text: `/* verify-days */ select 'day' as check, 'entry ' || id as where, local::date::text as expected, day || ' in ' || month as found
      from (select l.*, effective_at at time zone s.time_zone as local from ledger l, setting s) e
      where day <> local::date or month <> date_trunc('month', local)::date limit $1`,
    values: [limit],
  });
}

/** A reversal takes back exactly what it reverses, and nothing is reversed twice. */
async function reversalsCancel(tx: Transaction, limit: number): Promise<Finding[]> {
  const same = [...Object.keys(dimensions), 'effective_at', 'kind', 'deal_id', 'fact_id'];
  const differs = [
    `(${same.map((c) => `r.${c}`).join(', ')}) is distinct from (${same.map((c) => `e.${c}`).join(', ')})`,
    ...measureNames.map((m) => `coalesce(r.${m}, 0) <> -coalesce(e.${m}, 0)`),
  ];
  return tx.query<Finding>({
    text: `/* verify-reversals */ select 'reversal' as check, 'entry ' || r.id as where, to_jsonb(e) as expected, to_jsonb(r) as found
      from ledger r left join ledger e on e.id = r.reverses
      where r.reverses is not null and (e.id is null or ${differs.join(' or ')}
        or exists (select from ledger x where x.deal_id = r.deal_id and x.reverses = r.reverses and x.id <> r.id)) limit $1`,
    values: [limit],
  });
}

/** Every id an entry names exists: the ledger has no foreign keys. */
async function nothingDangles(tx: Transaction, limit: number): Promise<Finding[]> {
  const references = [...Object.entries(dimensions), ['deal_id', 'deal'] as const];
  const findings: Finding[] = [];
  for (const [column, table] of references) {
    const rows = await tx.query<Finding>({
      text: `/* verify-references */ select 'reference' as check, '${column}' as where, 'a row of ${table}' as expected, id as found
        from (select distinct ${column} as id from ledger where ${column} is not null) u
        where not exists (select from ${table} t where t.id = u.id) limit $1`,
      values: [limit],
    });
    findings.push(...rows);
  }
  return findings;
}
