import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Step } from '../../records/define-record.ts';
import { clientStandingOf, standingOf } from '../activities/standing.ts';
import type { DocumentFields, DocumentRow } from './document.fields.ts';

type Stepping = Step<DocumentFields>;

/** Fills what was left out, checks what belongs together, and stamps whose the document is as they stand then. */
export async function completeDocument(step: Stepping): Promise<void> {
  const { before, after } = step;
  after.paid ??= 0;
  if (before === null) await fillFromDeal(step);
  await ensureClient(step);
  ensureSense(step);
  await stamp(step);
  after.settled = after.kind === 'invoice' && after.issuedAt !== null && after.paid >= (after.amount ?? Infinity);
}

async function fillFromDeal({ tx, ctx, after, input }: Stepping): Promise<void> {
  const [deal] = await tx.query<{ client_id: string | null; owner_id: string | null }>(
    sql`/* deal-of-document */ select client_id, owner_id from deal where id = ${after.dealId}::bigint`,
  );
  if (input.clientId === undefined) after.clientId = deal?.client_id ?? null;
  if (input.employeeId === undefined) after.employeeId = deal?.owner_id ?? ctx.viewer.employeeId;
}

/** Somebody has to get it; where it is of a deal, the deal's client. */
async function ensureClient({ tx, before, after, input }: Stepping): Promise<void> {
  if (before !== null && input.clientId === undefined) return;
  const [deal] = await tx.query<{ client_id: string | null }>(
    sql`/* client-of-document */ select client_id from deal where id = ${after.dealId}::bigint`,
  );
  if (deal && deal.client_id !== after.clientId)
    throw Refusal.badInput('input.clientId', "the deal's client, or nothing", { got: after.clientId });
  if (!deal && after.clientId === null) throw Refusal.badInput('input.clientId', 'a client, or a deal that has one');
}

function ensureSense({ before, after, input }: Stepping): void {
  const { kind, amount, payBy, paid, issuedAt, endedAt } = after;
  if (payBy && kind !== 'invoice') throw Refusal.badInput('input.payBy', 'nothing: only invoices are paid');
  if (kind === 'invoice' && issuedAt && !amount) {
    const field = input.amount === undefined ? 'input.id' : 'input.amount';
    throw Refusal.badInput(field, 'an invoice with an amount above 0: it cannot be issued without');
  }
  if (input.amount !== undefined && before !== null && paid > (amount ?? 0))
    throw Refusal.badInput('input.amount', 'at least what has been paid', { got: amount });
  if (endedAt && !before?.endedAt && paid > 0) {
    throw Refusal.refused(
      'DOCUMENT_PAID',
      'input.id: what was paid has to be returned before the invoice is cancelled',
      {
        field: 'input.id',
      },
    );
  }
}

/** Due and issued are two things: each counts for whoever answers for the document then. */
async function stamp({ tx, ctx, before, after }: Stepping): Promise<void> {
  const moved = before === null || before.employeeId !== after.employeeId || before.clientId !== after.clientId;
  if (moved) {
    const due = await standing(tx, after, ctx.clock.now());
    after.stamps = { ...after.stamps, due };
    after.teamId = due.team_id;
    after.departmentId = due.department_id;
  }
  if (after.issuedAt && !before?.issuedAt) {
    after.stamps = { ...after.stamps, issued: await standing(tx, after, after.issuedAt) };
  }
}

async function standing(tx: Stepping['tx'], { employeeId, clientId }: DocumentRow, at: Date) {
  return { ...(await standingOf(tx, employeeId)), ...(await clientStandingOf(tx, clientId, at)) };
}
