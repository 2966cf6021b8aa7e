import type { Context } from '../context.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { accessChanged } from './access-changed.ts';
import type { Invited } from './create-account.ts';
import { invite } from './invitation.ts';
import { lockAccount } from './lock-account.ts';

export interface InviteAgain {
  key: string;
  accountId: string;
}

/** A new link to an account, which ends the one before: for who has lost theirs, forgotten their password or lost their second factor. */
export async function inviteAgain(ctx: Context, input: InviteAgain): Promise<Invited> {
  let invitation: string | null = null;
  const id = checkedId(input.accountId, 'input.accountId');
  const on = { subject: 'Account', id, field: 'input.accountId' };
  await runVerb(ctx, { verb: 'inviteAgain', key: input.key, input, result: { id }, on }, async (tx) => {
    const { login } = await lockAccount(tx, id);
    if (login === null) {
      const message = 'input.accountId: an account without a login has no use for a password';
      throw Refusal.refused('NO_LOGIN', message, { field: 'input.accountId' });
    }
    invitation = await invite(tx, id, ctx.viewer.principal, ctx.clock.now());
    await accessChanged(tx, ctx, { action: 'inviteAgain', subject: 'Account', subjectId: id });
  });
  return { id, invitation };
}
