import { audit } from '../access/audit.ts';
import { type Fence, fenced, type Opening } from '../access/fence.ts';
import type { Context } from '../context.ts';
import type { Pool, Transaction } from '../database/database.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { restate } from '../ledger/restate.ts';
import { sql } from '../lib/sql.ts';
import { payFence, schemeFence } from './pay.rules.ts';

/** The verbs that write behind the fences of pay: behind which, and in whose rules they stand. */
const writers = {
  assignPayScheme: { fence: payFence, subject: 'Pay' },
  closePayMonth: { fence: payFence, subject: 'PayMonth' },
  addPayScheme: { fence: schemeFence, subject: 'PayScheme' },
  amendPayScheme: { fence: schemeFence, subject: 'PayScheme' },
} as const;

export type PayWriter = keyof typeof writers;

/** The door to what people are paid: what is read within is only what the viewer may see, what is written only what the verb may. */
export function openPay<Result>(
  db: Pool | Transaction,
  ctx: Context,
  work: (tx: Transaction) => Promise<Result>,
  verb?: PayWriter,
): Promise<Result> {
  return fenced(db, ctx, opening(payFence, verb), work);
}

/** The same with what schemes say. */
export function openSchemes<Result>(
  db: Pool | Transaction,
  ctx: Context,
  work: (tx: Transaction) => Promise<Result>,
  verb?: PayWriter,
): Promise<Result> {
  return openPay(db, ctx, (tx) => fenced(tx, ctx, opening(schemeFence, verb), () => work(tx)), verb);
}

function opening(fence: Fence, verb: PayWriter | undefined): Opening {
  if (!verb || writers[verb].fence !== fence) return { fence };
  return { fence, subject: writers[verb].subject, read: verb, write: verb };
}

/** Whatever changes pay is done one after another: a month that is being closed stands still meanwhile. */
export async function payInTurn(tx: Transaction): Promise<void> {
  await tx.query(sql`/* pay-in-turn */ select pg_advisory_xact_lock(hashtextextended('pay', 0))`);
}

/** Tells the change feed that something about pay changed: what and which, not whose. */
export async function postPayNews(
  tx: Transaction,
  ctx: Context,
  kind: EntryKind & `record_${string}`,
  subject: { noun: string; nounId: string },
): Promise<void> {
  await restate(tx, ctx, subject, { before: [], after: [], news: { kind, dimensions: {} } });
}

/** Notes that somebody looks at the pay of others; one's own is nobody's business. */
export async function noteViewing(
  ctx: Context,
  action: 'viewPay' | 'simulatePay',
  { employeeIds, from }: { employeeIds: readonly string[]; from: string },
): Promise<void> {
  const others = employeeIds.filter((id) => id !== ctx.viewer.employeeId);
  if (others.length === 0 || ctx.viewer.kind === 'local') return;
  const [one] = others;
  const subject = others.length === 1 && one ? { subject: 'Employee', subjectId: one } : { subject: 'Pay' };
  const details = { month: from, people: others.length, ...(others.length > 1 && { employees: others.join(',') }) };
  await audit(ctx.database.app, ctx.viewer, ctx.clock.now(), { action, ...subject, details });
}
