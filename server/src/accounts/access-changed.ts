import { type AuditEvent, audit } from '../access/audit.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { postNews } from '../ledger/news.ts';

/** Who may come in, or what they may do, has changed: written to the audit log, and told to every server, so that open sockets are looked at. */
export async function accessChanged(tx: Transaction, ctx: Context, event: AuditEvent): Promise<void> {
  await audit(tx, ctx.viewer, ctx.clock.now(), event);
  await postNews(tx, ctx, 'access_changed', {});
}
