import type { Row as TableRow } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { netted } from '../ledger/netted.ts';
import { asProjected } from '../ledger/restate.ts';
import type { Check, Finding } from '../ledger/verify.ts';
import { raw, sql } from '../lib/sql.ts';
import type { AnyRecord } from './define-record.ts';
import { projectRow } from './write-record.ts';

const batch = 1000;

/** Every row of the records that stand for something: its entries net to what the row projects to, instant by instant. */
export function recordsEqualTheirRows(records: readonly AnyRecord[]): Check {
  return async (tx, limit) => {
    const findings: Finding[] = [];
    for (const record of records) {
      if (record.project) findings.push(...(await verifyRecord(tx, record, limit - findings.length)));
      if (findings.length >= limit) break;
    }
    return findings.slice(0, limit);
  };
}

async function verifyRecord(tx: Transaction, record: AnyRecord, limit: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after = '0'; findings.length < limit; ) {
    const rows = await tx.query<TableRow>(sql`/* verify-${raw(record.table)} */ select t.* from ${raw(record.table)} t
      where t.id > ${after}::bigint order by t.id limit ${batch}`);
    const last = rows.at(-1);
    if (!last) break;
    const ids = rows.map(({ id }) => String(id));
    const entries = await tx.query<
      Record<string, string | Date | null>
    >(sql`/* verify-${raw(record.table)} */ select * from ledger
      where noun = ${record.table} and noun_id = any(${ids}::bigint[])`);
    const byRow = Map.groupBy(entries, (entry) => String(entry.noun_id));
    for (const row of rows) {
      const [should, does] = [
        netted(projectRow(record, record.rowOf(row))),
        netted((byRow.get(String(row.id)) ?? []).map(asProjected)),
      ];
      for (const key of new Set([...should.keys(), ...does.keys()])) {
        const [expected, found] = [should.get(key) ?? [], does.get(key) ?? []];
        if (JSON.stringify(expected) === JSON.stringify(found)) continue;
        findings.push({ check: `${record.table} entries`, where: `${record.table} ${row.id} ${key}`, expected, found });
      }
    }
    after = String(last.id);
  }
  return findings;
}
