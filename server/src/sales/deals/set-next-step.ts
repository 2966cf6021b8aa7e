import type { Context } from '../../context.ts';
import { Refusal } from '../../lib/refusal.ts';
import { checkedText } from '../../lib/text.ts';
import { dealVerb, type OnDeal } from './deal-verb.ts';

export interface SetNextStep extends Omit<OnDeal, 'at'> {
  /** null: nothing is agreed */
  text?: string | null;
  dueAt?: Date | null;
}

/** Says what is to be done next about a deal, and by when; null takes it away, because it is done or no longer wanted. */
export function setNextStep(ctx: Context, input: SetNextStep): Promise<string> {
  const words = input.text?.trim() || null;
  if (words !== null) checkedText(words, 'input.text', 'what is to be done', 500);
  const due = input.dueAt ?? null;
  if (due && words === null) throw Refusal.badInput('input.text', 'what is to be done by then');
  if (due && (due.getTime() < Date.UTC(1970, 0, 2) || due.getTime() > Date.UTC(2200, 0, 1)))
    throw Refusal.badInput('input.dueAt', 'an instant between 1970 and 2200', { got: due.toISOString() });
  return dealVerb(ctx, 'setNextStep', input, async () => ({
    kind: 'amended',
    changes: { nextStep: words, nextStepAt: due?.toISOString() ?? null },
    check: ({ status }) => {
      if (status === 'open') return;
      throw Refusal.refused('DEAL_ALREADY_CLOSED', 'A closed deal has no next step: reopen it first', {
        status: status.toUpperCase(),
      });
    },
  }));
}
