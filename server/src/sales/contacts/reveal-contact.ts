import { audit } from '../../access/audit.ts';
import type { Context, Row } from '../../context.ts';
import { Refusal } from '../../lib/refusal.ts';
import { type OnContact, onContact } from './on-contact.ts';
import { readContact } from './read-contacts.ts';
import { countReveal, noteExhausted, personOf, revealsLeft } from './reveal-pace.ts';

/** What it is needed for; not told in words of one's own, because the audit log keeps no personal text. */
export type RevealReason = 'call' | 'letter' | 'meeting' | 'documents' | 'other';

export interface RevealContact extends Omit<OnContact, 'version'> {
  reason?: RevealReason | null;
}

/** A contact in full, and how many more may be revealed today. */
export interface Revealed {
  row: Row;
  leftToday: number;
}

/**
 * Shows phone and e-mail of a contact. Each time is in the audit log; how many a day is limited, and a pace nobody works at is an alarm.
 * The same key again shows the same contact and does not count.
 */
export async function revealContact(ctx: Context, input: RevealContact): Promise<Revealed> {
  const now = ctx.clock.now();
  const event = { action: 'revealContact', subject: 'Contact', subjectId: input.contactId };
  const reason = input.reason ?? null;
  let again = true;
  const id = await onContact(ctx, 'revealContact', input, async (tx) => {
    again = false;
    const { left, hurried, recent } = await countReveal(tx, ctx, now);
    await audit(tx, ctx.viewer, now, {
      ...event,
      alert: hurried,
      details: { reason, left, ...(hurried && { recent }) },
    });
    if (hurried) ctx.log.warn({ principal: ctx.viewer.principal, recent }, 'contacts are revealed at an unusual pace');
  }).catch((error: unknown) => tellExhausted(ctx, error, now));
  const row = await readContact(ctx, id);
  if (!row) throw Refusal.notFound('input.contactId', 'contact', id);
  // shown once more is shown all the same
  if (again) await audit(ctx.database.app, ctx.viewer, now, { ...event, details: { reason, again } });
  return { row, leftToday: await revealsLeft(ctx.database.app, ctx, now) };
}

/** Whoever goes on although nothing is left is told to those who read the audit log: once a day, or they could fill it. */
export async function tellExhausted(ctx: Context, error: unknown, now: Date): Promise<never> {
  const exhausted = error instanceof Refusal && error.extensions.refusal === 'REVEAL_LIMIT';
  if (exhausted && (await noteExhausted(ctx, now))) {
    const details = { person: personOf(ctx.viewer) };
    await audit(ctx.database.app, ctx.viewer, now, { action: 'revealLimit', alert: true, details });
    ctx.log.warn({ principal: ctx.viewer.principal }, 'nothing is left of the contacts somebody may reveal today');
  }
  throw error;
}
