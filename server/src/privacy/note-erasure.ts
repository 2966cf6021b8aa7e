import { type AuditEvent, audit } from '../access/audit.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Erased } from './erased.ts';
import { isUnusual } from './unusual.ts';

/** Notes in the audit log who was forgotten, by number; many in a day are an alarm: it cannot be taken back. */
export async function noteErasure(
  tx: Transaction,
  ctx: Context,
  subject: Erased['subject'],
  subjectId: string,
  details: NonNullable<AuditEvent['details']>,
): Promise<void> {
  const [action, now] = [`erase${subject}`, ctx.clock.now()];
  const alert = await isUnusual(tx, ctx.viewer, action, now);
  await audit(tx, ctx.viewer, now, { action, subject, subjectId, alert, details });
  if (alert) ctx.log.warn({ principal: ctx.viewer.principal, action }, 'people are erased at an unusual pace');
}
