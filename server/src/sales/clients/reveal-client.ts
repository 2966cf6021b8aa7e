import { audit } from '../../access/audit.ts';
import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type RevealReason, tellExhausted } from '../contacts/reveal-contact.ts';
import { countReveal, revealsLeft } from '../contacts/reveal-pace.ts';

export interface RevealClient {
  key: string;
  clientId: string;
  reason?: RevealReason | null;
}

/** The details of a client in full, and how many more may be revealed today. */
export interface RevealedDetails {
  id: string;
  phone: string | null;
  email: string | null;
  leftToday: number;
}

/** Shows phone and e-mail of a client: in the audit log each time, and counted together with those of contacts. The same key does not count again. */
export async function revealClient(ctx: Context, input: RevealClient): Promise<RevealedDetails> {
  const now = ctx.clock.now();
  const id = checkedId(input.clientId, 'input.clientId');
  const event = { action: 'revealClient', subject: 'Client', subjectId: id };
  const reason = input.reason ?? null;
  const on = { subject: 'Client', id, field: 'input.clientId' };
  const known = sql`/* client-in-full */ select t.phone, t.email from client t
    where t.id = ${id} and ${ctx.access.rows('revealClient', 'Client', 't')}`;
  let again = true;
  await runVerb(ctx, { verb: 'revealClient', key: input.key, input, result: { id }, on }, async (tx) => {
    again = false;
    // what is not there is not counted
    if ((await tx.query(known)).length === 0) throw Refusal.notFound('input.clientId', 'client', id);
    const { left, hurried, recent } = await countReveal(tx, ctx, now);
    const details = { reason, left, ...(hurried && { recent }) };
    await audit(tx, ctx.viewer, now, { ...event, alert: hurried, details });
    if (hurried) ctx.log.warn({ principal: ctx.viewer.principal, recent }, 'clients are revealed at an unusual pace');
  }).catch((error: unknown) => tellExhausted(ctx, error, now));
  // also what was shown before: by now it may be somebody else's
  const [client] = await ctx.database.app.query<{ phone: string | null; email: string | null }>(known);
  if (!client) throw Refusal.notFound('input.clientId', 'client', id);
  // shown once more is shown all the same
  if (again) await audit(ctx.database.app, ctx.viewer, now, { ...event, details: { reason, again } });
  return { id, ...client, leftToday: await revealsLeft(ctx.database.app, ctx, now) };
}
