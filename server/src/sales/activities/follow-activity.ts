import type { Step } from '../../records/define-record.ts';
import { contactHappened, contactsChanged } from '../clients/contact-happened.ts';
import { contactsOfDealChanged, firstContactHappened } from '../deals/first-contact.ts';
import { countAnswer } from '../leads/count-answer.ts';
import type { ActivityRow, activityFields } from './activity.fields.ts';

/** What a contact changes beside itself: the first answer to its lead, when its client was last spoken to, when its deal began. */
export async function followActivity({ tx, ctx, before, after }: Step<typeof activityFields>): Promise<void> {
  if (before !== null && !isMoved(before, after)) return;
  for (const leadId of named(before?.leadId, after.leadId)) await countAnswer(tx, ctx, leadId);
  const { clientId, dealId, at, employeeId } = after;
  if (before === null) {
    if (dealId !== null) await firstContactHappened(tx, ctx, dealId, at);
    if (clientId !== null) await contactHappened(tx, ctx, { clientId, at, employeeId });
    return;
  }
  for (const id of named(before.dealId, dealId)) await contactsOfDealChanged(tx, ctx, id);
  for (const id of named(before.clientId, clientId)) await contactsChanged(tx, ctx, id);
}

/** Whether anything changed by which others count it. */
function isMoved(before: ActivityRow, after: ActivityRow): boolean {
  const said = ({ at, kind, employeeId, clientId, dealId, leadId, endedAt }: ActivityRow) =>
    JSON.stringify([at, kind, employeeId, clientId, dealId, leadId, endedAt]);
  return said(before) !== said(after);
}

/** The different ones among those that are named, in the order of their ids: rows are locked in it. */
function named(...ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => typeof id === 'string'))].toSorted((a, b) => Number(a) - Number(b));
}
