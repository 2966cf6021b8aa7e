import type { Role } from '../access/roles.ts';
import type { Context } from '../context.ts';
import { runVerb } from '../ledger/verb.ts';
import { accessChanged } from './access-changed.ts';
import { checkedAccountRole, checkedEmployee, checkedLabel, checkedLogin } from './account-fields.ts';
import { addAccount } from './add-account.ts';
import { invite } from './invitation.ts';

export interface CreateAccount {
  key: string;
  name: string;
  login: string;
  role: Role;
  employeeId?: string | null;
}

/** An account, and the path of the link to it: null when the verb had been done before. */
export interface Invited {
  id: string;
  invitation: string | null;
}

/** Gives somebody an account, and a link by which they choose a password. The link is shown once. */
export async function createAccount(ctx: Context, input: CreateAccount): Promise<Invited> {
  let invitation: string | null = null;
  const call = { verb: 'createAccount', key: input.key, input, result: { newIn: 'account' } };
  const id = await runVerb(ctx, call, async (tx, accountId) => {
    const now = ctx.clock.now();
    const name = checkedLabel(input.name, 'input.name');
    const login = checkedLogin(input.login, 'input.login');
    const role = checkedAccountRole(input.role, 'input.role');
    const employeeId = await checkedEmployee(tx, input.employeeId, 'input.employeeId');
    await addAccount(tx, { id: accountId, name, login, role, employeeId }, 'input.', now);
    invitation = await invite(tx, accountId, ctx.viewer.principal, now);
    await accessChanged(tx, ctx, {
      ...{ action: 'createAccount', subject: 'Account', subjectId: accountId },
      details: { role },
    });
  });
  return { id, invitation };
}
