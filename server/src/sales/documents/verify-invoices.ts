import type { Transaction } from '../../database/database.ts';
import type { Finding } from '../../ledger/verify.ts';
import { sql } from '../../lib/sql.ts';

/** What an invoice says is paid is what its payments that stand add up to. */
export async function invoicesEqualPayments(tx: Transaction, limit: number): Promise<Finding[]> {
  return tx.query<Finding>(sql`/* verify-invoices */ select 'document paid' as check, 'document ' || d.id as where, p.paid as expected,
      d.paid as found
    from document d
    cross join lateral (
      select coalesce(sum(amount), 0) as paid from payment where document_id = d.id and ended_at is null
    ) p where p.paid <> d.paid or d.settled <> (d.kind = 'invoice' and d.issued_at is not null and d.amount <= p.paid) limit ${limit}`);
}
