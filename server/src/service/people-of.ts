import type { Queryable } from '../database/database.ts';
import type { Dimensions } from '../ledger/dimensions.ts';
import { sql } from '../lib/sql.ts';

/** Who a piece of service is about. */
export interface About {
  clientId?: string | null;
  employeeId?: string | null;
  productId?: string | null;
}

/** The dimensions of an employee, a client and a product as they are now, in one statement: to be kept with what happens now. */
export async function dimensionsOf(db: Queryable, { clientId, employeeId, productId }: About): Promise<Dimensions> {
  const [row] = await db.query<Record<string, string | null>>(sql`/* dimensions-of-service */ select
      e.team_id, t.department_id, c.segment_id, c.territory_id, p.product_line_id
    from (select 1) one
      left join employee e on e.id = ${employeeId ?? null}::bigint
      left join team t on t.id = e.team_id
      left join client c on c.id = ${clientId ?? null}::bigint
      left join product p on p.id = ${productId ?? null}::bigint`);
  return {
    employee_id: employeeId ?? null,
    team_id: row?.team_id ?? null,
    department_id: row?.department_id ?? null,
    client_id: clientId ?? null,
    segment_id: row?.segment_id ?? null,
    territory_id: row?.territory_id ?? null,
    product_id: productId ?? null,
    product_line_id: row?.product_line_id ?? null,
  };
}

/** What measures of service are broken down by: not by territory. */
export function serviceOnly({ territory_id: _, ...dimensions }: Dimensions): Dimensions {
  return dimensions;
}
