import type { Transaction } from '../database/database.ts';
import type { Check, Finding } from '../ledger/verify.ts';
import { sql } from '../lib/sql.ts';

/**
 * What was paid adds up: a sheet to its lines, a percentage to the parts of its entries. And each entry stands in the ledger, credited to that
 * person. The owner of the tables is kept out by the fence like everybody else, so the door is opened for as long as it takes.
 */
export const payAddsUp: Check = async (tx, limit) => {
  const [before] = await tx.query<{ role: string }>(sql`/* verify-pay */ select current_setting('role') as role`);
  await tx.query(
    sql`/* verify-pay */ select set_config('role', 'voronka_app', true), set_config('voronka.pay_read', '[{}]', true)`,
  );
  const findings = [
    ...(await sheetsThatDoNot(tx, limit)),
    ...(await linesThatDoNot(tx, limit)),
    ...(await entriesOfNobody(tx, limit)),
  ];
  await tx.query(
    sql`/* verify-pay */ select set_config('role', ${before?.role ?? 'none'}, true), set_config('voronka.pay_read', '', true)`,
  );
  return findings.slice(0, limit);
};

async function sheetsThatDoNot(tx: Transaction, limit: number): Promise<Finding[]> {
  return tx.query<Finding>(sql`/* verify-pay-sheets */ select 'pay sheet' as check, 'sheet ' || s.id as where,
      s.total::text as expected, coalesce(sum(l.amount), 0)::text as found
    from pay_sheet s left join pay_line l on l.sheet_id = s.id group by s.id
    having s.total <> coalesce(sum(l.amount), 0) limit ${limit}`);
}

async function linesThatDoNot(tx: Transaction, limit: number): Promise<Finding[]> {
  return tx.query<Finding>(sql`/* verify-pay-lines */ select 'pay line' as check, 'line ' || l.id as where,
      json_build_array(l.base, l.amount)::text as expected, json_build_array(sum(e.base), sum(e.amount))::text as found
    from pay_line l join pay_line_entry e on e.line_id = l.id where l.kind = 'sales' group by l.id
    having l.base <> sum(e.base) or l.amount <> sum(e.amount) limit ${limit}`);
}

async function entriesOfNobody(tx: Transaction, limit: number): Promise<Finding[]> {
  return tx.query<Finding>(sql`/* verify-pay-entries */ select 'pay entry' as check, 'line ' || e.line_id || ' entry ' || e.entry_id as where,
      e.employee_id::text as expected, l.employee_id::text as found
    from pay_line_entry e left join ledger l on l.id = e.entry_id
    where l.id is null or l.employee_id is distinct from e.employee_id limit ${limit}`);
}
