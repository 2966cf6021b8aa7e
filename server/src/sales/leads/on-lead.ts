import { Refusal } from '../../lib/refusal.ts';
import type { LeadRow } from './lead.fields.ts';

/** Refuses a verb on a lead that is decided: rejected or a deal by now. */
export function ensureOpen({ id, rejectedAt, convertedAt }: LeadRow): void {
  const field = 'input.id';
  if (convertedAt !== null) {
    throw Refusal.refused('LEAD_ALREADY_CONVERTED', `${field}: lead ${id} has become a deal`, { field });
  }
  if (rejectedAt !== null) {
    throw Refusal.refused('LEAD_ALREADY_REJECTED', `${field}: lead ${id} was rejected: reopen it first`, { field });
  }
}

/** When it happened: now unless told, and never before what must have come before. */
export function instantOf(given: Date | null | undefined, now: Date, ...notBefore: readonly (Date | null)[]): Date {
  const at = given ?? now;
  const least = notBefore.filter((each) => each !== null).toSorted((a, b) => b.getTime() - a.getTime())[0];
  if (least === undefined || at >= least) return at;
  throw Refusal.badInput('input.at', `an instant not before ${least.toISOString()}`, { got: at.toISOString() });
}
