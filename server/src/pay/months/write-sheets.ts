import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { measuresOf } from '../reckoning/read-credits.ts';
import { flowsOf } from '../reckoning/read-figures.ts';
import { kpisOf, type PayTerms } from '../schemes/terms.ts';
import type { OpenSheet } from '../sheets/read-sheets.ts';

/** Keeps sheets as they stand, with their lines and the entries behind them; within the door of pay. Three statements. */
export async function writeSheets(
  tx: Transaction,
  payMonthId: string,
  at: Date,
  sheets: readonly OpenSheet[],
): Promise<void> {
  const rows = sheets.map(({ employeeId, month, schemeId, facts, total }) => ({
    ...{ employee_id: employeeId, month, scheme_id: schemeId, facts, total },
    measures: facts ? measuresBehind(facts.terms) : [],
  }));
  const written = await tx.query<{ id: string; employee: string }>(sql`/* write-pay-sheets */ insert into pay_sheet
      (pay_month_id, employee_id, month, scheme_id, facts, measures, total, closed_at)
    select ${payMonthId}::bigint, employee_id, month, scheme_id, nullif(facts, 'null'::jsonb),
      array(select jsonb_array_elements_text(measures)), total, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(employee_id bigint, month date, scheme_id bigint, facts jsonb, measures jsonb, total bigint)
    returning id, employee_id as employee`);
  const sheetOf = new Map(written.map(({ id, employee }) => [employee, id]));
  const lines = sheets.flatMap(({ employeeId, lines: all }) =>
    all.map((line, position) => ({
      ...{ sheet_id: sheetOf.get(employeeId), employee_id: employeeId, position, kind: line.kind, base: line.base },
      ...{ rate: line.rate, amount: line.amount, about_month: line.aboutMonth, explanation: line.explanation },
    })),
  );
  const kept = await tx.query<{
    id: string;
    employee: string;
    position: number;
  }>(sql`/* write-pay-lines */ insert into pay_line
      (sheet_id, employee_id, position, kind, base, rate, amount, about_month, explanation)
    select sheet_id, employee_id, position, kind, base, rate, amount, about_month, explanation
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(sheet_id bigint, employee_id bigint, position integer, kind text,
      base bigint, rate bigint, amount bigint, about_month date, explanation jsonb)
    returning id, employee_id as employee, position`);
  const lineOf = new Map(kept.map(({ id, employee, position }) => [`${employee} ${position}`, id]));
  const entries = sheets.flatMap(({ employeeId, lines: all }) =>
    all.flatMap((line, position) =>
      line.entries.map((entry) => ({
        ...{ line_id: lineOf.get(`${employeeId} ${position}`), entry_id: entry.entryId, employee_id: employeeId },
        ...{ deal_id: entry.dealId, product_line_id: entry.productLineId, base: entry.base, amount: entry.amount },
      })),
    ),
  );
  await tx.query(sql`/* write-pay-entries */ insert into pay_line_entry
      (line_id, entry_id, employee_id, deal_id, product_line_id, base, amount)
    select line_id, entry_id, employee_id, deal_id, product_line_id, base, amount
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r(line_id bigint, entry_id bigint, employee_id bigint,
      deal_id bigint, product_line_id bigint, base bigint, amount bigint)`);
}

/** The measures whose entries pay depends on: others cannot change it later. */
function measuresBehind(terms: PayTerms): string[] {
  return [...new Set([...measuresOf(terms.sales), ...flowsOf(kpisOf(terms))])];
}
