import { Gauge, type Registry } from 'prom-client';
import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';

/** What the audit log tells whoever watches over the server: alarms so far, and entries that wait for the chain; measured when asked. */
export function watchAudit({ registry }: { registry: Registry }, db: Queryable): void {
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name: `voronka_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set(await read().catch(() => -1));
      },
    });
  gauge('audit_alerts', 'entries of the audit log somebody should look at; -1 when the database does not answer', () =>
    count(db, sql`/* audit-alerts */ select count(*) as n from audit_entry where alert`),
  );
  gauge('audit_unchained', 'entries of the audit log not in its chain yet; -1 when the database does not answer', () =>
    count(
      db,
      sql`/* audit-unchained */ select count(*) as n from audit_entry e where e.xid >= (select mark from audit_mark)
        and not exists (select from audit_chain c where c.entry_id = e.id)`,
    ),
  );
}

async function count(db: Queryable, query: ReturnType<typeof sql>): Promise<number> {
  const [row] = await db.query<{ n: string }>(query);
  return Number(row?.n ?? 0);
}
